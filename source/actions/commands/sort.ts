import {sortInForce} from '../../store/order/sort-in-force.ts';
import {look} from '../../store/store.ts';
import {reverseSort} from '../../store/view.ts';
import type {Action} from '../action.ts';
import {sortBy, sortList} from '../sort-keys.ts';
import {hasLines, onRuns} from '../where.ts';

const when = (state: Parameters<Action['when']>[0]) => onRuns(state) && hasLines(state);

const moveSort = (id: string, title: string, key: string, by: number): Action => ({
	id,
	title,
	section: 'See',
	keys: [key],
	when,
	run: ({store, state}) => {
		const {columns} = state.measured;
		if (columns.length === 0) return;
		const at = columns.indexOf(sortInForce(state)[0]?.column ?? '');
		const to = at < 0 ? (by > 0 ? 0 : columns.length - 1) : (at + by + columns.length) % columns.length;
		if (to !== at) sortList(store, (keys, first) => sortBy(columns[to]!, keys, first));
	},
});

export const sortActions: readonly Action[] = [
	{
		id: 'sort',
		title: 'Sort by…',
		section: 'See',
		keys: ['s'],
		hint: {word: 'sort', rank: 21},
		when,
		run: ({store}) => look(store, {menu: {kind: 'sort', cursor: 0, text: '', typing: false}}),
	},
	{
		id: 'reverse',
		title: 'Reverse the sorting',
		section: 'See',
		keys: ['S'],
		when,
		run: ({store}) => sortList(store, reverseSort),
	},
	moveSort('sort-left', 'Sort by the column to the left', '<', -1),
	moveSort('sort-right', 'Sort by the column to the right', '>', 1),
];
