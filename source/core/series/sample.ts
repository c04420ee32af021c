import type {Column} from './column.ts';
import type {Series} from './series.ts';

/** Which numbers are the x of a curve: steps, wall time (milliseconds), or seconds since a moment. */
export type Axis = 'step' | 'time' | 'relative';

/** A series down-sampled for drawing; see `Curve` in engine/protocol.ts, which is this with an address. */
export interface Sample {
	/** Range of x that it covers. */
	from: number;
	to: number;
	/** Four numbers a column: min, max, mean, last; NaN in all four where no finite point lies in it. */
	columns: Float64Array;
	/** x of points in view that are NaN or infinite; the first 256 of them. */
	nonfinite: Float64Array;
	points: number;
	/** x, y of every point in view and of the next ones outside of it, where there are no more of them than columns; else empty. */
	exact: Float64Array;
}

const mostNonfinite = 256;

/** The column that x are taken from. */
export function xOf(series: Series, axis: Axis): Column {
	return axis !== 'step' && series.walls !== null && series.wallsAscend ? series.walls : series.steps;
}

const noPoints = (width: number): Sample => ({
	from: Number.NaN,
	to: Number.NaN,
	columns: new Float64Array(width * 4).fill(Number.NaN),
	nonfinite: new Float64Array(0),
	points: 0,
	exact: new Float64Array(0),
});

/**
 * Sums a series up in `width` columns over [from, to] of x (null: its own ends). Extremes are exact, so that no spike vanishes; cost grows
 * with the width, hardly with the points. Where wall times are missing or go back, steps are used instead.
 *
 * @param zeroMs the moment that relative times count from; null for the first point's
 */
export function sampleSeries(
	series: Series,
	axis: Axis,
	width: number,
	from: number | null,
	to: number | null,
	zeroMs: number | null = null,
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
	let index = start;
	for (let column = 0; column < width && index < end; column++) {
		const limit =
			column === width - 1 || span === 0
				? end
				: Math.min(end, Math.max(index, x.lowerBound(low + (span * (column + 1)) / width)));
		if (limit > index) writeColumn(series, index, limit, out.columns, column * 4);
		index = limit;
	}
	if (out.points <= width) {
		// With a neighbour at either side, to which the lines at the edges of the view lead.
		const first = Math.max(0, start - 1);
		const last = Math.min(count, end + 1);
		out.exact = new Float64Array((last - first) * 2);
		for (let i = first; i < last; i++) {
			out.exact[(i - first) * 2] = place(x.at(i));
			out.exact[(i - first) * 2 + 1] = series.values.at(i);
		}
	}
	out.nonfinite = Float64Array.from(findNonfinite(series, start, end), i => place(x.at(i)));
	return out;
}

function writeColumn(series: Series, from: number, to: number, columns: Float64Array, at: number): void {
	const stats = series.pyramid.range(from, to);
	if (stats.finite === 0) return;
	columns[at] = stats.min;
	columns[at + 1] = stats.max;
	columns[at + 2] = stats.sum / stats.finite;
	let last = to - 1;
	while (last >= from && !Number.isFinite(series.values.at(last))) last--;
	columns[at + 3] = series.values.at(last);
}

/** Indices of non-finite values in [from, to): halves ranges in which some are missing, so that clean ones cost nothing. */
function findNonfinite(series: Series, from: number, to: number, found: number[] = []): number[] {
	if (to <= from || found.length >= mostNonfinite) return found;
	if (to - from <= 64) {
		for (let i = from; i < to && found.length < mostNonfinite; i++) if (!Number.isFinite(series.values.at(i))) found.push(i);
		return found;
	}
	if (series.pyramid.range(from, to).finite === to - from) return found;
	const middle = (from + to) >> 1;
	findNonfinite(series, from, middle, found);
	return findNonfinite(series, middle, to, found);
}

/** `width` bucket means over the whole series for a sparkline; NaN where a bucket has no finite value, and for a gap. */
export function sampleSpark(series: Series, width: number): Float32Array {
	const {columns, points, exact} = sampleSeries(series, 'step', width, null, null);
	const out = new Float32Array(Math.min(width, points));
	if (points <= width) for (let i = 0; i < points; i++) out[i] = exact[i * 2 + 1]!;
	else for (let i = 0; i < width; i++) out[i] = columns[i * 4 + 2]!;
	return out;
}
