/** What a pane of the Compare screen may show. */
export const paneContents = ['curves', 'differs', 'config', 'summary', 'source', 'logs', 'environment'] as const;
export type PaneContent = (typeof paneContents)[number];

export interface Pane {
	/** Its own for as long as the pane is there. */
	id: number;
	content: PaneContent;
	/** The only metric of a pane with curves; null for all of them, page by page. */
	metric: string | null;
}

/** Two parts beside or below each other; either may be divided further. */
export interface Split {
	direction: 'right' | 'below';
	/** Part of the room that the first one has, 0..1. */
	share: number;
	first: PaneTree;
	second: PaneTree;
}

/** How panes divide a screen. Trees are never changed in place. */
export type PaneTree = Pane | Split;

/** More panes than have a digit of their own are not reached by number. */
export const mostPanes = 9;

export const isSplit = (tree: PaneTree): tree is Split => 'direction' in tree;

/** Panes in the order of their numbers: from the left, from the top. */
export function listPanes(tree: PaneTree): Pane[] {
	return isSplit(tree) ? [...listPanes(tree.first), ...listPanes(tree.second)] : [tree];
}

/** A number that no pane of the tree has. */
export const nextId = (tree: PaneTree): number => Math.max(...listPanes(tree).map(({id}) => id)) + 1;

/** The tree with what `change` makes of one of its panes. */
export function changePane(tree: PaneTree, id: number, change: (pane: Pane) => PaneTree): PaneTree {
	if (!isSplit(tree)) return tree.id === id ? change(tree) : tree;
	const first = changePane(tree.first, id, change);
	const second = changePane(tree.second, id, change);
	return first === tree.first && second === tree.second ? tree : {...tree, first, second};
}

/** Divides a pane in two halves; the new one is the second. */
export function splitPane(tree: PaneTree, id: number, direction: Split['direction'], added: Pane): PaneTree {
	return changePane(tree, id, pane => ({direction, share: 0.5, first: pane, second: added}));
}

/** Takes a pane away and gives its room to the one that it was split from; null where it is the only one. */
export function closePane(tree: PaneTree, id: number): PaneTree | null {
	if (!isSplit(tree)) return tree.id === id ? null : tree;
	const first = closePane(tree.first, id);
	if (first === null) return tree.second;
	const second = closePane(tree.second, id);
	if (second === null) return first;
	return first === tree.first && second === tree.second ? tree : {...tree, first, second};
}

/** Parts that share a direction, so that they can be made of one size. */
function countAlong(tree: PaneTree, direction: Split['direction']): number {
	if (!isSplit(tree) || tree.direction !== direction) return 1;
	return countAlong(tree.first, direction) + countAlong(tree.second, direction);
}

/** The same panes, those beside and below each other of one size. */
export function evenOut(tree: PaneTree): PaneTree {
	if (!isSplit(tree)) return tree;
	const first = countAlong(tree.first, tree.direction);
	const share = first / (first + countAlong(tree.second, tree.direction));
	return {...tree, share, first: evenOut(tree.first), second: evenOut(tree.second)};
}
