import {type Glyphs, pointOf} from './glyphs.ts';
import type {Grid} from './grid.ts';
import {drawSpans, type Span, spansWidth} from './spans.ts';
import type {Style} from './style.ts';

/** Rules with titles in them: `drawRule`. */

type Signs = Pick<Glyphs, 'unicode'>;

export interface Titles {
	/** At the left; loses its end where room is short. */
	left?: readonly Span[];
	/** At the right; goes whole where both do not fit. */
	right?: readonly Span[];
}

const blank: Span = {text: ' ', style: 0};

/** Writes titles into `cols` cells of a line, a blank around each. */
function drawTitles(grid: Grid, {left = [], right = []}: Titles, glyphs: Signs): void {
	const cols = grid.cols - 1;
	const leftWidth = spansWidth(left);
	const rightWidth = spansWidth(right) + 1;
	const both = right.length > 0 && cols >= Math.min(leftWidth, 12) + rightWidth + 3;
	const leftRoom = cols - (both ? rightWidth + 1 : 0) - 2;
	if (leftWidth > 0 && leftRoom > 1) grid.put(drawSpans(grid, 1, 0, [blank, ...left], leftRoom + 1, glyphs), 0, ' ', 0, 1);
	if (both) drawSpans(grid, grid.cols - rightWidth, 0, [blank, ...right], rightWidth, glyphs);
}

/** `─ loss · run ──────── last 0.2130`: the first line of a grid with titles; without a right title it runs to the end. */
export function drawRule(grid: Grid, titles: Titles, style: Style, glyphs: Signs): void {
	grid.fill(0, 0, grid.cols, 1, style, pointOf(glyphs.unicode ? '─' : '-'));
	drawTitles(grid, titles, glyphs);
}
