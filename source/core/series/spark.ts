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
	const {points, exact, columns} = sample;
	const isExact = points <= width;
	const values = Float64Array.from({length: Math.min(width, points)}, (_, i) =>
		isExact ? exact[i * 2 + 1]! : columns[i * 4 + 2]!,
	);
	if (isExact) for (let i = 0; i < points; i++) values[i] = Number.isFinite(values[i]!) ? values[i]! : Number.POSITIVE_INFINITY;
	else markNonfinite(values, sample);
	const scale = scaleOf(values);
	return Float32Array.from(values, value => value * scale);
}

function markNonfinite(values: Float64Array, {nonfinite, from, to}: Sample): void {
	for (const x of nonfinite) {
		const column = Math.min(values.length - 1, Math.floor(((x - from) / (to - from)) * values.length));
		if (Number.isNaN(values[column]!)) values[column] = Number.POSITIVE_INFINITY;
	}
}

function scaleOf(values: Float64Array): number {
	let most = 0;
	for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
	return most > largest || (most > 0 && most < smallest) ? 1 / most : 1;
}
