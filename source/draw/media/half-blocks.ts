import type {Picture} from '../../core/media/picture.ts';
import {type Glyphs, pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {internColor, makeStyle} from '../style.ts';

/** A picture in cells, two pixels in each, one above the other: `drawPicture`. */

/** Levels of each colour: what is interned for good must stay within the palette, and these are 3,375 colours. */
const levels = 15;
/** Bayer's ordered dither of 2 × 2: what lies between two levels becomes a pattern, not a step. */
const dither = [
	[-0.375, 0.125],
	[0.375, -0.125],
];

/** Whether a pixel has the colour of the one at either side: what was grown by whole factors stays flat. */
function isFlat({width, rgb}: Picture, at: number, x: number): boolean {
	const same = (other: number) => rgb[at] === rgb[other] && rgb[at + 1] === rgb[other + 1] && rgb[at + 2] === rgb[other + 2];
	return (x > 0 && same(at - 3)) || (x + 1 < width && same(at + 3));
}

function colorAt(picture: Picture, x: number, y: number): number {
	const {width, height, rgb} = picture;
	if (y >= height) return 0;
	const at = (y * width + x) * 3;
	const shift = isFlat(picture, at, x) ? 0 : dither[y & 1]![x & 1]!;
	const level = (value: number) => {
		const step = Math.min(levels - 1, Math.max(0, Math.round((value / 255) * (levels - 1) + shift)));
		return Math.round((step * 255) / (levels - 1));
	};
	return internColor((level(rgb[at]!) << 16) | (level(rgb[at + 1]!) << 8) | level(rgb[at + 2]!));
}

const shades = [' ', '░', '▒', '▓', '█'];
const signs = [...' .:-=+*#%@'];

/** Brightness of both pixels of a cell, 0..1. */
function brightness({width, height, rgb}: Picture, x: number, y: number): number {
	const of = (row: number) => {
		const at = (row * width + x) * 3;
		return (0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!) / 255;
	};
	return y + 1 < height ? (of(y) + of(y + 1)) / 2 : of(y);
}

/** Draws at (x, y), as many lines as half the picture's height. Without colour, or without Unicode, as shades of brightness. */
export function drawPicture(
	grid: Grid,
	x: number,
	y: number,
	picture: Picture,
	{unicode}: Pick<Glyphs, 'unicode'>,
	color: boolean,
): void {
	const ramp = unicode ? shades : signs;
	for (let row = 0; row < picture.height; row += 2) {
		for (let column = 0; column < picture.width; column++) {
			if (color && unicode) {
				const style = makeStyle(colorAt(picture, column, row), colorAt(picture, column, row + 1));
				grid.set(x + column, y + (row >> 1), pointOf('▀'), style);
				continue;
			}
			const level = Math.min(ramp.length - 1, Math.floor(brightness(picture, column, row) * ramp.length));
			grid.set(x + column, y + (row >> 1), pointOf(ramp[level]!), 0);
		}
	}
}
