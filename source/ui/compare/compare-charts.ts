import type {Aligned} from '../../core/diff/align-names.ts';
import type {Grid} from '../../draw/grid.ts';
import {lookStyle, runSign} from '../../draw/palette.ts';
import type {Span} from '../../draw/spans.ts';
import {bold, roleStyle} from '../../draw/style.ts';
import type {State} from '../../store/state.ts';
import {curvesOf, drawCharts, drawCurves, drawPaneRule, pageSpans} from '../charts/draw-charts.ts';
import {type ChartsPlan, layCharts, type PlannedChart, requestCurve} from '../charts/plan-charts.ts';
import type {ScreenMemory} from '../memory.ts';
import {paneTitle} from '../parts/pane-title.ts';
import type {Brush, Rect} from '../scene.ts';
import type {CompareLayout} from './compare-layout.ts';
import type {CompareModel} from './compare-model.ts';
import {drawCompareTitle, drawLegend, legendOf} from './legend.ts';

/** Charts of the metrics, each with the curves of all runs that are not hidden, by whatever name their tracker has for it. */
export function planComparison(
	state: State,
	{comparison, rows, chosen}: CompareModel,
	rect: Rect,
	layout: CompareLayout,
): ChartsPlan {
	const byName = new Map(comparison.metrics.map(metric => [metric.name, metric]));
	const requestsOf = (metric: string, cols: number) => {
		const found = rows.flatMap((row, at) => {
			const name = byName.get(metric)?.nameIn[at];
			return typeof name !== 'string' || state.view.hidden.has(row.key) ? [] : [requestCurve(state, row.key, name, cols)];
		});
		// The first one is drawn last, over the others.
		return [...found.filter(({run}) => run === chosen), ...found.filter(({run}) => run !== chosen)];
	};
	const area = {cols: rect.cols, rows: rect.rows, top: 1, across: layout.across, down: layout.down};
	return layCharts(state, [...byName.keys()], area, requestsOf, {asideCols: layout.legendCols});
}

export interface ComparePane {
	state: State;
	model: CompareModel;
	plan: ChartsPlan;
	memory: ScreenMemory;
	brush: Brush;
}

export function drawComparedCharts(grid: Grid, {state, model, plan, memory, brush}: ComparePane): void {
	const focused = state.view.focus === 'charts';
	const aside = plan.charts[0]?.asideCols ?? 0;
	const title = [...paneTitle(1, 'Charts', focused), ...(aside > 0 ? [] : legendSpans(state, model, brush))];
	drawPaneRule(grid, title, pageSpans(plan, state, brush), focused, brush);
	if (plan.metrics.length === 0) {
		const complete = model.rows.every(row => row.complete);
		grid.put(3, Math.min(grid.rows - 1, 2), complete ? 'No metrics in these runs' : 'Reading…', roleStyle('dim'));
		return;
	}
	const frame = {grid, state, plan, memory: memory.charts, brush};
	const metrics = new Map<string, Aligned>(model.comparison.metrics.map(metric => [metric.name, metric]));
	drawCharts(frame, (chart: PlannedChart) => {
		const aligned = metrics.get(chart.metric);
		if (aligned === undefined) return;
		const entries = legendOf(frame, chart, aligned, model);
		drawCompareTitle(frame, chart, entries, model);
		if (chart.requests.length === 0) grid.put(chart.rect.x + 3, chart.rect.y + 2, 'All its runs are hidden', roleStyle('dim'));
		else drawCurves(frame, chart, curvesOf(frame, chart, true));
		drawLegend(frame, chart, entries, model);
	});
}

/** `━ resnet  ╍ vit`: which line is whose, where the charts have no room for it. */
function legendSpans({view}: State, {rows, looks}: CompareModel, brush: Brush): Span[] {
	return rows.flatMap(row => {
		const look = looks.get(String(row.key));
		if (look === undefined || view.hidden.has(row.key)) return [];
		return [
			{text: `  ${runSign(look.pattern, brush.glyphs)} `, style: lookStyle(look, bold)},
			{text: row.name, style: lookStyle(look)},
		];
	});
}
