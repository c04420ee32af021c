import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {panRange, zoomRange} from '../chart-range.ts';
import {showsCharts} from '../where.ts';

/** Changes the range of x by a factor, about the reading line where there is one, else with the newest point in place. */
function zoom(store: Store, {view, measured}: State, factor: number): void {
	const {chart} = measured;
	if (chart === null || !(chart.to > chart.from)) return;
	const line = view.chartX?.axis === chart.axis ? view.chartX.x : chart.to;
	look(store, {range: zoomRange(chart, line, factor)});
}

/** Moves the part in view by halves of itself. */
function pan(store: Store, {measured}: State, halves: number): void {
	const {chart} = measured;
	if (chart !== null) look(store, {range: panRange(chart, ((chart.to - chart.from) / 2) * halves)});
}

const when = (state: State) => showsCharts(state) && state.measured.chart !== null;
const isZoomed = (state: State) => when(state) && state.view.range !== null;

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
		when: isZoomed,
		run: ({store, state, count}) => zoom(store, state, 2 ** (count ?? 1)),
	},
	{
		id: 'pan-back',
		title: 'Earlier part of x',
		section: 'Charts',
		keys: ['('],
		when: isZoomed,
		run: ({store, state, count}) => pan(store, state, -(count ?? 1)),
	},
	{
		id: 'pan-on',
		title: 'Later part of x',
		section: 'Charts',
		keys: [')'],
		when: isZoomed,
		run: ({store, state, count}) => pan(store, state, count ?? 1),
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
		when: isZoomed,
		run: ({store}) => look(store, {range: null}),
	},
];
