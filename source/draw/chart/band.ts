import type {Sample} from '../../core/series/sample.ts';
import {connectColumns, placeColumns, type View} from './curve-columns.ts';

/** Several runs as one curve: `bandOf` gives its middle, and the band around it. */

/** - `deviation`: the mean, and one sample standard deviation (n − 1) around it. - `range`: the median, and all there is. */
export type BandStyle = 'deviation' | 'range';

export interface Band {
	/** Draw it as a line. */
	middle: Sample;
	/** Draw it behind: each column from its low to its high end. What is no number in any run is told here. */
	spread: Sample;
	/** Most runs that lie in one column. */
	runs: number;
}

/** A curve's mean in every column between its first and its last point; on the line between points where a column has none. */
function fillColumns(sample: Sample, view: View, width: number): Float64Array {
	const {mean, broken} = placeColumns(sample, view, width);
	return connectColumns(mean, broken).line;
}

function sampleOf(columns: Float64Array, view: View, nonfinite: Float64Array): Sample {
	const points = columns.filter((value, i) => i % 4 === 0 && !Number.isNaN(value)).length;
	return {from: view.from, to: view.to, columns, nonfinite, points, lasts: new Float64Array(0), exact: new Float64Array(0)};
}

/** Middle, low and high end of some values, at least one; a lone run has no spread. */
export function sumUp(values: readonly number[], style: BandStyle): [middle: number, low: number, high: number] {
	if (style === 'range') {
		const sorted = values.toSorted((a, b) => a - b);
		const half = sorted.length >> 1;
		const median = sorted.length % 2 === 1 ? sorted[half]! : sorted[half - 1]! / 2 + sorted[half]! / 2;
		return [median, sorted[0]!, sorted.at(-1)!];
	}
	const middle = values.reduce((sum, value) => sum + value / values.length, 0);
	const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
	const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
	return [middle, middle - deviation, middle + deviation];
}

/** Sums the runs up in each column that at least half of them reach. */
export function bandOf(samples: readonly Sample[], view: View, width: number, style: BandStyle = 'deviation'): Band {
	const curves = samples.map(sample => fillColumns(sample, view, width));
	const line = new Float64Array(width * 4).fill(Number.NaN);
	const spread = new Float64Array(width * 4).fill(Number.NaN);
	let runs = 0;
	for (let column = 0; column < width; column++) {
		const values = curves.map(curve => curve[column]!).filter(value => !Number.isNaN(value));
		// The mean of a few that go on would look like a turn of all.
		if (values.length * 2 < samples.length || values.length === 0) continue;
		runs = Math.max(runs, values.length);
		const [middle, low, high] = sumUp(values, style);
		line.fill(middle, column * 4, column * 4 + 4);
		spread.set([low, high, middle, middle], column * 4);
	}
	const nonfinite = Float64Array.from(samples.flatMap(sample => [...sample.nonfinite]).sort((a, b) => a - b));
	return {middle: sampleOf(line, view, new Float64Array(0)), spread: sampleOf(spread, view, nonfinite), runs};
}

/** Range of x that a band's middle covers; NaN for none. */
export function extentOf({columns, from, to}: Sample): {first: number; last: number} {
	const isFilled = (_: unknown, i: number): boolean => !Number.isNaN(columns[i * 4]!);
	const all = Array.from({length: columns.length / 4});
	const [start, end] = [all.findIndex(isFilled), all.findLastIndex(isFilled)];
	const place = (column: number): number => from + ((to - from) * column) / Math.max(1, all.length);
	return start < 0 ? {first: Number.NaN, last: Number.NaN} : {first: place(start), last: place(end + 1)};
}

/** Range of x that the curves span together, for `bandOf`. */
export function spanOf(samples: readonly Sample[]): View {
	const filled = samples.filter(sample => sample.points > 0);
	return {from: Math.min(...filled.map(sample => sample.from)), to: Math.max(...filled.map(sample => sample.to))};
}
