import {currentRun} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import {type RunTab, topScreen} from '../../store/view.ts';
import type {Action} from '../action.ts';
import {openLine} from '../compare/open-line.ts';
import {foldLine, lineAtCursor} from '../fold-lines.ts';
import {hasLines, hasRun, inCharts, onCompare, onRank, onRun, onRuns} from '../where.ts';

/** Opens the run under the cursor at a tab, or turns to the tab where it is open already. */
export function openRun(store: Store, state: State, tab: RunTab): void {
	const run = currentRun(state);
	if (run === null) return;
	const below = topScreen(state.view).kind === 'run' ? state.view.screens.slice(0, -1) : state.view.screens;
	look(store, {
		screens: [...below, {kind: 'run', run: run.key, tab}],
		cursor: below.length === 1 ? run.key : state.view.cursor,
		focus: tab === 'charts' || tab === 'system' || tab === 'media' ? 'charts' : 'text',
		zoomed: false,
		chartMetric: null,
		mediaStep: null,
		textScroll: null,
		textColumn: 0,
		find: '',
	});
}

/** True where the run is open at that tab. */
function isOpenAt({view}: State, tab: RunTab): boolean {
	const screen = topScreen(view);
	return screen.kind === 'run' && screen.tab === tab;
}

/** Enter: opens the run under the cursor, a group, or one chart full size. */
function open(store: Store, state: State): void {
	if (onRank(state)) openRanked(store, state);
	else if (inCharts(state)) look(store, {zoomed: !state.view.zoomed});
	else if (onCompare(state) && state.measured.textLine !== 0) openLine(store, state);
	else if (onCompare(state)) openRun(store, state, 'charts');
	else openListLine(store, state);
}

/** Opens the run of the line under the cursor; a heading is opened or closed. */
export function openListLine(store: Store, state: State): void {
	const line = lineAtCursor(state);
	if (line?.isSource === true) openRun(store, state, 'about');
	else if (line?.run === null) foldLine(store, state, line, line.open === false);
	else if (line !== null) openRun(store, state, 'charts');
}

/** Of the ranking the run; of what decides the plot, full size and back. */
function openRanked(store: Store, state: State): void {
	if (state.view.focus === 'list') openRun(store, state, 'charts');
	else look(store, {focus: 'plot', zoomed: state.view.focus === 'settings' || !state.view.zoomed});
}

export const openActions: readonly Action[] = [
	{
		id: 'open',
		title: 'Open the run, the group, the chart',
		section: 'See',
		keys: ['enter'],
		hint: {word: 'open', rank: 10},
		when: state => (onRuns(state) && hasLines(state)) || (onRun(state) && inCharts(state)) || onCompare(state) || onRank(state),
		run: ({store, state}) => open(store, state),
	},
	{
		id: 'information',
		title: 'Information: why this status, time left',
		section: 'See',
		keys: ['i'],
		hint: {word: 'info', rank: 60},
		when: state => hasRun(state) && !isOpenAt(state, 'about'),
		run: ({store, state}) => openRun(store, state, 'about'),
	},
	{
		id: 'log',
		title: 'Log of the run',
		section: 'See',
		keys: ['L'],
		hint: {word: 'log', rank: 55},
		when: state => hasRun(state) && !isOpenAt(state, 'log'),
		run: ({store, state}) => openRun(store, state, 'log'),
	},
];
