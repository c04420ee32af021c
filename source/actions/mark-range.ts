import type {LineKey, ListLine} from '../core/table/lines/list-line.ts';
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

/** The marks of an open range after the cursor was moved. Where a filter hides the line that it began at, it begins at what is left of it. */
export function followCursor(store: Store): void {
	const state = store.getState();
	const {marking, marked} = state.view;
	if (marking === null) return;
	const at = cursorIndex(state);
	const from =
		state.order.index.get(marking.from) ??
		farthest(
			state,
			at,
			[...marked].filter(run => !marking.before.has(run)),
		);
	const line = state.order.lines[from];
	if (line === undefined) return;
	look(store, {
		marking: {...marking, from: line.key},
		marked: new Set([...marking.before, ...runsBetween(state, from, at)]),
	});
}

/** Of the runs that are shown, the place of that farthest from another place; that place where none is. */
function farthest({order}: State, at: number, runs: readonly number[]): number {
	const places = runs.flatMap(run => order.index.get(run) ?? []);
	return places.reduce((best, place) => (Math.abs(place - at) > Math.abs(best - at) ? place : best), at);
}
