import {selectConfig, selectMetrics} from '../../store/selectors.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {hasLines, onCompare, onRuns} from '../where.ts';

const menu = (kind: 'metrics' | 'columns') => ({kind, cursor: 0, text: '', typing: false}) as const;

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
	{
		id: 'hide-constant',
		title: 'Hide or show columns that do not vary',
		section: 'See',
		keys: ['H'],
		when: state => onRuns(state) && selectConfig(state).constant.length > 0,
		run: ({store, state}) => look(store, {hideConstant: !state.view.hideConstant}),
	},
];
