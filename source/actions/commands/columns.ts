import {selectConfig, selectMetrics} from '../../store/selectors.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {columnInHand, moveShownColumn} from '../move-shown-column.ts';
import {hasLines, inList, onCompare, onRuns} from '../where.ts';

const menu = (kind: 'metrics' | 'columns') => ({kind, cursor: 0, text: '', typing: false}) as const;

const moveShown = (id: string, title: string, keys: string[], by: 1 | -1): Action => ({
	id,
	title,
	section: 'See',
	keys,
	when: state => inList(state) && hasLines(state),
	run: ({store, state}) => {
		if (columnInHand(state) === null)
			look(store, {
				notice: {text: 'Sort by a column first, as with < and >: that one is moved', role: 'info', atMs: state.nowMs},
			});
		else moveShownColumn(store, state, by);
	},
});

export const columnActions: readonly Action[] = [
	{
		id: 'metrics',
		title: 'Metrics shown…',
		section: 'See',
		keys: ['m'],
		hint: {word: 'metrics', rank: 35},
		when: state => (onRuns(state) || onCompare(state)) && selectMetrics(state).length > 0,
		run: ({store}) => look(store, {menu: menu('metrics')}),
	},
	{
		id: 'columns',
		title: 'Columns shown…',
		section: 'See',
		keys: ['w'],
		hint: {word: 'columns', rank: 36},
		when: state => onRuns(state) && hasLines(state),
		run: ({store}) => look(store, {menu: menu('columns')}),
	},
	moveShown('column-left', 'Move the column sorted by to the left', ['shift-left', 'g <'], -1),
	moveShown('column-right', 'Move the column sorted by to the right', ['shift-right', 'g >'], 1),
	{
		id: 'hide-constant',
		title: 'Hide or show columns that do not vary',
		section: 'See',
		keys: ['H'],
		when: state => onRuns(state) && selectConfig(state).constant.length > 0,
		run: ({store, state}) => look(store, {hideConstant: !state.view.hideConstant}),
	},
];
