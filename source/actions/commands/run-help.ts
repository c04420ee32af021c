import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {belowHelp, helpEntries} from '../help.ts';
import {onHelp} from '../where.ts';

export const runHelpActions: readonly Action[] = [
	{
		id: 'run-help',
		title: 'Do what the cursor is on',
		section: 'See',
		keys: ['enter'],
		hint: {word: 'does it', rank: 10},
		when: onHelp,
		run: ({store, state, ports, actions}) => {
			const {helpText, helpCursor} = state.view;
			const below = belowHelp(state);
			const entries = helpEntries(below, actions, helpText);
			const entry = entries[Math.min(helpCursor, entries.length - 1)];
			look(store, {screens: below.view.screens, helpText: '', helpCursor: 0});
			entry?.action.run({store, state: store.getState(), ports, count: null, key: '', actions});
		},
	},
];
