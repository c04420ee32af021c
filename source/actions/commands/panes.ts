import {focusedIndex, focusNth} from '../../store/focus.ts';
import {look} from '../../store/store.ts';
import {runTabs, topScreen} from '../../store/view.ts';
import type {Action} from '../action.ts';
import {notHelp, onCompare, onRun, onRuns, showsCharts} from '../where.ts';
import {openRun} from './open.ts';

const tab = (id: string, title: string, key: string, by: number, hint?: Action['hint']): Action => ({
	id,
	title,
	section: 'See',
	keys: [key],
	...(hint ? {hint} : {}),
	when: onRun,
	run: ({store, state}) => {
		const screen = topScreen(state.view);
		if (screen.kind !== 'run') return;
		openRun(store, state, runTabs[(runTabs.indexOf(screen.tab) + by + runTabs.length) % runTabs.length]!);
	},
});

const turn = (id: string, title: string, key: string, by: number, hint?: Action['hint']): Action => ({
	id,
	title,
	section: 'Charts',
	keys: [key],
	...(hint ? {hint} : {}),
	when: state =>
		(onRuns(state) || onCompare(state)) &&
		showsCharts(state) &&
		state.measured.chartMetrics.length > state.measured.chartsPerPage,
	run: ({store, state}) => {
		const metrics = state.measured.chartMetrics;
		const at = Math.max(0, metrics.indexOf(state.view.chartMetric ?? ''));
		const to = at + by * state.measured.chartsPerPage;
		look(store, {chartMetric: metrics[(to + metrics.length) % metrics.length]!});
	},
});

const focus = (id: string, title: string, key: string, by: number): Action => ({
	id,
	title,
	section: 'See',
	keys: [key],
	when: state => notHelp(state) && state.measured.panes.length > 1,
	run: ({store, state}) => {
		const count = state.measured.panes.length;
		const focused = focusNth(state, (focusedIndex(state) + by + count) % count);
		if (focused !== null) look(store, focused.view);
	},
});

export const paneActions: readonly Action[] = [
	{
		id: 'machine-line',
		title: 'Machine: its use in a line, or not',
		section: 'See',
		keys: ['a u'],
		when: onRuns,
		run: ({store, state: {view}}) => look(store, {machineLine: !view.machineLine}),
	},
	tab('previous-tab', 'Previous tab', '[', -1),
	tab('next-tab', 'Next tab', ']', 1, {word: 'next tab', rank: 16}),
	turn('previous-charts', 'Previous page of charts', '[', -1),
	turn('next-charts', 'Next page of charts', ']', 1, {word: 'more charts', rank: 46}),
	focus('next-pane', 'Focus the next pane; 1–9 by number', 'tab', 1),
	focus('previous-pane', 'Focus the previous pane', 'shift-tab', -1),
	{
		id: 'zoom-pane',
		title: 'Give the pane the whole screen, and back',
		section: 'See',
		keys: ['z'],
		hint: {word: 'zoom', rank: 50},
		when: state => notHelp(state) && (state.view.zoomed || state.measured.panes.length > 1 || state.measured.chartsPerPage > 1),
		run: ({store, state}) => look(store, {zoomed: !state.view.zoomed}),
	},
];
