import {continuation, type Grid, glyphText} from '../../draw/grid.ts';
import {attributesOf, backgroundOf, colorOf, makeStyle, underline} from '../../draw/style.ts';
import {textWidth} from '../../draw/width.ts';

/** Makes cells of a row stand out. */
function markCells(grid: Grid, y: number, from: number, to: number): void {
	for (let column = Math.max(0, from); column < Math.min(grid.cols, to); column++) {
		const cell = y * grid.cols + column;
		const style = grid.styles[cell]!;
		grid.styles[cell] = makeStyle(colorOf('match'), backgroundOf(style), attributesOf(style) | underline);
	}
}

/** Calls back with each place where a text holds what is looked for, whatever its case. */
function eachPlace(text: string, wanted: string, found: (from: number, to: number) => void): void {
	const lower = text.toLowerCase();
	const needle = wanted.toLowerCase();
	if (needle === '' || lower.length !== text.length) return;
	for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) found(at, at + needle.length);
}

/** Makes every place stand out where a text that was drawn at (x, y) holds what is looked for. */
export function highlight(grid: Grid, x: number, y: number, text: string, wanted: string): void {
	eachPlace(text, wanted, (from, to) => markCells(grid, y, x + textWidth(text.slice(0, from)), x + textWidth(text.slice(0, to))));
}

/** The same for all that is written in a row. */
export function highlightRow(grid: Grid, y: number, wanted: string): void {
	let text = '';
	const columns: number[] = [];
	for (let column = 0; column < grid.cols; column++) {
		const glyph = grid.glyphs[y * grid.cols + column]!;
		if (glyph === continuation) continue;
		const letters = glyphText(glyph);
		for (let i = 0; i < letters.length; i++) columns.push(column);
		text += letters;
	}
	eachPlace(text, wanted, (from, to) => markCells(grid, y, columns[from]!, columns[to] ?? grid.cols));
}
