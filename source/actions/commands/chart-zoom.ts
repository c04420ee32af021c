import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {showsCharts} from '../where.ts';

/** Changes the range of x by a factor, about the reading line where there is one, else with the newest point in place. */
function zoom(store: Store, {view, measured}: State, factor: number): void {
	const {chart} = measured;
	if (chart === null || !(chart.to > chart.from)) return;
	const centre = view.chartX ?? chart.to;
	const from = centre - (centre - chart.from) * factor;
	const to = centre + (chart.to - centre) * factor;
	look(store, {range: {from, to}});
}

const when = (state: State) => showsCharts(state) && state.measured.chart !== null;

export const chartZoomActions: readonly Action[] = [
	{
		id: 'zoom-in',
		title: 'Zoom in on x',
		section: 'Charts',
		keys: ['+'],
		hint: {word: 'zoom in', rank: 45},
		when: state => when(state) && state.view.focus === 'charts',
		run: ({store, state, count}) => zoom(store, state, 0.5 ** (count ?? 1)),
	},
	{
		id: 'zoom-out',
		title: 'Zoom out',
		section: 'Charts',
		keys: ['-'],
		when: state => when(state) && state.view.range !== null,
		run: ({store, state, count}) => zoom(store, state, 2 ** (count ?? 1)),
	},
	{
		id: 'zoom-reset',
		title: 'Back to the whole chart, without the reading line',
		section: 'Charts',
		keys: ['='],
		when: state => when(state) && (state.view.range !== null || state.view.chartX !== null),
		run: ({store}) => look(store, {range: null, chartX: null}),
	},
	{
		id: 'zoom-whole',
		title: 'Whole range of x',
		section: 'Charts',
		keys: ['0'],
		when: state => when(state) && state.view.range !== null,
		run: ({store}) => look(store, {range: null}),
	},
];
