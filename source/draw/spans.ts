import {spellInfinity} from '../core/text/numbers.ts';
import type {Glyphs} from './glyphs.ts';
import type {Grid} from './grid.ts';
import {truncateEnd} from './names.ts';
import {attributesOf, colorOf, foregroundOf, makeStyle, type Style} from './style.ts';
import {textWidth} from './width.ts';

/** Runs of text with a style each: `drawSpans`, `spansWidth`; and chips, small labels on a background: `drawChip`. */

export interface Span {
	text: string;
	style: Style;
}

/** Adds text to what is being put together: as few spans as there are styles. */
export function addText(spans: Span[], text: string, style: Style): void {
	const last = spans.at(-1);
	if (last?.style === style) last.text += text;
	else spans.push({text, style});
}

export function spansWidth(spans: readonly Span[]): number {
	return spans.reduce((width, span) => width + textWidth(span.text), 0);
}

/** Writes spans one after another into at most `width` cells, the one that no longer fits cut with an ellipsis. Returns the column after. */
export function drawSpans(
	grid: Grid,
	x: number,
	y: number,
	spans: readonly Span[],
	width: number,
	glyphs: Pick<Glyphs, 'unicode'>,
): number {
	let column = x;
	const end = x + width;
	for (const {text, style} of spans) {
		if (column >= end) break;
		column = grid.put(column, y, truncateEnd(spellInfinity(text, glyphs), end - column, glyphs), style, end - column);
	}
	return column;
}

/** Cells that a chip takes. */
export const chipWidth = (text: string): number => textWidth(text) + 2;

/**
 * A label on the chip background, one blank on either side; in brackets where backgrounds are not seen. Draws nothing where it does not
 * fit. Returns the column after it.
 */
export function drawChip(grid: Grid, x: number, y: number, text: string, style: Style, width: number, brackets = false): number {
	if (chipWidth(text) > width) return x;
	const shown = brackets ? `[${text}]` : ` ${text} `;
	return grid.put(x, y, shown, brackets ? style : makeStyle(foregroundOf(style), colorOf('chip'), attributesOf(style)), width);
}
