import {sampleSeries} from './sample.ts';
import type {Series} from './series.ts';

/** Means of a series in columns of steps, with straight lines over columns that lie between its points; NaN before and after them. */
function fillColumns(series: Series, width: number, from: number, to: number): Float64Array {
	const {columns} = sampleSeries(series, 'step', width, from, to);
	const filled = Float64Array.from({length: width}, (_, column) => columns[column * 4 + 2]!);
	let previous = -1;
	for (let column = 0; column < width; column++) {
		if (Number.isNaN(filled[column]!)) continue;
		for (let between = previous + 1; previous >= 0 && between < column; between++) {
			const share = (between - previous) / (column - previous);
			filled[between] = filled[previous]! + (filled[column]! - filled[previous]!) * share;
		}
		previous = column;
	}
	return filled;
}

/**
 * The mean of several series over the steps that they span together, in at most `width` columns, for a sparkline. A column that less than
 * half of them reach is NaN: the mean of a few that go on would look like a turn of all.
 */
export function meanSpark(series: readonly Series[], width: number): Float32Array {
	const known = series.filter(({length}) => length > 0);
	for (const each of known) each.settle();
	const from = Math.min(...known.map(({steps}) => steps.at(0)));
	const to = Math.max(...known.map(({steps, length}) => steps.at(length - 1)));
	const cells = Math.min(width, Math.max(0, ...known.map(({length}) => length)));
	const curves = known.map(each => fillColumns(each, cells, from, to));
	return Float32Array.from({length: cells}, (_, column) => {
		const values = curves.map(curve => curve[column]!).filter(value => !Number.isNaN(value));
		return values.length * 2 < known.length ? Number.NaN : values.reduce((sum, value) => sum + value / values.length, 0);
	});
}
