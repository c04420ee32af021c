import type {Sample} from '../../core/series/sample.ts';
import {placeColumns, type View} from './curve-columns.ts';
import type {Shape} from './plot.ts';
import {smoothExponential, smoothWindow, weightPerColumn} from './smooth.ts';

/** The smoothed line of a sampled curve: `smoothShape`. */

/** `exponential`: TensorBoard's, weight 0..1. `window`: the mean over that many columns or points. */
export type Smoothing = {kind: 'exponential'; weight: number} | {kind: 'window'; size: number};

/** A line through the smoothed points, or through the smoothed means of the columns, interrupted where the curve is. */
export function smoothShape(sample: Sample, view: View, width: number, smoothing: Smoothing): Shape {
	if (sample.exact.length > 0 || sample.points === 0) return {kind: 'points', points: smoothPoints(sample.exact, smoothing)};
	const {mean, broken} = placeColumns(sample, view, width);
	const filled = mean.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
	const smooth =
		smoothing.kind === 'window'
			? smoothWindow(mean, smoothing.size)
			: smoothExponential(mean, weightPerColumn(smoothing.weight, sample.points, filled));
	const points: number[] = [];
	for (let column = 0; column < width; column++) {
		const x = view.from + ((column + 0.5) / width) * (view.to - view.from);
		if (broken[column]) points.push(x, Number.NaN);
		if (!Number.isNaN(smooth[column]!)) points.push(x, smooth[column]!);
		if (broken[column]) points.push(x, Number.NaN);
	}
	return {kind: 'points', points: Float64Array.from(points)};
}

function smoothPoints(exact: Float64Array, smoothing: Smoothing): Float64Array {
	const values = exact.filter((_, i) => i % 2 === 1);
	const smooth = smoothing.kind === 'window' ? smoothWindow(values, smoothing.size) : smoothExponential(values, smoothing.weight);
	return exact.map((value, i) => (i % 2 === 0 ? value : smooth[i >> 1]!));
}
