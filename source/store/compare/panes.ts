import {changePane, listPanes, type Pane, type PaneTree} from '../../core/panes/pane-tree.ts';
import type {PaneRect} from '../../core/panes/place-panes.ts';
import type {State} from '../state.ts';
import type {View} from '../view.ts';
import {type ComparePanes, unscrolled} from './pane-state.ts';

/** What a pane is to keys that work in panes of a kind. */
export const kindOf = ({content}: Pane): ComparePanes['kind'] => (content === 'curves' ? 'charts' : 'text');

/** The pane that keys are about; where it is gone or is not of the kind that has the focus, the first one of that kind. */
export function focusedPane({panes, focus}: View, tree: PaneTree): Pane {
	const all = listPanes(tree);
	const ofKind = all.filter(pane => kindOf(pane) === focus);
	return ofKind.find(({id}) => id === panes.focused) ?? ofKind[0] ?? all[0]!;
}

/** The view with a pane in focus, which is scrolled as it was left. */
export function enterPane({view, measured}: State, pane: Pane): Partial<View> {
	const scrolls = new Map(view.panes.scrolls);
	const {textScroll, textEnd, textColumn, textLine} = view;
	if (measured.tree !== null) scrolls.set(focusedPane(view, measured.tree).id, {textScroll, textEnd, textColumn, textLine});
	const known = scrolls.get(pane.id) ?? unscrolled;
	return {...known, panes: {...view.panes, focused: pane.id, kind: kindOf(pane), scrolls}, focus: kindOf(pane), opened: null};
}

/** The view with another tree, and one of its panes in focus. */
export function withTree(state: State, tree: PaneTree, focused: Pane): Partial<View> {
	const entered = enterPane(state, focused);
	const ids = new Set(listPanes(tree).map(({id}) => id));
	const scrolls = new Map([...(entered.panes?.scrolls ?? [])].filter(([id]) => ids.has(id)));
	return {...entered, panes: {tree, focused: focused.id, kind: kindOf(focused), scrolls}};
}

/** The view with a pane showing something else, from its start. */
export function withContent(state: State, tree: PaneTree, shown: Pane): Partial<View> {
	return {
		...withTree(
			state,
			changePane(tree, shown.id, () => shown),
			shown,
		),
		...unscrolled,
	};
}

/** Where the panes stand on a screen of a size: below its header, above its footer. */
export function comparePlace({cols, rows}: {cols: number; rows: number}): PaneRect {
	return {x: 0, y: 1, cols, rows: Math.max(1, rows - (hasFooter(rows) ? 2 : 1))};
}

export const hasFooter = (rows: number): boolean => rows >= 8;
