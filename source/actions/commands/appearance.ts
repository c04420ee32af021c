import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {ChartSettings} from '../../store/view.ts';
import type {Action} from '../action.ts';
import {showsCharts} from '../where.ts';

const axes = ['step', 'relative', 'time'] as const;
const weights = [0, 0.6, 0.9, 0.97] as const;

/** The member after the given one, round the end. */
function next<Value>(values: readonly Value[], value: Value): Value {
	return values[(values.indexOf(value) + 1) % values.length]!;
}

const appearance = (
	id: string,
	key: string,
	title: string,
	change: (chart: ChartSettings) => Partial<ChartSettings>,
): Action => ({
	id,
	title,
	section: 'Charts',
	keys: [`a ${key}`],
	when: showsCharts,
	run: ({store, state}: {store: Parameters<typeof look>[0]; state: State}) => {
		const patch = change(state.view.chart);
		look(store, {chart: {...state.view.chart, ...patch}, ...('x' in patch ? {range: null, chartX: null} : {})});
	},
});

export const appearanceActions: readonly Action[] = [
	appearance('log-y', 'y', 'Logarithmic y axis', chart => ({logY: !chart.logY})),
	appearance('x-axis', 'x', 'x axis: step, time since the start, clock', chart => ({x: next(axes, chart.x)})),
	appearance('smoothing', 's', 'Smoothing: none, 0.6, 0.9, 0.97', chart => ({smoothing: next(weights, chart.smoothing)})),
	appearance('outliers', 'o', 'Outliers: shown, or outside the axis', chart => ({cutOutliers: !chart.cutOutliers})),
	appearance('raw', 'r', 'Raw curve behind the smoothed one', chart => ({raw: !chart.raw})),
];
