import {continuation, glyphText} from '../../draw/grid.ts';
import type {FrameWriter} from './frame-writer.ts';
import type {Pen} from './pen.ts';
import {visibleOnBlank} from './pen.ts';

/** No cell looks like this: what the terminal shows there is not known. */
export const unknown = 0x7fffffff;
const blank = 0x20;

/** A row of the frame to come and of the frame that stands, as ranges of two pairs of arrays. */
export interface RowPair {
	glyphs: Uint32Array;
	styles: Uint32Array;
	frontGlyphs: Uint32Array;
	frontStyles: Uint32Array;
	/** Index of the row's first cell. */
	start: number;
	cols: number;
	y: number;
}

export interface RowTools {
	writer: FrameWriter;
	penOf(style: number): Pen;
	/** Whether an erased cell takes the background colour (terminfo's bce). */
	erasesInColor: boolean;
}

/** A cluster or an emoji: terminals disagree whether it takes one cell or two, so the cursor is set anew after it. */
const isDoubtful = (glyph: number, cells: number): boolean => glyph >= 0x1f000 || (cells === 2 && glyph < 0x2e80);

const utf8Length = (glyph: number) => (glyph < 0x80 ? 1 : glyph < 0x800 ? 2 : 3);

/** Writes what turns the row that stands into the one to come. `first` and `last` are the outermost columns that differ. */
export function writeRow(row: RowPair, tools: RowTools, first: number, last: number): void {
	const {glyphs, styles, frontGlyphs, start, cols} = row;
	const {writer, penOf} = tools;
	let x = first;
	let stop = last;
	while (x <= stop) {
		if (!isChanged(row, x)) {
			x++;
			continue;
		}
		if (glyphs[start + x] === continuation && x > 0) x--;
		const glyph = glyphs[start + x]!;
		const pen = penOf(styles[start + x]!);
		const until = glyph === blank ? erasedUntil(row, x, stop, tools) : x;
		if (until > x) {
			reach(row, x, tools);
			writer.use(pen, true);
			writer.text += blankEnd(row, x) === cols ? '\x1b[K' : `\x1b[${until - x}X`;
			x = until;
			continue;
		}
		const cells = x + 1 < cols && glyphs[start + x + 1] === continuation ? 2 : 1;
		reach(row, x, tools);
		writer.use(pen, glyph === blank);
		if (isDoubtful(glyph, cells)) {
			// Blanks first, so that a terminal that draws it narrow leaves no old cell beside it; the next cell is written again for one that draws it wide.
			writer.write(`${cells === 2 ? '  \b\b' : ''}${glyphText(glyph)}`, cells, false);
			if (x + cells < cols) {
				frontGlyphs[start + x + cells] = unknown;
				stop = Math.max(stop, x + cells);
			}
		} else writer.write(glyphText(glyph), cells);
		x += cells;
	}
}

const isChanged = ({glyphs, styles, frontGlyphs, frontStyles, start}: RowPair, x: number): boolean =>
	glyphs[start + x] !== frontGlyphs[start + x] || styles[start + x] !== frontStyles[start + x];

/** Moves to x, by writing a short gap of unchanged cells again where that takes fewer bytes than a jump. */
function reach({glyphs, styles, start, y}: RowPair, x: number, {writer, penOf}: RowTools): void {
	const gap = x - writer.x;
	if (writer.y === y && writer.x >= 0 && gap > 0 && gap <= 4) {
		let text = '';
		let bytes = 0;
		for (let i = writer.x; i < x; i++) {
			const glyph = glyphs[start + i]!;
			if (glyph === continuation || glyph >= 0x1100 || !writer.fits(penOf(styles[start + i]!), glyph === blank)) bytes = 9;
			else bytes += utf8Length(glyph);
			text += glyphText(glyph);
		}
		if (bytes <= (gap === 1 ? 3 : 4)) {
			writer.write(text, gap);
			return;
		}
	}
	writer.move(x, y);
}

/** End of the run of blanks of one style that starts at x. */
function blankEnd({glyphs, styles, start, cols}: RowPair, x: number): number {
	const style = styles[start + x];
	let end = x;
	while (end < cols && glyphs[start + end] === blank && styles[start + end] === style) end++;
	return end;
}

/** Where the blanks from x on end that are erased rather than written, since that takes fewer bytes; x itself for none. */
function erasedUntil(row: RowPair, x: number, stop: number, {penOf, erasesInColor}: RowTools): number {
	const pen = penOf(row.styles[row.start + x]!);
	const isErasable = !(pen.attributes & visibleOnBlank) && (erasesInColor || pen.background === '');
	if (!isErasable) return x;
	const end = blankEnd(row, x);
	let until = Math.min(end, stop + 1);
	while (!isChanged(row, until - 1)) until--;
	return until - x > (end === row.cols ? 3 : 9) ? until : x;
}
