import type {Column} from './column.ts';
import {Extremes} from './extremes.ts';
import type {RangeStats} from './pyramid.ts';
import type {PointValues, Series} from './series.ts';

/** Which numbers are the x of a curve: steps, wall time (milliseconds), or seconds since a moment. */
export type Axis = 'step' | 'time' | 'relative';

/** A series down-sampled for drawing; see `Curve` in engine/protocol.ts, which is this with an address. */
export interface Sample {
	/** Range of x that it covers. */
	from: number;
	to: number;
	/** Four numbers a column: min, max, mean, last; NaN in all four where no finite point lies in it, and for means that nobody wants. */
	columns: Float64Array;
	/** x of the last finite point of each column; empty where the columns sum up other curves. */
	lasts: Float64Array;
	/** x of points in view that are NaN or infinite: of each column the first; all, where there are no more points than columns. */
	nonfinite: Float64Array;
	points: number;
	/** x, y of every point in view and of the next ones outside of it, where there are no more of them than columns; else empty. */
	exact: Float64Array;
}

/** The column that x are taken from. */
export function xOf(series: Series, axis: Axis): Column {
	return axis !== 'step' && series.walls !== null && series.wallsAscend ? series.walls : series.steps;
}

const noPoints = (width: number): Sample => ({
	from: Number.NaN,
	to: Number.NaN,
	columns: new Float64Array(width * 4).fill(Number.NaN),
	lasts: new Float64Array(width).fill(Number.NaN),
	nonfinite: new Float64Array(0),
	points: 0,
	exact: new Float64Array(0),
});

export interface SampleOptions {
	/** The moment that relative times count from; null for the first point's. */
	zeroMs?: number | null;
	/** False where only lines are drawn: the mean of a column needs every point of it, of a long curve half of the time. */
	means?: boolean;
	/** Other values than the series' own at its points, such as smoothed ones. */
	shown?: PointValues;
}

/**
 * Sums a series up in `width` columns over [from, to] of x (null: its own ends). Extremes are exact, so that no spike vanishes; cost grows
 * with the width, hardly with the points. Where wall times are missing or go back, steps are used instead.
 */
export function sampleSeries(
	series: Series,
	axis: Axis,
	width: number,
	from: number | null,
	to: number | null,
	{zeroMs = null, means = true, shown = series}: SampleOptions = {},
): Sample {
	series.settle();
	const x = xOf(series, axis);
	const count = series.length;
	if (count === 0 || width <= 0) return noPoints(Math.max(0, width));
	const isRelative = axis === 'relative' && x !== series.steps;
	const zero = isRelative ? (zeroMs ?? x.at(0)) : 0;
	const unit = isRelative ? 1000 : 1;
	const low = from === null ? x.at(0) : from * unit + zero;
	const high = to === null ? x.at(count - 1) : to * unit + zero;
	const start = x.lowerBound(low);
	let end = x.lowerBound(high);
	while (end < count && x.at(end) === high) end++;
	const out = noPoints(width);
	out.from = (low - zero) / unit;
	out.to = (high - zero) / unit;
	out.points = end - start;
	const place = (value: number) => (value - zero) / unit;
	const span = high - low;
	const bounds = boundsOf(series, x, low, span, width, start, end);
	const lastAt = writeColumns(shown, bounds, out.columns, means);
	for (let column = 0; column < width; column++) if (lastAt[column]! >= 0) out.lasts[column] = place(x.at(lastAt[column]!));
	if (out.points <= width) {
		// With a neighbour at either side, to which the lines at the edges of the view lead.
		const first = Math.max(0, start - 1);
		const last = Math.min(count, end + 1);
		out.exact = new Float64Array((last - first) * 2);
		for (let i = first; i < last; i++) {
			out.exact[(i - first) * 2] = place(x.at(i));
			out.exact[(i - first) * 2 + 1] = shown.values.at(i);
		}
	}
	const nonfinite = out.points <= width ? shown.pyramid.findNonfinite(start, end, width) : findBreaks(shown, bounds);
	out.nonfinite = Float64Array.from(nonfinite, i => place(x.at(i)));
	return out;
}

/** Where each column begins, as indices in [start, end], and where the last one ends. */
function boundsOf(series: Series, x: Column, low: number, span: number, width: number, start: number, end: number): Uint32Array {
	const bounds = new Uint32Array(width + 1).fill(end);
	bounds[0] = start;
	let before = 0;
	for (let column = 1; column < width && span > 0; column++) {
		const from = bounds[column - 1]!;
		const left = low + (span * column) / width;
		// Mostly a column holds about as many points as the one before.
		const guess = from + before;
		const found = x === series.steps ? series.boundOfStep(left, from, guess) : x.lowerBoundNear(left, from, guess);
		bounds[column] = Math.min(end, found);
		before = bounds[column]! - from;
	}
	return bounds;
}

/** The first index of each column that holds no finite value, so that no gap is missed however many there are. */
function findBreaks({pyramid}: PointValues, bounds: Uint32Array): number[] {
	const width = bounds.length - 1;
	const found: number[] = [];
	for (let column = 0; column < width; column++) {
		// From here on the whole blocks without any are passed over.
		const [next] = pyramid.findNonfinite(bounds[column]!, bounds[width]!, 1);
		if (next === undefined) break;
		while (bounds[column + 1]! <= next) column++;
		found.push(next);
	}
	return found;
}

/**
 * Gives the index of the last finite point of each column, -1 for none. Last values first: so the processor waits for the memory at all bounds
 * at once, not for one after the other.
 */
function writeColumns({values, pyramid}: PointValues, bounds: Uint32Array, columns: Float64Array, means: boolean): Int32Array {
	const width = bounds.length - 1;
	const lastAt = new Int32Array(width).fill(-1);
	for (let column = 0; column < width; column++) {
		const to = bounds[column + 1]!;
		if (to > bounds[column]!) columns[column * 4 + 3] = values.at(to - 1);
	}
	const extremes = new Extremes(values, pyramid);
	for (let column = 0; column < width; column++) {
		const from = bounds[column]!;
		let to = bounds[column + 1]!;
		if (to === from) continue;
		const at = column * 4;
		const {min, max, mean} = means ? summedUp(pyramid.range(from, to)) : extremes.find(from, to);
		if (min > max) {
			columns[at + 3] = Number.NaN;
			continue;
		}
		columns[at] = min;
		columns[at + 1] = max;
		columns[at + 2] = mean;
		while (!Number.isFinite(values.at(to - 1))) to--;
		columns[at + 3] = values.at(to - 1);
		lastAt[column] = to - 1;
	}
	return lastAt;
}

const summedUp = ({min, max, sum, finite}: RangeStats) => ({
	min,
	max,
	// Of values whose sum is more than there are numbers the middle stands for the mean.
	mean: Number.isFinite(sum) ? sum / finite : min / 2 + max / 2,
});
