import {viewNames} from '../../store/saved-view.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {openPrompt} from '../editing/edit-prompt.ts';
import {recallView, resetView, saveNamedView} from '../views.ts';
import {onRuns} from '../where.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Called from help, an action has no key of its own. */
const isDigit = (key: string) => /^[1-9]$/.test(key);
const openViews = (store: Store) => look(store, {menu: {kind: 'views', cursor: 0, text: '', typing: false}});

/** Views are what the list shows and how: filter, order, columns, grouping. */
export const viewActions: readonly Action[] = [
	{
		id: 'save-view',
		title: 'Save this view under a number',
		short: 'saves it',
		section: 'Find',
		keys: digits.map(digit => `, ${digit}`),
		when: onRuns,
		run: ({store, ports, key}) => (isDigit(key) ? saveNamedView(store, ports, 'own', key) : openPrompt(store, 'view', '')),
	},
	{
		id: 'name-view',
		title: 'Save this view under a name…',
		short: 'by name',
		section: 'Find',
		keys: [', n'],
		when: onRuns,
		run: ({store}) => openPrompt(store, 'view', ''),
	},
	{
		id: 'share-view',
		title: "Write this view into the project's file, for everybody…",
		short: 'for the project',
		section: 'Find',
		keys: [', p'],
		when: state => onRuns(state) && state.saved.projectFile !== '',
		run: ({store}) => openPrompt(store, 'project-view', ''),
	},
	{
		id: 'recall-view',
		title: 'Recall the view of a number',
		short: 'recalls',
		section: 'Find',
		keys: digits.map(digit => `' ${digit}`),
		when: onRuns,
		run: ({store, key}) => (isDigit(key) ? recallView(store, key) : openViews(store)),
	},
	{
		id: 'views',
		title: 'Views…',
		short: 'all of them',
		section: 'Find',
		keys: ["' '"],
		hint: {word: 'views', rank: 37},
		when: state => onRuns(state) && viewNames(state.saved).length > 0,
		run: ({store}) => openViews(store),
	},
	{
		id: 'usual-view',
		title: 'Back to the usual view',
		short: 'usual view',
		section: 'Find',
		keys: ["' 0"],
		when: onRuns,
		run: ({store}) => resetView(store),
	},
];
