import type {RunRow} from '../../core/row.ts';
import {currentRun, cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {topScreen} from '../../store/view.ts';

/** Runs that an act is about: in the list the marked ones, in its order; else the one under the cursor or open. */
export function actedRows(state: State): RunRow[] {
	const {view, rows, order} = state;
	const marked = topScreen(view).kind === 'runs' ? [...view.marked] : [];
	const place = (key: number) => order.index.get(key) ?? Number.POSITIVE_INFINITY;
	const found = marked.flatMap(key => rows.get(key) ?? []).sort((a, b) => (place(a.key) < place(b.key) ? -1 : 1));
	if (found.length > 0) return found;
	const current = currentRun(state);
	if (current !== null) return [current];
	// A heading stands for all that is below it.
	const line = topScreen(view).kind === 'runs' ? order.lines[cursorIndex(state)] : undefined;
	return line?.below.flatMap(({key}) => rows.get(key) ?? []) ?? [];
}

/** Whether an act would be about any run; asked of every act with every key, so nothing is listed. */
export function hasActed(state: State): boolean {
	const {view, rows, order} = state;
	if (currentRun(state) !== null) return true;
	if (topScreen(view).kind !== 'runs') return false;
	for (const key of view.marked) if (rows.has(key)) return true;
	return order.lines[cursorIndex(state)]?.below.some(({key}) => rows.has(key)) ?? false;
}

/** Runs that an undo is about: the marked ones, else those that something was done to last, which may lie elsewhere now. */
export function undoneRows(state: State): RunRow[] {
	const last = new Set(state.lastActed.runs);
	const found = state.view.marked.size > 0 ? [] : [...state.rows.values()].filter(({id, path}) => last.has(id) || last.has(path));
	return found.length > 0 ? found : actedRows(state);
}

/** What was moved a moment ago is still being found again: half of it is not what was done. */
const refindMs = 10_000;

/** Why an undo of these runs is not even shown; null where it is. */
export function reasonNotUndone({lastActed: {runs, atMs}, view, nowMs}: State, rows: readonly RunRow[]): string | null {
	const isLast = rows.every(({id, path}) => runs.includes(id) || runs.includes(path));
	const isMissing = view.marked.size === 0 && isLast && rows.length < runs.length;
	if (isMissing && nowMs - atMs < refindMs) return 'The runs are just being found where they lie now: press U again';
	return rows.length === 0 ? 'There is nothing to take back' : null;
}
