import {chartZones, measureCharts} from '../../charts/zones.ts';
import type {PaneContext, PanePart, Placed} from '../pane-part.ts';
import {drawComparedCharts} from './compare-charts.ts';
import {planComparison} from './plan-comparison.ts';

/** A pane with curves: of all metrics, page by page, or of one. */
export function curvesPart({pane, rect, number}: Placed, context: PaneContext): PanePart {
	const {state, model, memory, brush, hint} = context;
	const focused = pane.id === context.focused;
	const plan = planComparison(state, model, rect, pane.metric, hint !== '', !brush.glyphs.braille);
	const shown = focused ? plan : {...plan, charts: plan.charts.map(chart => ({...chart, focused: false}))};
	return {
		pane,
		rect,
		draw: grid => drawComparedCharts(grid, {state, model, plan: shown, memory, brush, number, focused, hint, only: pane.metric}),
		zones: chartZones(plan, rect, state, memory.charts).map(zone => ({...zone, split: pane.id})),
		curves: plan.charts.flatMap(chart => chart.requests),
		measured: {
			columns: plan.charts.map(chart => `m:${chart.metric}`),
			...measureCharts(state, plan, memory.charts),
		},
	};
}
