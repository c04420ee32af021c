import {currentRun} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {topScreen} from '../store/view.ts';

/** Where the person is: conditions that actions share. */
export const always = () => true;
export const onRuns = (state: State) => topScreen(state.view).kind === 'runs';
export const onRun = (state: State) => topScreen(state.view).kind === 'run';
export const onHelp = (state: State) => topScreen(state.view).kind === 'help';
export const onCompare = (state: State) => topScreen(state.view).kind === 'compare';
export const onActs = (state: State) => topScreen(state.view).kind === 'acts';
export const onRank = (state: State) => topScreen(state.view).kind === 'rank';
export const notHelp = (state: State) => !onHelp(state);
export const inList = (state: State) => onRuns(state) && state.view.focus === 'list';
export const inCharts = (state: State) => notHelp(state) && state.view.focus === 'charts';
export const hasLines = (state: State) => state.order.lines.length > 0;
export const hasRun = (state: State) => notHelp(state) && !onActs(state) && currentRun(state) !== null;
export const showsCharts = (state: State) =>
	notHelp(state) && state.measured.panes.includes('charts') && state.measured.media === null;
