import type {ListLine} from '../core/table/lines/list-line.ts';
import {cursorIndex} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';
import {followCursor} from './mark-range.ts';

/** Line of the list under the cursor. */
export const lineAtCursor = (state: State): ListLine | null => state.order.lines[cursorIndex(state)] ?? null;

/** Opens or closes what is below a line. */
export function foldLine(store: Store, state: State, {key}: ListLine, open: boolean): void {
	look(store, {folds: new Map(state.view.folds).set(key, open)});
}

/** The line that a line lies below, null at the top. */
export function lineAbove({order}: State, index: number): ListLine | null {
	const depth = order.lines[index]?.depth ?? 0;
	for (let at = index - 1; at >= 0 && depth > 0; at--) if (order.lines[at]!.depth < depth) return order.lines[at]!;
	return null;
}

/** Lines that begin something: headings, and runs with others below them. */
export const isGroupLine = (line: ListLine): boolean => !line.isSource && (line.run === null || line.open !== null);

/** Goes to the heading before or after the cursor, so many of them on. */
export function stepGroup(store: Store, state: State, by: number): void {
	const {lines} = state.order;
	const step = Math.sign(by);
	let to = cursorIndex(state);
	let left = Math.abs(by);
	for (let at = to + step; at >= 0 && at < lines.length && left > 0; at += step) {
		if (!isGroupLine(lines[at]!)) continue;
		to = at;
		left--;
	}
	look(store, {cursor: lines[to]?.key ?? null, chartX: null, range: null});
	followCursor(store);
}
