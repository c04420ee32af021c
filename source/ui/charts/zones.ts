import type {PlotArea} from '../../actions/mouse.ts';
import {axisKey} from '../../core/series/axis.ts';
import {layOutChart} from '../../draw/chart/layout.ts';
import {rangeOn} from '../../store/shelves/chart-settings.ts';
import type {Measured, State} from '../../store/state.ts';
import type {Rect, Zone} from '../scene.ts';
import type {ChartMemory} from './chart-memory.ts';
import {axisOf, curvesIn} from './curves.ts';
import type {ChartsPlan, PlannedChart} from './plan-charts.ts';

/** Where the curve of a chart stands in its rectangle, and which x it shows; null while no curve has come. */
function plotOf(chart: PlannedChart, state: State, memory: ChartMemory): PlotArea | null {
	const axis = axisOf(state, chart.requests);
	const curves = curvesIn(state, chart.requests)
		.map(({curve}) => curve)
		.filter(curve => curve.last >= curve.first);
	if (axis === null || curves.length === 0) return null;
	const first = Math.min(...curves.map(curve => curve.first));
	const last = Math.max(...curves.map(curve => curve.last));
	const range = rangeOn(state.view.range, axis);
	const layout = layOutChart(chart.rect.cols - (chart.asideCols ?? 0) - 1, chart.rect.rows - 1, memory.labelWidth(chart));
	return {
		left: layout.left,
		cols: Math.max(1, layout.cols),
		axis: axisKey(axis),
		from: range?.from ?? first,
		to: range?.to ?? last,
		first,
		last,
	};
}

/** Where the mouse finds the charts of a pane. */
export function chartZones(plan: ChartsPlan, pane: Rect, state: State, memory: ChartMemory): Zone[] {
	return [
		{rect: pane, pane: 'charts', target: {kind: 'pane', pane: 'charts'}},
		...plan.charts.map((chart): Zone => {
			const rect = {...chart.rect, x: chart.rect.x + pane.x, y: chart.rect.y + pane.y};
			const plot = plotOf(chart, state, memory);
			const placed = plot === null ? null : {...plot, left: plot.left + rect.x};
			return {rect, pane: 'charts', target: {kind: 'chart', metric: chart.metric, plot: placed}};
		}),
	];
}

/** What actions need to know of the charts: which there are, and the range of x of the one that has the cursor. */
export function measureCharts(state: State, plan: ChartsPlan | null, memory: ChartMemory): Partial<Measured> {
	const focused = plan?.charts.find(chart => chart.focused);
	return {
		chartMetrics: plan?.metrics ?? [],
		chartsPerPage: plan?.perPage ?? 1,
		chart: focused === undefined ? null : plotOf(focused, state, memory),
		media: null,
	};
}
