import type {RunRow} from '../../core/row.ts';
import type {State} from '../state.ts';
import {topScreen, type View} from '../view.ts';

/** More runs are told apart neither by colour nor in a table. */
export const mostCompared = 12;

/** Runs of the Compare screen, where that is the one in use or just below it; else none. */
export function comparedKeys({screens}: Pick<View, 'screens'>): readonly number[] {
	const screen = screens.findLast(each => each.kind === 'compare');
	return screen?.kind === 'compare' ? screen.runs : [];
}

/** Compared runs that are there, in the order of their columns: the baseline, else the first one; pinned ones; the others. */
export function comparedRows({rows, view}: Pick<State, 'rows' | 'view'>, keys: readonly number[]): RunRow[] {
	const found = keys.flatMap(key => rows.get(key) ?? []);
	const baseline = found.find(row => row.key === view.baseline) ?? found[0];
	const rank = (row: RunRow) => (row === baseline ? 0 : view.pinned.has(row.key) ? 1 : 2);
	return found.sort((a, b) => rank(a) - rank(b));
}

/** The run of those compared that keys are about. */
export function chosenRun(state: Pick<State, 'rows' | 'view'>, keys: readonly number[]): RunRow | null {
	const rows = comparedRows(state, keys);
	return rows.find(row => row.key === state.view.compared) ?? rows[0] ?? null;
}

/**
 * What `c` would compare: the marked runs in the order of the list; with fewer than two, the baseline, the marked one and the current one,
 * or all of the group whose heading is the current line.
 */
export function comparableKeys(state: State, current: readonly number[]): number[] {
	const {view, rows, order} = state;
	const marked = [...view.marked].filter(key => rows.has(key));
	const place = (key: number) => order.index.get(key) ?? Number.POSITIVE_INFINITY;
	if (marked.length >= 2) return marked.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
	const keys = [view.baseline, ...current, ...marked].filter(key => key !== null && rows.has(key));
	return [...new Set(keys)].filter(key => key !== null);
}

/** Compared runs of the screen in use. */
export function runsInUse(state: State): RunRow[] {
	const screen = topScreen(state.view);
	return screen.kind === 'compare' ? comparedRows(state, screen.runs) : [];
}
