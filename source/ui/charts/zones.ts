import type {Measured, State} from '../../store/state.ts';
import type {Rect, Zone} from '../scene.ts';
import type {ChartsPlan} from './plan-charts.ts';

/** Where the mouse finds the charts of a pane. */
export function chartZones(plan: ChartsPlan, pane: Rect): Zone[] {
	return [
		{rect: pane, pane: 'charts', target: {kind: 'pane', pane: 'charts'}},
		...plan.charts.map((chart): Zone => {
			const rect = {...chart.rect, x: chart.rect.x + pane.x, y: chart.rect.y + pane.y};
			return {rect, pane: 'charts', target: {kind: 'chart', metric: chart.metric}};
		}),
	];
}

/** What actions need to know of the charts: which there are, and the range of x of the one that has the cursor. */
export function measureCharts(state: State, plan: ChartsPlan | null): Partial<Measured> {
	const focused = plan?.charts.find(chart => chart.focused);
	const curve = focused?.requests[0] === undefined ? null : state.curves.get(focused.requests[0]);
	return {
		chartMetrics: plan?.metrics ?? [],
		chartsPerPage: plan?.perPage ?? 1,
		chartsAcross: plan?.across ?? 1,
		chart:
			curve === null || focused === undefined ? null : {from: curve.from, to: curve.to, cols: Math.max(2, focused.rect.cols - 9)},
	};
}
