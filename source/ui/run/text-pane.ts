import {withoutPrefix} from '../../core/text/logger-prefix.ts';
import {fitBar} from '../../draw/fit-bar.ts';
import type {Grid} from '../../draw/grid.ts';
import {drawScrollbar} from '../../draw/scroll.ts';
import {drawSpans, type Span} from '../../draw/spans.ts';
import {roleStyle} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';
import type {View} from '../../store/view.ts';
import {highlight} from '../parts/highlight.ts';
import type {Brush} from '../scene.ts';

/** Lines that can be scrolled through and searched. */
export interface TextPage {
	lines: readonly (readonly Span[])[];
	/** A text that grows at its end, which is shown first. */
	follows: boolean;
	/** Output in few cells: it is without what a logger put before each message, until it is scrolled sideways or searched. */
	isBrief?: boolean;
}

/** First line shown: where it was scrolled to, else the end of a growing text, else the start. */
export function topOf(page: TextPage, view: View, rows: number, focused: boolean): number {
	const last = Math.max(0, page.lines.length - rows);
	if (!focused) return page.follows ? last : 0;
	if (view.textScroll === null) return page.follows || view.textEnd ? last : 0;
	return Math.min(view.textScroll, last);
}

export const plainLine = (spans: readonly Span[]): string => spans.map(span => span.text).join('');

/**
 * Cells to scroll a line of a text sideways by so that the first place in it that holds what is looked for is seen: as it is where it is in view.
 *
 * @param cells of the pane
 */
export function columnShowing(line: string, wanted: string, left: number, cells: number): number {
	const at = line.toLowerCase().indexOf(wanted.toLowerCase());
	if (at < 0) return left;
	const from = textWidth(line.slice(0, at));
	const to = textWidth(line.slice(0, at + wanted.length));
	if (from >= left && to <= left + cells) return left;
	return to <= cells ? 0 : Math.max(0, from - (cells >> 2));
}

/** A line of output with no wider a bar of progress than there is room for. */
function fitOutput(spans: readonly Span[], cells: number, isBrief: boolean): readonly Span[] {
	const [only] = spans;
	if (only === undefined || spans.length > 1) return spans;
	return [{...only, text: fitBar(isBrief ? withoutPrefix(only.text) : only.text, cells)}];
}

/** Draws the page from row `y` of the grid down. */
export function drawTextPage(grid: Grid, y: number, page: TextPage, view: View, focused: boolean, brush: Brush): void {
	const rows = grid.rows - y;
	const top = topOf(page, view, rows, focused);
	const left = focused ? view.textColumn : 0;
	const isSearched = view.find !== '' && focused;
	const isBrief = page.isBrief === true && !isSearched;
	page.lines.slice(top, top + rows).forEach((whole, at) => {
		const spans = page.follows && left === 0 ? fitOutput(whole, grid.cols - 2, isBrief) : whole;
		drawSpans(grid, 1 - left, y + at, spans, grid.cols - 2 + left, brush.glyphs);
		if (isSearched) highlight(grid, 1 - left, y + at, plainLine(spans), view.find);
	});
	drawScrollbar(grid, grid.cols - 1, y, rows, page.lines.length, top, roleStyle('dim'), brush.glyphs);
}
