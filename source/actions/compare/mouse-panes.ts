import {listPanes} from '../../core/panes/pane-tree.ts';
import {moveBorder} from '../../core/panes/resize-pane.ts';
import {comparePlace, enterPane, focusedPane, withTree} from '../../store/compare/panes.ts';
import {look, type Store} from '../../store/store.ts';
import type {PaneId} from '../../store/view.ts';

/** Gives the pane that was pointed at the focus: by its id where several are of one kind, else by its kind. */
export function focusPointed(store: Store, pane: PaneId | null, split: number | undefined): void {
	const state = store.getState();
	const {tree} = state.measured;
	const entered = tree === null ? undefined : listPanes(tree).find(({id}) => id === split);
	if (entered !== undefined && tree !== null) {
		if (focusedPane(state.view, tree).id !== entered.id) look(store, enterPane(state, entered));
	} else if (pane !== null && pane !== state.view.focus) look(store, {focus: pane, textScroll: null, textColumn: 0});
}

/**
 * Acts on a pane that has not the focus, which comes back to the one that has.
 *
 * @param measure looks at the pane once it has the focus
 */
export function visitPane(
	store: Store,
	pane: PaneId | null,
	split: number | undefined,
	measure: () => void,
	act: () => void,
): void {
	const {view, measured} = store.getState();
	const home = measured.tree === null ? null : focusedPane(view, measured.tree);
	focusPointed(store, pane, split);
	if (home !== null) measure();
	act();
	if (home !== null && home.id !== split) look(store, enterPane(store.getState(), home));
	else if (home === null && view.focus !== store.getState().view.focus) look(store, {focus: view.focus});
}

/** Moves a line between panes by cells. */
export function dragBorder(store: Store, path: string, by: number): void {
	const state = store.getState();
	const {tree} = state.measured;
	if (tree === null || by === 0) return;
	const moved = moveBorder(tree, path, by, comparePlace(state.measured));
	look(store, withTree(state, moved, focusedPane(state.view, tree)));
}
