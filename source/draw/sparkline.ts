import type {Glyphs} from './glyphs.ts';
import type {Grid} from './grid.ts';
import type {Style} from './style.ts';

/** A curve in one line of cells: `sparkline` as text, `drawSparkline` onto a grid. */

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const marks = ['_', '.', '-', '=', '*', '#'];

/** Fixed bounds, so that several sparklines can share a scale; null: those of the values. */
export interface SparkBounds {
	low: number;
	high: number;
}

/**
 * Averages down to `width` values where there are more; fewer are left as they are, since stretching would pretend to points. NaN is a
 * bucket without points; a bucket with infinities only stays infinite.
 */
function shrinkSpark(values: ArrayLike<number>, width: number): number[] {
	if (values.length <= width) return Array.from(values);
	return Array.from({length: Math.max(0, width)}, (_, column) => {
		const from = Math.floor((column * values.length) / width);
		const to = Math.max(from + 1, Math.floor(((column + 1) * values.length) / width));
		let mean = 0;
		let count = 0;
		let odd = Number.NaN;
		for (let i = from; i < to; i++) {
			const value = values[i]!;
			if (Number.isFinite(value)) {
				count++;
				// A sum of two could be more than there are numbers.
				mean += value / count - mean / count;
			} else if (!Number.isNaN(value)) odd = value;
		}
		return count > 0 ? mean : odd;
	});
}

function findBounds(values: readonly number[]): SparkBounds {
	let low = Number.POSITIVE_INFINITY;
	let high = Number.NEGATIVE_INFINITY;
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	return {low, high};
}

/**
 * One character a value: lowest to highest block between the bounds, the middle one for a constant series, a space for a gap (NaN) and ×
 * for ±Infinity, which stands for a bucket whose points are all NaN or infinite. At most `width` characters; not padded.
 */
export function sparkline(
	values: ArrayLike<number>,
	width: number,
	glyphs: Pick<Glyphs, 'unicode'>,
	bounds: SparkBounds | null = null,
): string {
	const shown = shrinkSpark(values, width);
	const {low, high} = bounds ?? findBounds(shown);
	const levels = glyphs.unicode ? blocks : marks;
	const span = high - low;
	let text = '';
	for (const value of shown) {
		if (Number.isNaN(value)) text += ' ';
		else if (!Number.isFinite(value)) text += glyphs.unicode ? '×' : 'x';
		else {
			// Halves first: the difference of two finite numbers may not be finite.
			const share = span > 0 ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
			const level = span > 0 ? Math.floor(share * levels.length) : Math.floor((levels.length - 1) / 2);
			text += levels[Math.min(levels.length - 1, Math.max(0, level))];
		}
	}
	return text;
}

/** Draws a sparkline from (x, y); × stands out in `badStyle`. */
export function drawSparkline(
	grid: Grid,
	x: number,
	y: number,
	width: number,
	values: ArrayLike<number>,
	style: Style,
	badStyle: Style,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	let column = x;
	for (const character of sparkline(values, width, glyphs)) {
		const bad = character === '×' || character === 'x';
		grid.set(column, y, character.charCodeAt(0), bad ? badStyle : style);
		column++;
	}
}
