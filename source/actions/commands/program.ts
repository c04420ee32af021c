import {look} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {always, notHelp} from '../where.ts';

/** Within which time the second ctrl-c must come. */
const twiceMs = 2000;
const askAgain = 'Press ctrl-c again to quit';

export const programActions: readonly Action[] = [
	{
		id: 'palette',
		title: 'Everything that can be done here, by name…',
		section: 'Program',
		keys: [':', 'ctrl-p'],
		hint: {word: 'commands', rank: 97},
		when: notHelp,
		run: ({store}) => look(store, {menu: {kind: 'palette', cursor: 0, text: '', typing: true}}),
	},
	{
		id: 'rescan',
		title: 'Look for runs again',
		section: 'Program',
		keys: ['ctrl-r'],
		when: always,
		run: ({store, state, ports}) => {
			ports.post({type: 'rescan'});
			look(store, {notice: {text: 'Looking for runs again', role: 'info', atMs: state.nowMs}});
		},
	},
	{
		id: 'redraw',
		title: 'Draw the screen again',
		section: 'Program',
		keys: ['ctrl-l'],
		when: always,
		run: ({ports}) => ports.redraw(),
	},
	{
		id: 'suspend',
		title: 'Suspend; fg comes back',
		section: 'Program',
		keys: ['ctrl-z'],
		when: always,
		run: ({ports}) => ports.suspend(),
	},
	{
		id: 'interrupt',
		title: 'Press twice to quit from anywhere',
		section: 'Program',
		keys: ['ctrl-c'],
		when: always,
		run: ({store, state, ports}) => {
			const {interruptedAtMs} = state.view;
			if (interruptedAtMs !== null && state.nowMs - interruptedAtMs < twiceMs) ports.quit();
			else
				look(store, {
					prompt: null,
					menu: null,
					dialog: null,
					interruptedAtMs: state.nowMs,
					notice: {text: askAgain, role: 'info', atMs: state.nowMs},
				});
		},
	},
];
