/** Smoothing of a curve point by point, as points come: `makeSmoother`. */

/** `exponential`: TensorBoard's, weight 0..1. `window`: the mean of the last so many points. */
export type Smoothing = {kind: 'exponential'; weight: number} | {kind: 'window'; size: number};

/** Takes the next value and gives the smoothed one. NaN and infinities come back as they are, and do not count. */
export type Smoother = (value: number) => number;

export function makeSmoother(smoothing: Smoothing): Smoother {
	return smoothing.kind === 'window' ? windowMean(smoothing.size) : movingAverage(smoothing.weight);
}

/**
 * Exponential moving average with TensorBoard's correction of the start (`resmoothDataset` in tf_line_chart_data_utils, Apache-2.0):
 * last = last × w + (1 − w) × value, shown as last / (1 − w^n).
 */
function movingAverage(weight: number): Smoother {
	const w = Math.min(1 - 1e-9, Math.max(0, weight));
	let last = 0;
	let decay = 1;
	return value => {
		if (!Number.isFinite(value)) return value;
		last = last * w + (1 - w) * value;
		decay *= w;
		return last / (1 - decay);
	};
}

/** A value this many times larger than what is left of the sum takes its last digits along when it leaves. */
const swamping = 2 ** 20;

/** Mean of the last `size` finite values, fewer at the start. The sum is made anew often enough that it never loses digits. */
function windowMean(size: number): Smoother {
	const ring = new Float64Array(Math.max(1, Math.round(size)));
	let count = 0;
	let at = 0;
	let sum = 0;
	return value => {
		if (!Number.isFinite(value)) return value;
		const leaving = count === ring.length ? ring[at]! : 0;
		if (count < ring.length) count++;
		ring[at] = value;
		sum += value - leaving;
		at = (at + 1) % ring.length;
		if (at === 0 || Math.abs(leaving) > Math.abs(sum) * swamping) sum = ring.reduce((total, each) => total + each, 0);
		return sum / count;
	};
}
