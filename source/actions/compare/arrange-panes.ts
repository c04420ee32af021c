import {listPanes, nextId, type PaneContent, type PaneTree, type Split, splitPane} from '../../core/panes/pane-tree.ts';
import {contentOf} from '../../store/compare/pane-menu.ts';
import {focusedPane, withContent, withTree} from '../../store/compare/panes.ts';
import type {MenuItem} from '../../store/menus/menus.ts';
import type {State} from '../../store/state.ts';
import {look, type Store} from '../../store/store.ts';
import type {Menu} from '../../store/view.ts';

/** The tree with the focused pane divided, and the number of the new pane. */
export function splitFocused(
	{view}: State,
	tree: PaneTree,
	direction: Split['direction'],
	content: PaneContent,
	metric: string | null,
): {tree: PaneTree; id: number} {
	const id = nextId(tree);
	return {tree: splitPane(tree, focusedPane(view, tree).id, direction, {id, content, metric}), id};
}

/** Shows what was chosen in the dialog: in the focused pane, or in a new one beside or below it. */
export function showChosen(store: Store, menu: Menu, item: MenuItem): void {
	const state = store.getState();
	const {tree} = state.measured;
	if (tree === null) return;
	const {content, metric} = contentOf(item.id);
	if (menu.split === undefined) {
		const {id} = focusedPane(state.view, tree);
		look(store, {...withContent(state, tree, {id, content, metric}), menu: null});
		return;
	}
	const made = splitFocused(state, tree, menu.split, content, metric);
	const pane = listPanes(made.tree).find(({id}) => id === made.id)!;
	look(store, {...withTree(state, made.tree, pane), menu: null});
}
