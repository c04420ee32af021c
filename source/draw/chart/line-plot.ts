import {plot} from 'asciichart';
import type {Sample} from '../../core/series/sample.ts';
import {pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import type {Pattern} from '../palette.ts';
import type {Style} from '../style.ts';
import type {Scale} from './axes/scale.ts';
import {columnOf, connectColumns, placeColumns, type View} from './curve-columns.ts';
import type {LineLetters} from './letters.ts';

/** Curves for terminals without braille, by asciichart, one column of cells at a time: `drawLinePlot`. */

const boxSymbols = ['┼', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'];
const asciiSymbols = ['+', '|', '-', '-', '-', '`', '.', '.', "'", '|'];
/** Where the sign of a level piece stands among them, and what it is for each pattern: box drawing, ASCII. */
const levelSymbol = 4;
const levelSigns = {solid: ['─', '-'], dashed: ['╌', '='], dotted: ['┈', '.']} as const satisfies Record<
	Pattern,
	readonly [string, string]
>;

interface CellColumns {
	/** Value of the line in each column, NaN in gaps. */
	line: Float64Array;
	low: Float64Array;
	high: Float64Array;
	/** 1 where the line must not come from the column before. */
	cut: Uint8Array;
}

/** One value a column. */
function resample(sample: Sample, view: View, cols: number): CellColumns {
	const placed = placeColumns(sample, view, cols);
	const {low, high, mean} = sample.exact.length > 0 ? columnsOfPoints(sample.exact, view, cols) : placed;
	return {...connectColumns(mean, placed.broken), low, high};
}

function columnsOfPoints(
	points: Float64Array,
	view: View,
	cols: number,
): {low: Float64Array; high: Float64Array; mean: Float64Array} {
	const [low, high, mean] = [0, 1, 2].map(() => new Float64Array(cols).fill(Number.NaN)) as [
		Float64Array,
		Float64Array,
		Float64Array,
	];
	const counts = new Uint16Array(cols);
	for (let i = 0; i + 1 < points.length; i += 2) {
		const column = columnOf(points[i]!, view, cols);
		const value = points[i + 1]!;
		if (column < 0 || column >= cols || !Number.isFinite(value)) continue;
		const count = ++counts[column]!;
		low[column] = count === 1 ? value : Math.min(low[column]!, value);
		high[column] = count === 1 ? value : Math.max(high[column]!, value);
		mean[column] = count === 1 ? value : mean[column]! + (value - mean[column]!) / count;
	}
	return {low, high, mean};
}

/** Where a curve is drawn. */
export interface LineArea {
	/** Level pieces of the line tell curves apart where there is no colour. */
	pattern: Pattern;
	/** Hears where the line is; null where no line has a letter. */
	letters: LineLetters | null;
	grid: Grid;
	x: number;
	y: number;
	cols: number;
	rows: number;
	view: View;
	scale: Scale;
	unicode: boolean;
}

/**
 * Draws one curve. asciichart draws the line through the means (it throws on NaN and never resamples, so it gets neither); behind it, bars
 * in `rangeStyle` reach to the extremes of each column of `range`, so that no spike vanishes. Null leaves either out.
 */
export function drawLinePlot(area: LineArea, curve: Sample | null, range: Sample | null, style: Style, rangeStyle: Style): void {
	const {grid, x, y, cols, rows, view, scale, unicode} = area;
	const level = (value: number): number => Math.min(1, Math.max(0, scale.share(value))) * (rows - 1);
	const rowOf = (value: number): number => rows - 1 - Math.round(level(value));
	if (range) {
		const {low, high} = resample(range, view, cols);
		for (let column = 0; column < cols; column++) {
			if (Number.isNaN(low[column]!)) continue;
			for (let row = rowOf(high[column]!); row <= rowOf(low[column]!); row++) {
				grid.set(x + column, y + row, pointOf(unicode ? '┊' : ':'), rangeStyle);
			}
		}
	}
	if (!curve) return;
	const {line, cut} = resample(curve, view, cols);
	for (let start = 0; start < cols; start++) {
		if (Number.isNaN(line[start]!)) continue;
		let end = start + 1;
		while (end < cols && !Number.isNaN(line[end]!) && cut[end] === 0) end++;
		drawPiece(area, start, Array.from(line.subarray(start, end), level), style);
		start = end - 1;
	}
}

/** A line without gaps. Its first value stands twice, since asciichart draws the steps between values. */
function drawPiece({grid, x, y, rows, unicode, pattern, letters}: LineArea, from: number, levels: number[], style: Style): void {
	const symbols = unicode ? boxSymbols : asciiSymbols;
	const config = {
		offset: 1,
		height: rows - 1,
		min: 0,
		max: rows - 1,
		format: () => ' ',
		symbols: symbols.with(levelSymbol, levelSigns[pattern][unicode ? 0 : 1]),
	};
	const lines = plot([levels[0]!, ...levels], config).split('\n');
	for (let row = 0; row < Math.min(rows, lines.length); row++) {
		// The first cell is asciichart's own axis.
		const signs = [...lines[row]!].slice(1);
		for (let column = 0; column < signs.length; column++) {
			if (signs[column] === ' ') continue;
			grid.set(x + from + column, y + row, pointOf(signs[column]!), style);
			letters?.claim(from + column, row);
		}
	}
}
