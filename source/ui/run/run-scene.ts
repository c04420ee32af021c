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
import {type Brush, nothingShown, type Rect, type Scene, type Size} from '../scene.ts';
import {SceneParts} from '../scene-parts.ts';
import {drawChartsTab, drawMediaTab} from './chart-tabs.ts';
import {planTab, type TabPlan} from './plan-tab.ts';
import {drawProcess} from './process-block.ts';
import {drawRunHeader, drawTabs, tabZones} from './run-header.ts';
import {layoutRun, type RunLayout} from './run-layout.ts';
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
	const scene = new SceneParts();
	const count = (tab: RunTab) => countOf(tab, row, state);
	scene.add('header', layout.header, grid => drawRunHeader(grid, state, row, brush));
	scene.add('tabs', layout.tabs, grid => drawTabs(grid, screen.tab, count));
	scene.add('footer', layout.footer, grid => drawFooter(grid, state, actions, brush));
	if (layout.tabs !== null) scene.zones.push(...tabZones(layout.tabs, screen.tab, count));
	const {parts, zones} = scene;
	const shown = {...nothingShown, opened: screen.run, logLines};
	if (row === null) return {parts, zones, shown, measured: {panes: layout.panes}};
	const plan = planTab(state, row, screen.tab, layout, brush);
	addPanes(scene, plan, {state, row, tab: screen.tab, layout, memory, brush});
	if (layout.facts !== null && layout.main.cols < size.cols && layout.main.rows > 0) {
		const divider = {x: layout.main.cols, y: layout.main.y, cols: 1, rows: layout.main.rows};
		scene.add('divider', divider, grid =>
			grid.fill(0, 0, 1, grid.rows, roleStyle('border'), pointOf(brush.glyphs.unicode ? '│' : '|')),
		);
	}
	return {
		parts,
		zones,
		shown: {
			...shown,
			curves: plan.charts?.charts.flatMap(chart => chart.requests) ?? [],
			media: plan.media?.tiles.map(({request}) => request) ?? [],
		},
		measured: {
			panes: layout.panes,
			...measureText(state, plan.page, layout, size),
			...measureCharts(state, plan.charts, memory.charts),
			...(plan.media === null ? {} : measureMedia(state, plan.media)),
		},
	};
}

function addPanes(scene: SceneParts, plan: TabPlan, {state, row, tab, layout, memory, brush}: TabContext): void {
	const {use, main, charts, media} = plan;
	const pane = (id: PaneId, rect: Rect | null, draw: (grid: Grid, number: number) => void) => {
		scene.add(id, rect, grid => draw(grid, layout.panes.length > 1 ? layout.panes.indexOf(id) + 1 : 0));
		scene.addPaneZone(id, rect);
	};
	if (use !== null) scene.add('process', plan.above, grid => drawProcess(grid, use, brush));
	if (charts !== null) {
		pane('charts', main, (grid, number) => drawChartsTab(grid, state, row, charts, tab, number, memory, brush));
		scene.zones.push(...chartZones(charts, main, state, memory.charts));
	} else if (media !== null) {
		pane('charts', main, grid => drawMediaTab(grid, state, media, brush));
		scene.zones.push(...chartZones(media.plan, main, state, memory.charts));
	} else pane('text', layout.main, grid => drawTextPage(grid, textTop(layout.main.rows), plan.page!, state.view, true, brush));
	pane('facts', layout.facts, (grid, number) => drawFacts(grid, state, factsOf(row, state, brush), number, brush));
	pane('log', layout.log, (grid, number) => drawLog(grid, state, plan.log!, number, brush));
}

interface TabContext {
	state: State;
	row: RunRow;
	tab: RunTab;
	layout: RunLayout;
	memory: ScreenMemory;
	brush: Brush;
}

/** What keys need to know of the text that they move through. */
function measureText({view}: State, page: TextPage | null, {log, main}: RunLayout, size: Size): Scene['measured'] {
	const isInLog = view.focus === 'log';
	const rows = isInLog ? (log?.rows ?? 1) - 1 : main.rows - textTop(main.rows);
	const cells = (isInLog ? (log?.cols ?? size.cols) : main.cols) - 2;
	const text = page === null ? [] : page.lines.map(plainLine);
	return {
		textRows: rows,
		textLines: text.length,
		textTop: page === null ? 0 : topOf(page, view, rows, true),
		text: () => text,
		columnOf: (line, wanted) => columnShowing(text[line] ?? '', wanted, view.textColumn, cells),
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
