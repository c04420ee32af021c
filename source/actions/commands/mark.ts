import {cursorIndex} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {beginRange, runsBetween} from '../mark-range.ts';
import {hasLines, inList} from '../where.ts';
import {moveBy} from './move.ts';

const when = (state: State) => inList(state) && hasLines(state);

export const markActions: readonly Action[] = [
	{
		id: 'mark',
		title: 'Mark the run, or the group, and step down',
		section: 'Mark',
		keys: ['space'],
		hint: {word: 'mark', rank: 30},
		when,
		run: ({store, state, count}) => {
			if (state.view.marking !== null) {
				look(store, {marking: null});
				return;
			}
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
			const line = state.order.lines[cursorIndex(state)];
			if (state.view.marking !== null) look(store, {marking: null});
			else if (line !== undefined) beginRange(store, state, line.key);
		},
	},
	{
		id: 'mark-all',
		title: 'Mark all runs shown',
		section: 'Mark',
		keys: ['*'],
		when,
		run: ({store, state}) =>
			look(store, {marked: new Set([...state.view.marked, ...runsBetween(state, 0, state.order.lines.length)]), marking: null}),
	},
	{
		id: 'unmark-all',
		title: 'Unmark all',
		section: 'Mark',
		keys: ['u'],
		hint: {word: 'unmark', rank: 31},
		when: state => when(state) && (state.view.marked.size > 0 || state.view.marking !== null),
		run: ({store}) => look(store, {marked: new Set(), marking: null}),
	},
];
