import type {Action} from '../../actions/action.ts';
import type {RunRow} from '../../core/row.ts';
import {pointOf} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import type {PaneId, RunTab, Screen} from '../../store/view.ts';
import {drawPaneRule} from '../charts/draw-charts.ts';
import {chartZones, measureCharts} from '../charts/zones.ts';
import {measureMedia} from '../media/plan-media.ts';
import type {ScreenMemory} from '../memory.ts';
import {drawFooter} from '../parts/footer.ts';
import {paneTitle} from '../parts/pane-title.ts';
import {drawFacts, factsOf} from '../runs/facts.ts';
import {type Brush, nothingShown, type Part, type Rect, type Scene, type Size, type Zone} from '../scene.ts';
import {chartsOf, drawChartsTab, drawMediaTab, mediaOf} from './chart-tabs.ts';
import {pageOf} from './pages.ts';
import {drawProcess, processRows} from './process-block.ts';
import {drawRunHeader, drawTabs, tabZones} from './run-header.ts';
import {layoutRun} from './run-layout.ts';
import {columnShowing, drawTextPage, plainLine, type TextPage, topOf} from './text-pane.ts';

const logLines = 1000;

/** Everything on the screen of an open run. */
export function runScene(
	state: State,
	screen: Extract<Screen, {kind: 'run'}>,
	size: Size,
	actions: readonly Action[],
	memory: ScreenMemory,
	brush: Brush,
): Scene {
	const {view} = state;
	const row = state.rows.get(screen.run) ?? null;
	const hasLog = state.log?.run !== screen.run || state.log.lines.length > 0;
	const layout = layoutRun(size, {tab: screen.tab, zoomed: view.zoomed, focus: view.focus, hasLog});
	const parts: Part[] = [];
	const zones: Zone[] = [];
	const add = (id: string, rect: Rect | null, draw: Part['draw']) => {
		if (rect !== null && rect.rows > 0 && rect.cols > 0) parts.push({id, rect, draw});
	};
	const count = (tab: RunTab) => countOf(tab, row, state);
	add('header', layout.header, grid => drawRunHeader(grid, state, row, brush));
	add('tabs', layout.tabs, grid => drawTabs(grid, screen.tab, count));
	add('footer', layout.footer, grid => drawFooter(grid, state, actions, brush));
	if (layout.tabs !== null) zones.push(...tabZones(layout.tabs, screen.tab, count));
	const shown = {...nothingShown, opened: screen.run, logLines};
	if (row === null) return {parts, zones, shown, measured: {panes: layout.panes}};
	const use = screen.tab === 'system' && state.detail?.run === row.key ? (state.detail.process ?? null) : null;
	const top = use === null ? 0 : Math.min(processRows(use, layout.main.rows), layout.main.rows);
	const main = {...layout.main, y: layout.main.y + top, rows: layout.main.rows - top};
	const charts =
		screen.tab === 'charts' || screen.tab === 'system' ? chartsOf(state, row, screen.tab, main, layout, brush) : null;
	const media = screen.tab === 'media' ? mediaOf(state, row, main, layout) : null;
	const cells = layout.main.cols - 3;
	const log = layout.log === null ? null : {...pageOf('log', row, state, brush, cells), isBrief: layout.main.rows > 0};
	const isText = charts === null && media === null;
	const page = isText ? pageOf(screen.tab, row, state, brush, cells) : view.focus === 'log' ? log : null;
	const pane = (id: PaneId, rect: Rect | null, draw: (grid: Grid, number: number) => void) => {
		if (rect === null) return;
		add(id, rect, grid => draw(grid, layout.panes.length > 1 ? layout.panes.indexOf(id) + 1 : 0));
		zones.push({rect, pane: id, target: {kind: 'pane', pane: id}});
	};
	if (use !== null) add('process', {...layout.main, rows: top}, grid => drawProcess(grid, use, brush));
	if (charts !== null) {
		pane('charts', main, (grid, number) => drawChartsTab(grid, state, row, charts, screen.tab, number, memory, brush));
		zones.push(...chartZones(charts, main, state, memory.charts));
	} else if (media !== null) {
		pane('charts', main, grid => drawMediaTab(grid, state, media, brush));
		zones.push(...chartZones(media.plan, main, state, memory.charts));
	} else pane('text', layout.main, grid => drawTextPage(grid, textTop(layout.main.rows), page!, view, true, brush));
	pane('facts', layout.facts, (grid, number) => drawFacts(grid, state, factsOf(row, state, brush), number, brush));
	pane('log', layout.log, (grid, number) => drawLog(grid, state, log!, number, brush));
	if (layout.facts !== null && layout.main.cols < size.cols && layout.main.rows > 0) {
		const divider = {x: layout.main.cols, y: layout.main.y, cols: 1, rows: layout.main.rows};
		add('divider', divider, grid =>
			grid.fill(0, 0, 1, grid.rows, roleStyle('border'), pointOf(brush.glyphs.unicode ? '│' : '|')),
		);
	}
	const rows = view.focus === 'log' ? (layout.log?.rows ?? 1) - 1 : layout.main.rows - textTop(layout.main.rows);
	const textCells = (view.focus === 'log' ? (layout.log?.cols ?? size.cols) : layout.main.cols) - 2;
	const text = page === null ? [] : page.lines.map(plainLine);
	return {
		parts,
		zones,
		shown: {
			...shown,
			curves: charts?.charts.flatMap(chart => chart.requests) ?? [],
			media: media?.tiles.map(({request}) => request) ?? [],
		},
		measured: {
			panes: layout.panes,
			textRows: rows,
			textLines: text.length,
			textTop: page === null ? 0 : topOf(page, view, rows, true),
			text: () => text,
			columnOf: (line, wanted) => columnShowing(text[line] ?? '', wanted, view.textColumn, textCells),
			...measureCharts(state, charts, memory.charts),
			...(media === null ? {} : measureMedia(state, media)),
		},
	};
}

/** A blank line below the tabs, where there is room for one. */
const textTop = (rows: number) => (rows >= 14 ? 1 : 0);

/** How much a tab holds, null where that is nothing to count or not known yet. */
function countOf(tab: RunTab, row: RunRow | null, state: State): number | null {
	const detail = state.detail?.run === row?.key ? state.detail : null;
	if (row === null) return null;
	if (tab === 'charts') return row.metrics.names.filter(name => row.hidden?.includes(name) !== true).length;
	if (tab === 'config') return Object.keys(row.config).length;
	if (tab === 'problems') return row.problemCount;
	if (tab === 'files') return detail?.files.length ?? null;
	if (tab === 'media') return detail?.media?.length ?? null;
	// What is seen of its processes is not counted, and makes the tab worth opening.
	return tab === 'system' && detail?.process == null ? (detail?.systemMetrics.length ?? null) : null;
}

function drawLog(grid: Grid, state: State, page: TextPage, number: number, brush: Brush): void {
	const focused = state.view.focus === 'log';
	drawPaneRule(grid, paneTitle(number, 'Log', focused), [], focused, brush);
	drawTextPage(grid, 1, page, state.view, focused, brush);
}
