import {continuation, type Grid} from '../../draw/grid.ts';
import {simpleWidths} from '../../draw/simple-widths.ts';
import {inverse, strike, underline} from '../../draw/style.ts';

const blank = 0x20;
const shows = underline | inverse | strike;
const standIns = new Map<number, number>();
for (const [characters, standIn] of [
	['─━═╌┄┈╍┅–—‒−', '-'],
	['│┃║╎┆┊┤├', '|'],
	['┌┐└┘┼┬┴╭╮╰╯', '+'],
	['…·•', '.'],
	['×✗', 'x'],
	['≈', '~'],
	['→▸', '>'],
	['←', '<'],
	['█▓▒░', '#'],
] as const) {
	for (const character of characters) standIns.set(character.charCodeAt(0), standIn.charCodeAt(0));
}

/** Controls must never reach the terminal, whatever a caller draws. */
const isControl = (glyph: number) => glyph < 0x20 || (glyph >= 0x7f && glyph < 0xa0);

/** Whether a wide character has lost its second cell: to the edge, or to what was drawn over it. */
function isCut(glyphs: Uint32Array, at: number, isLast: boolean): boolean {
	const hasSecond = glyphs[at + 1] === continuation;
	return isLast ? hasSecond || simpleWidths[glyphs[at]!] === 2 : !hasSecond && simpleWidths[glyphs[at]!] === 2;
}

/**
 * Copies a grid into `to` (cols × rows cells, cut or filled up with blanks) in the one form that cells are compared in: a blank keeps only
 * what shows of its style, halves of wide characters become blanks, and without Unicode a stand-in takes the place of what is not ASCII.
 */
export function copyNormal(
	grid: Grid,
	to: {glyphs: Uint32Array; styles: Uint32Array},
	cols: number,
	rows: number,
	unicode: boolean,
): void {
	const width = Math.min(cols, grid.cols);
	if (width < cols || grid.rows < rows) {
		to.glyphs.fill(blank);
		to.styles.fill(0);
	}
	for (let y = 0; y < Math.min(rows, grid.rows); y++) {
		let from = y * grid.cols;
		let at = y * cols;
		for (const end = at + width; at < end; at++, from++) {
			let glyph = grid.glyphs[from]!;
			let style = grid.styles[from]!;
			if (glyph === continuation) {
				const before = at > end - width ? to.glyphs[at - 1]! : 0;
				const isPair = unicode && before > blank && simpleWidths[before] !== 1 && grid.glyphs[from - 1] !== continuation;
				if (isPair) style = to.styles[at - 1]!;
				else glyph = blank;
			} else if (isControl(glyph)) glyph = 0x3f;
			else if (!unicode && glyph >= 0x7f) glyph = standIns.get(glyph) ?? 0x3f;
			else if (glyph >= 0x1100 && isCut(grid.glyphs, from, at === end - 1)) glyph = blank;
			if (glyph === blank && !(style & shows)) style &= 0x000fff00;
			to.glyphs[at] = glyph;
			to.styles[at] = style;
		}
	}
}
