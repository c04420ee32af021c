import type {Glyphs} from './glyphs.ts';
import type {Grid} from './grid.ts';
import {drawFrame, drawHorizontal} from './lines.ts';
import {drawSpans, type Span, spansWidth} from './spans.ts';
import {roleStyle, type Style} from './style.ts';

/** Frames and rules with titles in them: `drawPane`, `drawRule`. */

type Signs = Pick<Glyphs, 'unicode'>;

export interface Titles {
	/** At the left; loses its end where room is short. */
	left?: readonly Span[];
	/** At the right; goes whole where both do not fit. */
	right?: readonly Span[];
}

const blank: Span = {text: ' ', style: 0};

/** Writes titles into `cols` cells of a line, a blank around each; `tail` is what follows the right one. */
function drawTitles(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	{left = [], right = []}: Titles,
	tail: readonly Span[],
	glyphs: Signs,
): void {
	const leftWidth = spansWidth(left);
	const rightWidth = spansWidth(right) + 1 + tail.length;
	const both = right.length > 0 && cols >= Math.min(leftWidth, 12) + rightWidth + 3;
	const leftRoom = cols - (both ? rightWidth + 1 : 0) - 2;
	if (leftWidth > 0 && leftRoom > 1) grid.put(drawSpans(grid, x, y, [blank, ...left], leftRoom + 1, glyphs), y, ' ', 0, 1);
	if (both) drawSpans(grid, x + cols - rightWidth, y, [blank, ...right, ...tail], rightWidth, glyphs);
}

/** `─ loss · run ──────── last 0.2130`: a line with titles; without a right title it runs to the end. */
export function drawRule(grid: Grid, x: number, y: number, cols: number, titles: Titles, style: Style, glyphs: Signs): void {
	drawHorizontal(grid, x, y, cols, style, glyphs);
	drawTitles(grid, x + 1, y, cols - 1, titles, [], glyphs);
}

/**
 * A pane's frame with titles in its upper line; one that has the focus has the accent's border. Draw the focused one last: panes
 * may share edges. Too small for a frame, it draws nothing.
 */
export function drawPane(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	rows: number,
	titles: Titles,
	focused: boolean,
	glyphs: Signs,
): void {
	if (cols < 2 || rows < 2) return;
	drawFrame(grid, x, y, cols, rows, roleStyle(focused ? 'focus' : 'border'), glyphs);
	drawTitles(grid, x + 1, y, cols - 2, titles, [blank], glyphs);
}
