import type {PaneTree} from '../../core/panes/pane-tree.ts';

/** How far a text pane is scrolled; the view has the same of the pane in focus. */
export interface PaneScroll {
	/** First line; null for the start, or for the end of a text that follows it. */
	textScroll: number | null;
	textColumn: number;
	/** Line of the cursor in a text that has one, 0 for its heading; null until it was moved. */
	textLine: number | null;
	/** True where the text was scrolled to its end, which then stays in view. */
	textEnd: boolean;
}

/** Panes of the Compare screen as the person has arranged them. */
export interface ComparePanes {
	/** Null until they were changed by hand: then the size of the screen decides. */
	tree: PaneTree | null;
	/** Id of the pane that keys are about, and what it is to keys that work in panes of a kind. */
	focused: number;
	kind: 'charts' | 'text';
	/** Of the panes that were left. */
	scrolls: ReadonlyMap<number, PaneScroll>;
}

export const initialPanes: ComparePanes = {tree: null, focused: 1, kind: 'charts', scrolls: new Map()};
export const unscrolled: PaneScroll = {textScroll: null, textEnd: false, textColumn: 0, textLine: null};
