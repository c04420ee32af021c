import {listPanes} from '../core/panes/pane-tree.ts';
import {enterPane, focusedPane} from './compare/panes.ts';
import type {State} from './state.ts';
import type {View} from './view.ts';

/** Place of the pane in focus among those on the screen, from 0. */
export function focusedIndex({view, measured}: State): number {
	const {tree, panes} = measured;
	if (tree === null) return Math.max(0, panes.indexOf(view.focus));
	return listPanes(tree).indexOf(focusedPane(view, tree));
}

/** The view with the pane of a place in focus, and what brings back the one before; null where there is none or it has the focus already. */
export function focusNth(state: State, at: number): {view: Partial<View>; back: Partial<View>} | null {
	const {view, measured} = state;
	const {focus, panes, opened, textScroll, textEnd, textColumn, textLine} = view;
	if (at === focusedIndex(state) || at < 0 || at >= measured.panes.length) return null;
	const back = {focus, panes, opened, textScroll, textEnd, textColumn, textLine};
	const pane = measured.tree === null ? undefined : listPanes(measured.tree)[at];
	if (pane !== undefined) return {view: enterPane(state, pane), back};
	return {view: {focus: measured.panes[at]!, textScroll: null, textColumn: 0, textLine: null}, back};
}
