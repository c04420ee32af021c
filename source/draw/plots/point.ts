import {brailleBase, type DotMask} from '../chart/dot-mask.ts';
import {type Glyphs, pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import type {Style} from '../style.ts';

/** How a run stands out in a plot: not at all, among the best, marked, or under the cursor. Later ones lie over earlier ones. */
export const standouts = ['plain', 'good', 'marked', 'chosen'] as const;
export type Standout = (typeof standouts)[number];

export type StandoutStyles = Readonly<Record<Standout, Style>>;

/** A run in a plot of a setting against the result. */
export interface PlotPoint {
	x: number;
	y: number;
	standout: Standout;
}

/**
 * Puts the dots of a mask on a grid, its corner at (x, y).
 * @param signs what stands for a cell with any dot where there is no braille, and in ASCII
 */
export function paintDots(
	grid: Grid,
	mask: DotMask,
	x: number,
	y: number,
	style: Style,
	glyphs: Glyphs,
	[sign, ascii]: readonly [string, string],
): void {
	for (let i = 0; i < mask.touchedCount; i++) {
		const cell = mask.touched[i]!;
		const glyph = glyphs.braille ? brailleBase | mask.bits[cell]! : pointOf(glyphs.unicode ? sign : ascii);
		grid.set(x + (cell % mask.cols), y + Math.floor(cell / mask.cols), glyph, style);
	}
}
