import type {LineKey, ListLine} from '../core/table/list-line.ts';
import {cursorIndex} from '../store/selectors.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';

/** Runs that a line stands for: itself, where it matches the filter; of a closed line also those that it hides. */
const runsOf = (line: ListLine): number[] => [
	...(line.run !== null && line.wanted ? [line.run] : []),
	...(line.open === false ? line.below.map(({key}) => key) : []),
];

/** Runs of the lines between two places of the list, both included; a single heading stands for all its runs. */
export function runsBetween({order}: State, from: number, to: number): number[] {
	const lines = order.lines.slice(Math.min(from, to), Math.max(from, to) + 1);
	const [only, ...others] = lines;
	if (only?.run === null && others.length === 0) return only.below.map(({key}) => key);
	return lines.flatMap(runsOf);
}

/** Begins a range of marks at a line. From now on it reaches to the cursor, so that what is seen to be marked is what an act would take. */
export function beginRange(store: Store, state: State, from: LineKey): void {
	look(store, {marking: {from, before: state.view.marked}});
	followCursor(store);
}

/** The marks of an open range after the cursor was moved. */
export function followCursor(store: Store): void {
	const state = store.getState();
	const {marking} = state.view;
	const from = marking === null ? undefined : state.order.index.get(marking.from);
	if (marking === null || from === undefined) return;
	look(store, {marked: new Set([...marking.before, ...runsBetween(state, from, cursorIndex(state))])});
}
