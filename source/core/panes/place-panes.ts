import {isSplit, type Pane, type PaneTree, type Split} from './pane-tree.ts';

export interface PaneRect {
	x: number;
	y: number;
	cols: number;
	rows: number;
}

export interface PlacedPane {
	pane: Pane;
	rect: PaneRect;
}

/** The line between two parts; `path` leads to its split, a letter a step: `f` into the first part, `s` into the second. */
export interface PaneBorder {
	path: string;
	direction: Split['direction'];
	rect: PaneRect;
}

/** Below this a pane says too little: its title, a heading and some lines. */
const leastPane = {cols: 24, rows: 5};

/** Cells between two panes beside each other; below each other the title of the lower one parts them. */
const dividerCols = 1;

/** The smallest size in which every pane of the tree can be read. */
export function leastSize(tree: PaneTree): {cols: number; rows: number} {
	if (!isSplit(tree)) return leastPane;
	const first = leastSize(tree.first);
	const second = leastSize(tree.second);
	return tree.direction === 'right'
		? {cols: first.cols + dividerCols + second.cols, rows: Math.max(first.rows, second.rows)}
		: {cols: Math.max(first.cols, second.cols), rows: first.rows + second.rows};
}

export function fitsIn(tree: PaneTree, {cols, rows}: {cols: number; rows: number}): boolean {
	const least = leastSize(tree);
	return least.cols <= cols && least.rows <= rows;
}

/** Cells of the first part, so that both keep what their panes need. */
function lengthOfFirst({direction, share, first, second}: Split, {cols, rows}: PaneRect): number {
	const of = (tree: PaneTree) => (direction === 'right' ? leastSize(tree).cols : leastSize(tree).rows);
	const room = direction === 'right' ? cols - dividerCols : rows;
	return Math.max(of(first), Math.min(room - of(second), Math.round(room * share)));
}

/** Rectangles of both parts of a split, and the border between them. */
export function divide(split: Split, rect: PaneRect): {first: PaneRect; second: PaneRect; border: PaneRect} {
	const {x, y, cols, rows} = rect;
	const length = lengthOfFirst(split, rect);
	if (split.direction === 'below')
		return {
			first: {...rect, rows: length},
			second: {...rect, y: y + length, rows: rows - length},
			border: {...rect, y: y + length, rows: 1},
		};
	const from = length + dividerCols;
	return {
		first: {...rect, cols: length},
		second: {...rect, x: x + from, cols: cols - from},
		border: {...rect, x: x + length, cols: dividerCols},
	};
}

/** Where every pane stands in a rectangle, in the order of their numbers, and the borders between them. */
export function placePanes(tree: PaneTree, rect: PaneRect, path = ''): {panes: PlacedPane[]; borders: PaneBorder[]} {
	if (!isSplit(tree)) return {panes: [{pane: tree, rect}], borders: []};
	const parts = divide(tree, rect);
	const first = placePanes(tree.first, parts.first, `${path}f`);
	const second = placePanes(tree.second, parts.second, `${path}s`);
	return {
		panes: [...first.panes, ...second.panes],
		borders: [{path, direction: tree.direction, rect: parts.border}, ...first.borders, ...second.borders],
	};
}
