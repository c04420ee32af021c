import {
	closePane,
	listPanes,
	mostPanes,
	type PaneContent,
	type PaneTree,
	paneContents,
	type Split,
} from '../../core/panes/pane-tree.ts';
import {fitsIn} from '../../core/panes/place-panes.ts';
import {comparePlace, focusedPane, withContent, withTree} from '../../store/compare/panes.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Action} from '../action.ts';
import {splitFocused} from '../compare/arrange-panes.ts';
import {onCompare} from '../where.ts';

const paneAction = (
	id: string,
	keys: string[],
	title: string,
	act: (store: Store, state: State, tree: PaneTree) => void,
	more: Pick<Action, 'hint'> & {when?: (state: State) => boolean},
): Action => ({
	id,
	title,
	section: 'Compare',
	keys,
	...(more.hint === undefined ? {} : {hint: more.hint}),
	when: state => onCompare(state) && state.measured.tree !== null && (more.when?.(state) ?? true),
	run: ({store, state}) => {
		if (state.measured.tree !== null) act(store, state, state.measured.tree);
	},
});

const split = (id: string, key: string, title: string, direction: Split['direction'], hint?: Action['hint']): Action =>
	paneAction(
		id,
		[key],
		title,
		(store, state, tree) => {
			const tried = splitFocused(state, tree, direction, 'config', null).tree;
			const full = listPanes(tree).length >= mostPanes || !fitsIn(tried, comparePlace(state.measured));
			const text = 'No room for another pane here: close one with x, or make the window larger';
			if (full) look(store, {notice: {text, role: 'warn', atMs: state.nowMs}});
			else look(store, {menu: {kind: 'pane', split: direction, cursor: 0, text: '', typing: false}});
		},
		hint === undefined ? {} : {hint},
	);

/** Shows the next or previous kind of content in the pane; curves have pages to turn instead. */
const turn = (id: string, key: string, title: string, by: number): Action =>
	paneAction(
		id,
		[key],
		title,
		(store, state, tree) => {
			const {id: pane, content} = focusedPane(state.view, tree);
			const contents: readonly PaneContent[] = paneContents.filter(each => each !== 'curves');
			const next = contents[(contents.indexOf(content) + by + contents.length) % contents.length]!;
			look(store, withContent(state, tree, {id: pane, content: next, metric: null}));
		},
		{when: state => state.view.focus === 'text', ...(by > 0 ? {hint: {word: 'next content', rank: 46}} : {})},
	);

const several = (state: State) => state.view.panes.tree !== null || state.measured.panes.length > 1;

export const comparePaneActions: readonly Action[] = [
	split('split-right', '|', 'Divide the pane: a new one at its right…', 'right', {word: 'split', rank: 47}),
	split('split-below', '_', 'Divide the pane: a new one below it…', 'below'),
	paneAction(
		'pane-content',
		['w'],
		'What the pane shows…',
		(store, _, __) => look(store, {menu: {kind: 'pane', cursor: 0, text: '', typing: false}}),
		{hint: {word: 'show', rank: 34}},
	),
	paneAction(
		'close-pane',
		['x'],
		'Close the pane',
		(store, state, tree) => {
			const {id} = focusedPane(state.view, tree);
			const at = listPanes(tree).findIndex(pane => pane.id === id);
			const left = closePane(tree, id);
			if (left === null) return;
			const panes = listPanes(left);
			look(store, withTree(state, left, panes[Math.min(at, panes.length - 1)]!));
		},
		{when: state => state.measured.panes.length > 1, hint: {word: 'close', rank: 48}},
	),
	turn('previous-content', '[', 'Previous content of the pane', -1),
	turn('next-content', ']', 'Next content of the pane', 1),
	paneAction(
		'usual-panes',
		['r r'],
		'Usual arrangement',
		(store, state) => look(store, {panes: {...state.view.panes, tree: null}, textScroll: null, textLine: null, opened: null}),
		{when: several},
	),
];
