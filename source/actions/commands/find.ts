import {dropChip, listChips} from '../../core/query/language/edit.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {openPrompt} from '../edit-prompt.ts';
import {findNext} from '../find-text.ts';
import {hasRun, notHelp, onHelp, onRank, onRuns} from '../where.ts';

const finding = (state: Parameters<Action['when']>[0]) => notHelp(state) && state.view.find !== '';

export const findActions: readonly Action[] = [
	{
		id: 'filter',
		title: 'Filter the runs',
		section: 'Find',
		keys: ['f'],
		hint: {word: 'filter', rank: 20},
		when: state => (onRuns(state) || onRank(state)) && state.rows.size > 0,
		run: ({store, state}) => openPrompt(store, 'filter', state.view.filter),
	},
	{
		id: 'drop-filter',
		title: "Drop the filter's last condition",
		section: 'Find',
		keys: ['F'],
		hint: {word: 'unfilter', rank: 22},
		when: state => (onRuns(state) || onRank(state)) && state.view.filter !== '',
		run: ({store, state}) => {
			const {filter} = state.view;
			const chips = listChips(filter);
			look(store, {filter: chips.length < 2 ? '' : dropChip(filter, chips.length - 1)});
		},
	},
	{
		id: 'filter-by-value',
		title: 'Filter by a value of this run, or exclude it…',
		section: 'Find',
		keys: [';'],
		hint: {word: 'by value', rank: 23},
		when: state => onRuns(state) && hasRun(state),
		run: ({store}) => look(store, {menu: {kind: 'values', cursor: 0, text: '', typing: false}}),
	},
	{
		id: 'find',
		title: 'Find in this pane',
		section: 'Find',
		keys: ['/'],
		hint: {word: 'find', rank: 40},
		when: state => notHelp(state) && state.rows.size > 0,
		run: ({store}) => openPrompt(store, 'find', ''),
	},
	{
		id: 'search-help',
		title: 'Search the help',
		section: 'Find',
		keys: ['/', 'f'],
		hint: {word: 'search', rank: 20},
		when: onHelp,
		run: ({store, state}) => openPrompt(store, 'help', state.view.helpText),
	},
	{
		id: 'find-next',
		title: 'Next place found',
		section: 'Find',
		keys: ['n'],
		hint: {word: 'next', rank: 15},
		when: finding,
		run: ({store}) => findNext(store, 1),
	},
	{
		id: 'find-previous',
		title: 'Previous place found',
		section: 'Find',
		keys: ['N'],
		when: finding,
		run: ({store}) => findNext(store, -1),
	},
];
