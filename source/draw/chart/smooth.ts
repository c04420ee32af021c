/**
 * Smoothing of a list of values in which NaN means nothing was measured: `smoothExponential` as TensorBoard does it, `smoothWindow`
 * as a moving mean, `weightPerColumn` for values that already stand for many points.
 */

/**
 * Exponential moving average with TensorBoard's correction of the start (its `resmoothDataset`): last = last × w + (1 − w) × value,
 * shown as last / (1 − w^n). Weight 0 changes nothing. NaN and infinities stay NaN and do not count.
 */
export function smoothExponential(values: ArrayLike<number>, weight: number): Float64Array {
	const result = new Float64Array(values.length).fill(Number.NaN);
	const w = Math.min(0.9999, Math.max(0, weight));
	let last = 0;
	let decay = 1;
	for (let i = 0; i < values.length; i++) {
		const value = values[i]!;
		if (!Number.isFinite(value)) continue;
		last = last * w + (1 - w) * value;
		decay *= w;
		result[i] = last / (1 - decay);
	}
	return result;
}

/** Mean over `window` values around each (fewer at the ends); NaN and infinities stay NaN and do not count. */
export function smoothWindow(values: ArrayLike<number>, window: number): Float64Array {
	const result = new Float64Array(values.length).fill(Number.NaN);
	const before = Math.max(0, Math.floor((Math.max(1, Math.round(window)) - 1) / 2));
	const after = Math.max(0, Math.round(window) - 1 - before);
	for (let i = 0; i < values.length; i++) {
		if (!Number.isFinite(values[i]!)) continue;
		let sum = 0;
		let count = 0;
		for (let j = Math.max(0, i - before); j <= Math.min(values.length - 1, i + after); j++) {
			if (!Number.isFinite(values[j]!)) continue;
			sum += values[j]!;
			count++;
		}
		result[i] = sum / count;
	}
	return result;
}

/** TensorBoard smooths the points it sampled, at most this many a series; so the same weight looks the same here. */
const sampledPoints = 1000;

/** Weight for one column that stands for `points / columns` points: smoothing it once comes to smoothing each of them. */
export function weightPerColumn(weight: number, points: number, columns: number): number {
	return weight ** Math.max(1, Math.min(points, sampledPoints) / Math.max(1, columns));
}
