import {runsInUse} from '../../store/compare/compared.ts';
import {selectAlignedLogs} from '../../store/compare/logs.ts';
import {focusedPane} from '../../store/compare/panes.ts';
import type {State} from '../../store/state.ts';
import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {onCompare} from '../where.ts';

const inLogs = ({view, measured}: State) => measured.tree !== null && focusedPane(view, measured.tree).content === 'logs';

export const alignLogsActions: readonly Action[] = [
	{
		id: 'align-logs',
		title: 'Logs side by side by step, by time, or the newest lines',
		section: 'Compare',
		keys: ['s'],
		hint: {word: 'order', rank: 33},
		when: state => onCompare(state) && inLogs(state) && selectAlignedLogs(state, runsInUse(state)).orders.length > 1,
		run: ({store, state}) => {
			const {by, orders} = selectAlignedLogs(state, runsInUse(state));
			look(store, {logOrder: orders[(orders.indexOf(by) + 1) % orders.length]!, textScroll: null, textLine: null});
		},
	},
];
