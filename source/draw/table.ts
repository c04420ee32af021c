import {spellInfinity} from '../core/text/numbers.ts';
import type {PlacedColumn} from './columns.ts';
import {type Glyphs, glyphFor} from './glyphs.ts';
import type {Grid} from './grid.ts';
import {truncateEnd, truncateMiddle} from './names.ts';
import {backgroundOf, bold, colorOf, onBackground, roleStyle, type Style} from './style.ts';
import {textWidth} from './width.ts';

/** Rows of a table on a grid: `drawRow`, `drawHeader`, `drawSelection`, and `drawCell` for a single piece of text in a width. */

export type Align = 'left' | 'right' | 'center';

export interface TextCell {
	text: string;
	style: Style;
	align?: Align;
	/** Where a text that is too long loses its characters: names in the middle, sentences at the end. */
	cut?: 'middle' | 'end';
}

/** Draws itself into its cells: a bar, a sparkline, a value with a mark. */
export type CellPainter = (grid: Grid, x: number, y: number, width: number) => void;
export type Cell = TextCell | CellPainter | null;

/** Writes a text into `width` cells from (x, y). */
export function drawCell(grid: Grid, x: number, y: number, width: number, cell: TextCell, glyphs: Pick<Glyphs, 'unicode'>): void {
	const cut = cell.cut === 'middle' ? truncateMiddle : truncateEnd;
	const text = cut(spellInfinity(cell.text, glyphs), width, glyphs);
	const spare = width - textWidth(text);
	const indent = cell.align === 'right' ? spare : cell.align === 'center' ? spare >> 1 : 0;
	grid.put(x + indent, y, text, cell.style, width - indent);
}

/** One line of the table, its columns counted from `x`. What `cellOf` has nothing for stays blank. */
export function drawRow(
	grid: Grid,
	x: number,
	y: number,
	columns: readonly PlacedColumn[],
	cellOf: (id: string) => Cell,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	for (const column of columns) {
		const cell = cellOf(column.id);
		if (typeof cell === 'function') cell(grid, x + column.x, y, column.width);
		else if (cell) drawCell(grid, x + column.x, y, column.width, cell, glyphs);
	}
}

export interface Heading {
	title: string;
	align?: Align;
	/** Set on the columns that the rows are sorted by. */
	sorted?: 'up' | 'down';
}

/** The titles, dim; a sorted column stands out and has an arrow. Titles lose their end, like sentences. */
export function drawHeader(
	grid: Grid,
	x: number,
	y: number,
	columns: readonly PlacedColumn[],
	headingOf: (id: string) => Heading | null,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	drawRow(
		grid,
		x,
		y,
		columns,
		id => {
			const heading = headingOf(id);
			if (!heading) return null;
			if (!heading.sorted) return {text: heading.title, style: roleStyle('dim'), align: heading.align};
			const arrow = glyphFor(heading.sorted === 'up' ? 'better' : 'worse', glyphs);
			return (target, left, row, width) => {
				const title = truncateEnd(heading.title, Math.max(0, width - 1), glyphs);
				drawCell(
					target,
					left,
					row,
					width,
					{text: title + arrow, style: roleStyle('default', bold), align: heading.align},
					glyphs,
				);
			};
		},
		glyphs,
	);
}

/** The line under the cursor: its background, and the cursor's sign at its left. */
export function drawSelection(grid: Grid, y: number, focused: boolean, glyphs: Pick<Glyphs, 'unicode'>): void {
	grid.put(0, y, glyphFor('cursor', glyphs), roleStyle(focused ? 'accent' : 'dim'), 1);
	grid.paint(0, y, grid.cols, 1, colorOf('selection'));
}

/** Takes the colours off a line, for what is only there beside what was asked for. */
export function fadeRow(grid: Grid, y: number): void {
	const dim = roleStyle('dim');
	for (let at = y * grid.cols; at < (y + 1) * grid.cols; at++)
		grid.styles[at] = onBackground(dim, backgroundOf(grid.styles[at]!));
}
