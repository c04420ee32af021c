import {type PaneScroll, unscrolled} from '../../store/compare/pane-state.ts';
import type {View} from '../../store/view.ts';

/** What of a pane's lines is on the screen, and where its cursor stands: 0 for the heading, line n after it. */
export interface LinesInView {
	top: number;
	line: number;
}

/** Scrolling of any pane: the view has that of the one in focus, the others keep theirs. */
export function scrollOf(view: View, pane: number, focused: number): PaneScroll {
	return pane === focused ? view : (view.panes.scrolls.get(pane) ?? unscrolled);
}

/** @param count lines of the pane, of which `rows` are in view; `follows` for a text that is shown from its end */
export function placeLines(
	{textScroll, textEnd, textLine}: PaneScroll,
	count: number,
	rows: number,
	follows: boolean,
): LinesInView {
	const last = Math.max(0, count - rows);
	if (textEnd || (follows && textLine === null)) return {top: last, line: count};
	const line = Math.min(textLine ?? 0, count);
	const least = Math.max(0, line - rows);
	const top = Math.max(least, Math.min(textScroll ?? least, Math.max(0, line - 1)));
	return {top: Math.min(top, last), line};
}
