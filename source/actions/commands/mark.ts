import type {ListLine} from '../../core/table/list-line.ts';
import {cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {hasLines, inList} from '../where.ts';
import {moveBy} from './move.ts';

const when = (state: State) => inList(state) && hasLines(state);

/** Runs that a line stands for: itself, where it matches the filter; of a closed line also those that it hides. */
const runsOf = (line: ListLine): number[] => [
	...(line.run !== null && line.wanted ? [line.run] : []),
	...(line.open === false ? line.below.map(({key}) => key) : []),
];

/** Runs of the lines between two places of the list, both included; a single heading stands for all its runs. */
function runsBetween({order}: State, from: number, to: number): number[] {
	const lines = order.lines.slice(Math.min(from, to), Math.max(from, to) + 1);
	const [only, ...others] = lines;
	if (only?.run === null && others.length === 0) return only.below.map(({key}) => key);
	return lines.flatMap(runsOf);
}

export const markActions: readonly Action[] = [
	{
		id: 'mark',
		title: 'Mark the run, or the group, and step down',
		section: 'Mark',
		keys: ['space'],
		hint: {word: 'mark', rank: 30},
		when,
		run: ({store, state, count}) => {
			const at = cursorIndex(state);
			const runs = runsBetween(state, at, at + (count ?? 1) - 1);
			const marked = new Set(state.view.marked);
			const all = runs.length > 0 && runs.every(run => marked.has(run));
			for (const run of runs) {
				if (all) marked.delete(run);
				else marked.add(run);
			}
			look(store, {marked});
			moveBy(store, count ?? 1);
		},
	},
	{
		id: 'mark-range',
		title: 'Mark from here to where it is pressed again',
		section: 'Mark',
		keys: ['v'],
		when,
		run: ({store, state}) => {
			const {rangeFrom} = state.view;
			const at = cursorIndex(state);
			const from = rangeFrom === null ? undefined : state.order.index.get(rangeFrom);
			if (from === undefined) look(store, {rangeFrom: state.order.lines[at]?.key ?? null});
			else look(store, {marked: new Set([...state.view.marked, ...runsBetween(state, from, at)]), rangeFrom: null});
		},
	},
	{
		id: 'mark-all',
		title: 'Mark all runs shown',
		section: 'Mark',
		keys: ['*'],
		when,
		run: ({store, state}) =>
			look(store, {marked: new Set([...state.view.marked, ...runsBetween(state, 0, state.order.lines.length)])}),
	},
	{
		id: 'unmark-all',
		title: 'Unmark all',
		section: 'Mark',
		keys: ['u'],
		hint: {word: 'unmark', rank: 31},
		when: state => when(state) && (state.view.marked.size > 0 || state.view.rangeFrom !== null),
		run: ({store}) => look(store, {marked: new Set(), rangeFrom: null}),
	},
];
