import {isSplit, listPanes, type PaneTree, type Split} from './pane-tree.ts';
import {divide, type PaneRect} from './place-panes.ts';

/** Path of the innermost split in a direction that has the pane in it; null where nothing lies beside (or below) it. */
export function findBorder(tree: PaneTree, id: number, direction: Split['direction'], path = ''): string | null {
	if (!isSplit(tree)) return null;
	const inFirst = listPanes(tree.first).some(pane => pane.id === id);
	const inner = findBorder(inFirst ? tree.first : tree.second, id, direction, `${path}${inFirst ? 'f' : 's'}`);
	return inner ?? (tree.direction === direction ? path : null);
}

/**
 * Moves a border by cells, to the right or down; not further than the panes on both sides need.
 *
 * @param path as in `PaneBorder`
 * @param rect the rectangle that the whole tree has
 */
export function moveBorder(tree: PaneTree, path: string, by: number, rect: PaneRect): PaneTree {
	if (!isSplit(tree)) return tree;
	const parts = divide(tree, rect);
	const [step] = path;
	if (step === 'f') return {...tree, first: moveBorder(tree.first, path.slice(1), by, parts.first)};
	if (step === 's') return {...tree, second: moveBorder(tree.second, path.slice(1), by, parts.second)};
	const isBeside = tree.direction === 'right';
	const room = isBeside ? parts.first.cols + parts.second.cols : parts.first.rows + parts.second.rows;
	const before = isBeside ? parts.first.cols : parts.first.rows;
	const moved = divide({...tree, share: (before + by) / room}, rect).first;
	return {...tree, share: (isBeside ? moved.cols : moved.rows) / room};
}
