import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import {runTabs, topScreen} from '../../store/view.ts';
import type {Action} from '../action.ts';
import {notHelp, onRun, showsCharts} from '../where.ts';
import {moveBy} from './move.ts';
import {openRun} from './open.ts';

/** The next or previous tab of an open run; of the list, the next or previous page of charts. */
function turn(store: Store, state: State, by: number): void {
	const screen = topScreen(state.view);
	if (screen.kind === 'run') {
		const at = runTabs.indexOf(screen.tab);
		openRun(store, state, runTabs[(at + by + runTabs.length) % runTabs.length]!);
		return;
	}
	const focus = state.view.focus;
	look(store, {focus: 'charts'});
	moveBy(store, by * state.measured.chartsPerPage);
	look(store, {focus});
}

const tab = (id: string, title: string, key: string, by: number, hint?: Action['hint']): Action => ({
	id,
	title,
	section: 'See',
	keys: [key],
	...(hint ? {hint} : {}),
	when: state => onRun(state) || (showsCharts(state) && state.measured.chartMetrics.length > state.measured.chartsPerPage),
	run: ({store, state}) => turn(store, state, by),
});

const focus = (id: string, title: string, key: string, by: number): Action => ({
	id,
	title,
	section: 'See',
	keys: [key],
	when: state => notHelp(state) && state.measured.panes.length > 1,
	run: ({store, state}) => {
		const {panes} = state.measured;
		const at = Math.max(0, panes.indexOf(state.view.focus));
		look(store, {focus: panes[(at + by + panes.length) % panes.length]!, textScroll: null, textColumn: 0});
	},
});

export const paneActions: readonly Action[] = [
	tab('previous-tab', 'Previous tab, or page of charts', '[', -1),
	tab('next-tab', 'Next tab, or page of charts', ']', 1, {word: 'next tab', rank: 16}),
	focus('next-pane', 'Focus the next pane; 1–9 the pane of that number', 'tab', 1),
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
