import {isSplit, listPanes, type Pane, type PaneTree} from '../../core/panes/pane-tree.ts';
import {fitsIn, type PaneBorder, type PlacedPane, placePanes} from '../../core/panes/place-panes.ts';
import {comparePlace, hasFooter} from '../../store/compare/panes.ts';
import type {Rect, Size} from '../scene.ts';

/** Where everything of the Compare screen stands. */
export interface CompareLayout {
	header: Rect;
	footer: Rect | null;
	panes: readonly (PlacedPane & {number: number})[];
	borders: readonly PaneBorder[];
	/** The focused pane has the whole screen, and there are others. */
	alone: boolean;
}

/** The panes of the tree; the focused one alone where it is zoomed, or where not all of them can be read. */
export function layoutCompare(size: Size, tree: PaneTree, focused: Pane, zoomed: boolean): CompareLayout {
	const {cols, rows} = size;
	const header = {x: 0, y: 0, cols, rows: 1};
	const footer = hasFooter(rows) ? {x: 0, y: rows - 1, cols, rows: 1} : null;
	const body = comparePlace(size);
	const numberOf = new Map(listPanes(tree).map(({id}, at) => [id, at + 1]));
	if (isSplit(tree) && (zoomed || rows < 18 || !fitsIn(tree, body))) {
		const panes = [{pane: focused, rect: body, number: numberOf.get(focused.id) ?? 1}];
		return {header, footer, panes, borders: [], alone: true};
	}
	const {panes, borders} = placePanes(tree, body);
	return {
		header,
		footer,
		panes: panes.map(placed => ({...placed, number: numberOf.get(placed.pane.id) ?? 1})),
		borders,
		alone: false,
	};
}
