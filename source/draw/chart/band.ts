import type {Sample} from '../../core/series/sample.ts';
import {placeColumns, type View} from './curve-columns.ts';

/** Several runs as one curve: `bandOf` gives their mean, and the band of one standard deviation around it. */

export interface Band {
	/** Draw it as a line. */
	mean: Sample;
	/** Draw it behind: each column from mean − deviation to mean + deviation. */
	spread: Sample;
	/** Most runs that lie in one column. */
	runs: number;
}

/** A curve's mean in every column between its first and its last point; on the line between points where a column has none. */
function fillColumns(sample: Sample, view: View, width: number): Float64Array {
	const {mean, broken} = placeColumns(sample, view, width);
	const filled = Float64Array.from(mean);
	let previous = -1;
	let gap = false;
	for (let column = 0; column < width; column++) {
		gap ||= broken[column] === 1;
		if (Number.isNaN(mean[column]!)) continue;
		if (previous >= 0 && !gap) {
			const slope = (mean[column]! - mean[previous]!) / (column - previous);
			for (let i = previous + 1; i < column; i++) filled[i] = mean[previous]! + slope * (i - previous);
		}
		previous = column;
		gap = broken[column] === 1;
	}
	return filled;
}

function sampleOf(columns: Float64Array, view: View): Sample {
	const points = columns.filter((value, i) => i % 4 === 0 && !Number.isNaN(value)).length;
	return {from: view.from, to: view.to, columns, nonfinite: new Float64Array(0), points, exact: new Float64Array(0)};
}

/** Mean and sample standard deviation (n − 1) over the runs that reach a column; a lone run has no spread. */
export function bandOf(samples: readonly Sample[], view: View, width: number): Band {
	const curves = samples.map(sample => fillColumns(sample, view, width));
	const mean = new Float64Array(width * 4).fill(Number.NaN);
	const spread = new Float64Array(width * 4).fill(Number.NaN);
	let runs = 0;
	for (let column = 0; column < width; column++) {
		const values = curves.map(curve => curve[column]!).filter(value => !Number.isNaN(value));
		if (values.length === 0) continue;
		runs = Math.max(runs, values.length);
		const middle = values.reduce((sum, value) => sum + value / values.length, 0);
		const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
		const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
		mean.fill(middle, column * 4, column * 4 + 4);
		spread.set([middle - deviation, middle + deviation, middle, middle], column * 4);
	}
	return {mean: sampleOf(mean, view), spread: sampleOf(spread, view), runs};
}

/** Range of x that the curves span together, for `bandOf` and for asking all of them over the same range. */
export function spanOf(samples: readonly Sample[]): View {
	const filled = samples.filter(sample => sample.points > 0);
	return {from: Math.min(...filled.map(sample => sample.from)), to: Math.max(...filled.map(sample => sample.to))};
}
