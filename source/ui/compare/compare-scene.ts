import type {Action} from '../../actions/action.ts';
import {glyphFor} from '../../draw/glyphs.ts';
import type {Grid} from '../../draw/grid.ts';
import {roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import type {Screen} from '../../store/view.ts';
import {drawPaneRule} from '../charts/draw-charts.ts';
import {chartZones, measureCharts} from '../charts/zones.ts';
import type {ScreenMemory} from '../memory.ts';
import {drawFooter} from '../parts/footer.ts';
import {largest} from '../parts/largest.ts';
import {paneTitle} from '../parts/pane-title.ts';
import {type Brush, nothingShown, type Part, type Rect, type Scene, type Size, type Zone} from '../scene.ts';
import {drawComparedCharts, planComparison} from './compare-charts.ts';
import {drawCompareHeader} from './compare-header.ts';
import {comparePanes, layoutCompare} from './compare-layout.ts';
import {type CompareModel, modelOf} from './compare-model.ts';
import {drawTable, lineText} from './draw-table.ts';
import {placeColumns, type TableColumns} from './place-columns.ts';

/** Several runs side by side: their curves laid over each other, and a table of what differs and what came of it. */
export function compareScene(
	state: State,
	screen: Extract<Screen, {kind: 'compare'}>,
	size: Size,
	actions: readonly Action[],
	memory: ScreenMemory,
	brush: Brush,
): Scene {
	const {view} = state;
	const model = modelOf(state, screen.runs, memory);
	const layout = layoutCompare(size, {
		focus: view.focus,
		zoomed: view.zoomed,
		lines: model.lines.length,
		metrics: model.comparison.metrics.length,
		runs: model.rows.length,
	});
	const parts: Part[] = [];
	const zones: Zone[] = [];
	const add = (id: string, rect: Rect | null, draw: Part['draw']) => {
		if (rect !== null && rect.rows > 0 && rect.cols > 0) parts.push({id, rect, draw});
	};
	add('header', layout.header, grid => drawCompareHeader(grid, state, model, brush));
	add('footer', layout.footer, grid => drawFooter(grid, state, actions, brush));
	const plan = layout.charts === null ? null : planComparison(state, model, layout.charts, layout);
	if (layout.charts !== null && plan !== null) {
		add('charts', layout.charts, grid => drawComparedCharts(grid, {state, model, plan, memory, brush, alone: layout.alone}));
		zones.push(...chartZones(plan, layout.charts, state, memory.charts));
	}
	const textRows = Math.max(1, (layout.table?.rows ?? 3) - 2);
	const top = Math.max(0, Math.min(view.textScroll ?? (view.textEnd ? model.lines.length : 0), model.lines.length - textRows));
	if (layout.table !== null) {
		const columns = columnsOf(model, layout.table.cols);
		add('text', layout.table, grid => {
			drawTableRule(grid, state, columns, model, layout.alone, brush);
			drawTable(grid, state, model, columns, top, brush);
		});
		zones.push(...tableZones(layout.table, model, columns));
	}
	return {
		parts,
		zones,
		shown: {
			...nothingShown,
			runs: model.rows.map(row => row.key),
			curves: plan?.charts.flatMap(chart => chart.requests) ?? [],
		},
		measured: {
			panes: comparePanes,
			textRows,
			textLines: model.lines.length,
			textTop: top,
			text: model.lines.map(lineText),
			columns: plan?.charts.map(chart => `m:${chart.metric}`) ?? [],
			...measureCharts(state, plan, memory.charts),
		},
	};
}

function columnsOf({lines, rows, chosen}: CompareModel, cols: number): TableColumns {
	const labels = largest(
		lines.map(line => (line.kind === 'section' ? 0 : lineText(line).length)),
		0,
	);
	const at = rows.findIndex(row => row.key === chosen);
	return placeColumns(cols, labels, rows.length, Math.max(0, at));
}

function drawTableRule(
	grid: Grid,
	{view}: State,
	{shown}: TableColumns,
	{rows}: CompareModel,
	alone: boolean,
	brush: Brush,
): void {
	const focused = view.focus === 'text';
	const title = paneTitle(2, view.compareAll ? 'Everything' : 'What differs', focused);
	const part = shown.length < rows.length ? `${shown.length} of ${rows.length} runs` : '';
	const other = alone ? 'Tab charts' : '';
	const text = [grid.cols < 60 && alone ? '' : part, other]
		.filter(word => word !== '')
		.join(` ${glyphFor('separator', brush.glyphs)} `);
	drawPaneRule(grid, title, text === '' ? [] : [{text, style: roleStyle('dim')}], focused, brush);
}

/** The table, and in its heading the runs. */
function tableZones(rect: Rect, {rows}: CompareModel, {labelCols, runCols, shown}: TableColumns): Zone[] {
	const pane: Zone = {rect, pane: 'text', target: {kind: 'pane', pane: 'text'}};
	return [
		pane,
		...shown.map(
			(run, place): Zone => ({
				rect: {x: rect.x + labelCols + place * runCols, y: rect.y + 1, cols: runCols, rows: 1},
				pane: 'text',
				target: {kind: 'run', run: rows[run]!.key},
			}),
		),
	];
}
