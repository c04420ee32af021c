import {comparableKeys, comparedKeys, comparedRows, mostCompared} from '../../store/compare/compared.ts';
import {haveCurves} from '../../store/compare/showable.ts';
import {currentRun} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Notice} from '../../store/view.ts';
import {lineAtCursor} from '../fold-lines.ts';
import {onRuns} from '../where.ts';

const tooMany = (state: State, text: string): Notice => ({text, role: 'warn', atMs: state.nowMs});

/** Opens the comparison of the marked runs, or says what is missing for one. */
export function openComparison(store: Store, state: State): void {
	const run = currentRun(state);
	const below = onRuns(state) ? (lineAtCursor(state)?.below ?? []) : [];
	const runs = comparableKeys(state, run === null ? below.map(({key}) => key) : [run.key]);
	if (runs.length < 2) {
		// What does not fit is cut: the nearest way comes first.
		look(store, {notice: tooMany(state, 'Mark two with Space to compare, or set a baseline with b')});
		return;
	}
	const {panes} = state.view;
	const compared = runs.slice(0, mostCompared);
	const hasCharts = panes.tree !== null || haveCurves(comparedRows(state, compared));
	look(store, {
		screens: [...state.view.screens, {kind: 'compare', runs: compared}],
		notice: runs.length > mostCompared ? tooMany(state, `The first ${mostCompared} of ${runs.length} runs are compared`) : null,
		focus: hasCharts ? panes.kind : 'text',
		opened: null,
		zoomed: false,
		compared: null,
		marking: null,
		range: null,
		chartX: null,
		chartMetric: null,
		textScroll: null,
		textEnd: false,
		textColumn: 0,
		find: '',
	});
}

/** Takes a run into the comparison or out of it. The marks of the list follow, so that both agree. */
export function toggleCompared(store: Store, key: number): void {
	const state = store.getState();
	const {screens} = state.view;
	const before = comparedKeys(state.view);
	const runs = before.includes(key) ? before.filter(run => run !== key) : [...before, key];
	if (runs.length === 0) return;
	if (runs.length > mostCompared) {
		look(store, {notice: tooMany(state, `No more than ${mostCompared} runs are compared at once`)});
		return;
	}
	look(store, {
		screens: screens.map(screen => (screen.kind === 'compare' ? {...screen, runs} : screen)),
		marked: new Set(runs),
	});
}
