import {addCondition, dropChip, listChips} from '../../core/query/language/edit.ts';
import {selectPutAway} from '../../store/selectors.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {openPrompt} from '../editing/edit-prompt.ts';
import {findNext} from '../find-text.ts';
import {hasRun, notHelp, onHelp, onRank, onRuns} from '../where.ts';

const finding = (state: Parameters<Action['when']>[0]) => notHelp(state) && state.view.find !== '';

const putAway = 'is:archived,deleted';
/** True where the list is about what was put away, as `g a` has it. */
export const showsPutAway = ({view}: Pick<State, 'view'>): boolean => listChips(view.filter).some(({text}) => text === putAway);
const holdsPutAway = (state: State) => Object.values(selectPutAway(state)).some(count => count > 0);

function turnPutAway(store: Store, {view: {filter}}: State): void {
	const at = listChips(filter).findIndex(({text}) => text === putAway);
	look(store, {filter: at < 0 ? addCondition(filter, putAway) : dropChip(filter, at)});
}

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
		id: 'put-away',
		title: 'Go to what was archived and deleted, and back',
		section: 'Find',
		keys: ['g a'],
		hint: {word: 'put away', rank: 36},
		when: state => onRuns(state) && (showsPutAway(state) || holdsPutAway(state)),
		run: ({store, state}) => turnPutAway(store, state),
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
