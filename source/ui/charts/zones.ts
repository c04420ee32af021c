import {layOutChart} from '../../draw/chart/layout.ts';
import type {Measured, State} from '../../store/state.ts';
import type {Rect, Zone} from '../scene.ts';
import type {ChartMemory} from './chart-memory.ts';
import type {ChartsPlan, PlannedChart} from './plan-charts.ts';

/** Where the curve of a chart stands in its rectangle, and which x it shows; null while no curve has come. */
interface Plot {
	left: number;
	cols: number;
	from: number;
	to: number;
}

function plotOf(chart: PlannedChart, state: State, memory: ChartMemory): Plot | null {
	const curves = chart.requests.flatMap(request => state.curves.get(request) ?? []).filter(curve => curve.points > 0);
	if (curves.length === 0) return null;
	const {range} = state.view;
	const from = range?.from ?? Math.min(...curves.map(curve => curve.from));
	const to = range?.to ?? Math.max(...curves.map(curve => curve.to));
	const layout = layOutChart(chart.rect.cols - (chart.asideCols ?? 0) - 1, chart.rect.rows - 1, memory.labelWidth(chart));
	return {left: layout.left, cols: Math.max(1, layout.cols), from, to};
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
		chartsAcross: plan?.across ?? 1,
		chart: focused === undefined ? null : plotOf(focused, state, memory),
	};
}
