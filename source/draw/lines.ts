import {type Glyphs, pointOf} from './glyphs.ts';
import type {Grid} from './grid.ts';
import type {Style} from './style.ts';

/** Single lines that join where they meet: `drawHorizontal`, `drawVertical`, `drawFrame`. */

const up = 1;
const right = 2;
const down = 4;
const left = 8;

/** Box characters by the sides they touch: bits up, right, down, left. */
const boxes = [...' ╵╶└╷│┌├╴┘─┴┐┤┬┼'].map(pointOf);
const sidesOf = new Map(boxes.map((point, sides) => [point, sides]).filter(([, sides]) => sides !== 0) as [number, number][]);
const plainSides = new Map([
	[pointOf('-'), left | right],
	[pointOf('|'), up | down],
	[pointOf('+'), up | right | down | left],
]);

function boxPoint(sides: number, {unicode}: Pick<Glyphs, 'unicode'>): number {
	if (unicode) return boxes[sides] ?? 0x20;
	if ((sides & (left | right)) === 0) return pointOf('|');
	return pointOf((sides & (up | down)) === 0 ? '-' : '+');
}

/** Adds sides to a cell: what is a line there already is joined, anything else is replaced. */
function joinCell(grid: Grid, x: number, y: number, sides: number, style: Style, glyphs: Pick<Glyphs, 'unicode'>): void {
	if (x < 0 || y < 0 || x >= grid.cols || y >= grid.rows) return;
	const there = grid.glyphs[y * grid.cols + x]!;
	const known = (glyphs.unicode ? sidesOf : plainSides).get(there) ?? 0;
	grid.set(x, y, boxPoint(known | sides, glyphs), style);
}

/** A line of `cols` cells. With `joined` its ends grow out of the lines that they meet; else it is a bare rule. */
export function drawHorizontal(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	style: Style,
	glyphs: Pick<Glyphs, 'unicode'>,
	joined = false,
): void {
	for (let i = 0; i < cols; i++) {
		const sides = joined && i === 0 ? right : joined && i === cols - 1 ? left : left | right;
		joinCell(grid, x + i, y, sides, style, glyphs);
	}
}

/** As `drawHorizontal`, downwards. */
export function drawVertical(
	grid: Grid,
	x: number,
	y: number,
	rows: number,
	style: Style,
	glyphs: Pick<Glyphs, 'unicode'>,
	joined = false,
): void {
	for (let i = 0; i < rows; i++) {
		const sides = joined && i === 0 ? down : joined && i === rows - 1 ? up : up | down;
		joinCell(grid, x, y + i, sides, style, glyphs);
	}
}

/** The border of a rectangle. Frames that share an edge grow together. */
export function drawFrame(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	rows: number,
	style: Style,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	if (cols < 2 || rows < 2) return;
	drawHorizontal(grid, x, y, cols, style, glyphs, true);
	drawHorizontal(grid, x, y + rows - 1, cols, style, glyphs, true);
	drawVertical(grid, x, y, rows, style, glyphs, true);
	drawVertical(grid, x + cols - 1, y, rows, style, glyphs, true);
}
