import {type Grid, maxBins} from '../seen/grid.ts';
import {leastClarity} from './change.ts';
import {expertCount, expertNames, foresee, look, type View} from './experts.ts';
import {leaning, type Traits} from './leanings.ts';

export interface Blend {
	/** Mean pace of what is to come, in seconds a step. */
	pace: number;
	/** Mean error of the experts on this very run, weighted as they are, as a deviation of the logarithm. */
	error: number;
	/** Deviation of the experts from each other, likewise. */
	spread: number;
	weights: Float64Array;
	/** False while the pace has not changed so far: what came since its change is then the whole run. */
	changed: boolean;
}

/** Horizons that the record is taken at, as shares of what was seen before. */
const horizons = [0.12, 0.25, 0.5, 1, 2, 4];
/** What a forecast counts that ended so many bins (of 32) ago: half after four of them. */
const fading = Float64Array.from({length: maxBins + 1}, (_, bins) => 0.5 ** (bins / 4));
const halfMean = expertNames.indexOf('half');
/** Error that is as good as none. */
const exact = 0.005;

/** Weight of the plain mean over the later half where bins are noise and nothing else. */
const noisyPlain = 0.8;
/** Its least weight where rows are noisy and most is still ahead: a trend that noise fits as well mostly bends before the end. */
const farPlain = 0.4;
/** Relative noise of a bin from which on it counts in full. */
const noisyBin = 0.1;

/** A trial that counts less is not worth its time. */
const leastShare = 0.02;

const guess = new Float64Array(expertCount);
const errors = new Float64Array(expertCount);

/**
 * Forecasts the pace of the next `stepsAhead` steps. Each expert is asked what it would have said after every earlier bin, for one bin
 * ahead, for as far again and so on until now; what it got wrong then decides how much it counts now. `binNoise` is the relative noise of
 * one bin.
 */
export function blend(grid: Grid, stepsAhead: number, binNoise: number): Blend {
	const {bins} = grid;
	const ahead = Math.max(1e-6, stepsAhead / grid.width);
	const ratioNow = Math.max(0.1, Math.min(5, ahead / bins));
	const own = errorsBefore(grid, ratioNow);
	const now = look(grid, bins);
	foresee(now, ahead, guess);
	const logWidth = Math.log(grid.width);
	const logs = guess.map(log => log - logWidth);
	const weights = weigh(grid, now, own, ratioNow, binNoise);
	let [log, error, spread] = [0, 0, 0];
	for (let expert = 0; expert < expertCount; expert++) {
		log += weights[expert]! * logs[expert]!;
		error += weights[expert]! * own[expert]!;
	}
	for (let expert = 0; expert < expertCount; expert++) spread += weights[expert]! * (logs[expert]! - log) ** 2;
	return {pace: Math.exp(log), error, spread: Math.sqrt(spread), weights, changed: now.change.count > 0};
}

/**
 * Mean error of each expert's forecasts after every earlier bin, as a deviation of the logarithm.
 * @param ratioNow how far the forecast that is wanted reaches, as a share of what was seen: those that reached as far count most
 */
function errorsBefore(grid: Grid, ratioNow: number): Float64Array {
	const {bins} = grid;
	errors.fill(0);
	let weight = 0;
	for (let j = Math.max(1, bins >> 3); j < bins; j++) {
		let before = 0;
		let view: View | null = null;
		for (const ratio of horizons) {
			const end = Math.min(bins, Math.max(j + 1, Math.round(j * (1 + ratio))));
			if (end <= before) continue;
			before = end;
			const horizon = end - j;
			const alike = horizon / (j * ratioNow);
			const share = Math.min(alike, 1 / alike) * fading[((bins - end) * (maxBins / bins)) | 0]!;
			if (share < leastShare) continue;
			const actual = Math.log(Math.max(1e-12, (grid.time[end]! - grid.time[j]!) / horizon));
			weight += share;
			view ??= look(grid, j);
			foresee(view, horizon, guess);
			for (let expert = 0; expert < expertCount; expert++) errors[expert]! += share * Math.abs(guess[expert]! - actual);
		}
	}
	return errors.map(error => (weight > 0 ? error / weight : 0));
}

/** How much each expert counts, by its errors on this run and by what usually holds for runs like it; the sum is 1. */
function weigh(grid: Grid, now: View, own: Float64Array, ratioNow: number, binNoise: number): Float64Array {
	const logRatio = Math.log(ratioNow);
	// Where bins are noisy the record is mostly chance, and a plain mean over the later half is hard to beat.
	const power = Math.max(2, 23.6 + 3.8 * logRatio - 8.3 * Math.log1p(binNoise / 0.05));
	const traits = traitsOf(grid, now, logRatio, binNoise);
	const least = own.reduce((lowest, error) => Math.min(lowest, error), Number.POSITIVE_INFINITY);
	const weights = own.map((error, expert) =>
		Math.exp(leaning(expert, traits) - power * Math.log((error + exact) / (least + exact))),
	);
	const sum = weights.reduce((total, weight) => total + weight, 0);
	const trend = Math.max(now.line[2], now.lineHalf[2]);
	const noisy = Math.min(1, binNoise / noisyBin);
	const plain = Math.max(noisyPlain * noisy ** 2 * (1 - trend ** 2), farPlain * noisy * Math.min(1, ratioNow / 2));
	return weights.map((weight, expert) => weight * ((1 - plain) / sum) + (expert === halfMean ? plain : 0));
}

function traitsOf({bins, log, log1, log2}: Grid, {change}: View, ahead: number, binNoise: number): Traits {
	const mean = log[bins]! / bins;
	const covariance = log1[bins]! - ((bins + 1) / 2) * log[bins]!;
	const byTrend = bins > 2 ? (12 * covariance * covariance) / (bins * bins * (bins * bins - 1)) : 0;
	const strays = Math.sqrt(Math.max(0, log2[bins]! / bins - mean * mean - byTrend) + 1e-6);
	return {
		ahead,
		faster: Math.max(0, Math.min(1.5, -change.by)) * Math.min(3, 0.5 * Math.log1p(change.clarity / leastClarity)),
		unrest: Math.max(-1, Math.min(4, Math.log(strays / (binNoise + 1e-3)))) - 1,
	};
}
