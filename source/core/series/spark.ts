import {type Sample, sampleSeries} from './sample.ts';
import type {Series} from './series.ts';

/** Beyond these a number of 32 bits has no digits left. */
const [smallest, largest] = [1e-30, 1e30];

/**
 * `width` bucket means over the whole series for a sparkline, of which only the shape is seen: tiny and huge values are scaled. NaN where a bucket has
 * no point, Infinity where it has none but NaN or infinities.
 */
export function sampleSpark(series: Series, width: number): Float32Array {
	const sample = sampleSeries(series, 'step', width, null, null);
	const values = sample.points <= width ? valuesOf(sample) : meansOf(sample, width);
	const scale = scaleOf(values);
	return Float32Array.from(values, value => value * scale);
}

/** One a point, where there are no more of them than cells. */
function valuesOf({points, exact}: Sample): Float64Array {
	const valueAt = (i: number) => exact[i * 2 + 1]!;
	return Float64Array.from({length: points}, (_, i) => (Number.isFinite(valueAt(i)) ? valueAt(i) : Number.POSITIVE_INFINITY));
}

function meansOf({columns, nonfinite, from, to}: Sample, width: number): Float64Array {
	const means = Float64Array.from({length: width}, (_, i) => columns[i * 4 + 2]!);
	for (const x of nonfinite) {
		const column = Math.min(width - 1, Math.floor(((x - from) / (to - from)) * width));
		if (Number.isNaN(means[column]!)) means[column] = Number.POSITIVE_INFINITY;
	}
	return means;
}

function scaleOf(values: Float64Array): number {
	let most = 0;
	for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
	return most > largest || (most > 0 && most < smallest) ? Math.min(1 / most, Number.MAX_VALUE) : 1;
}
