import {wordsOfName} from '../table/metrics/direction.ts';
import {formatNumber} from '../text/numbers.ts';
import type {Blocks} from './blocks.ts';
import type {HealthMark} from './mark.ts';
import {addRecent, createRecent, type Recent} from './recent.ts';

const trainWords = new Set(['train', 'training', 'tr', 'fit']);
const heldOutWords = new Set(['val', 'valid', 'validation', 'eval', 'evaluation', 'test', 'dev', 'holdout']);

/** Pairs a held-out metric with the training metric of the same name: `val_loss` with `loss`, `eval/nll` with `train/nll`. */
export function pairHeldOut(names: Iterable<string>): {train: string; heldOut: string}[] {
	const train = new Map<string, string>();
	const heldOut: [string, string][] = [];
	for (const name of names) {
		const words = wordsOfName(name);
		const rest = words.filter(word => !trainWords.has(word) && !heldOutWords.has(word)).join(' ');
		if (words.some(word => heldOutWords.has(word))) heldOut.push([rest, name]);
		else if (!train.has(rest) || words.some(word => trainWords.has(word))) train.set(rest, name);
	}
	return heldOut.flatMap(([rest, name]) => (train.has(rest) ? [{train: train.get(rest)!, heldOut: name}] : []));
}

/** Every value of a held-out metric matters: there are few. The latest ones, and the best so far. */
export interface HeldOut {
	latest: Recent;
	/** Values ever seen. */
	seen: number;
	bestStep: number;
	best: number;
}

const kept = 40;

export function addHeldOut(series: HeldOut, step: number, value: number, sign: 1 | -1): void {
	if (!Number.isFinite(value)) return;
	if (sign * value < sign * series.best) {
		series.best = value;
		series.bestStep = step;
	}
	series.seen++;
	addRecent(series.latest, step, value);
}

export function createHeldOut(sign: 1 | -1): HeldOut {
	return {latest: createRecent(kept), seen: 0, bestStep: 0, best: sign * Number.POSITIVE_INFINITY};
}

/**
 * Training goes on improving while the held-out metric gets worse: at least 5 values since its best, most of them rising, the latest
 * third worse than the level at the best by more than 4 of its own steps' noise and 2 %, and the training metric better than it was at that step.
 */
export function findOverfitting(
	train: string,
	heldOut: string,
	trained: Blocks,
	series: HeldOut,
	sign: 1 | -1,
): HealthMark | null {
	const {values, steps, from, to} = series.latest;
	let since = from;
	while (since < to && steps[since]! < series.bestStep) since++;
	if (to - since < 6) return null;
	const after = values.subarray(since + 1, to);
	// Few values may be alike by chance.
	const noise = Math.max(usualStep(after), usualStep(values.subarray(from, to)));
	const third = after.slice(-Math.max(2, Math.floor(after.length / 3)));
	const worse = sign * (mean(third) - levelAround(series, since, noise, sign));
	const climb = sign * (after.at(-1)! - after[0]!);
	if (worse < Math.max(4 * noise, 0.02 * Math.abs(series.best)) || climb < 0.3 * worse) return null;
	let at = 0;
	while (at < trained.count - 1 && trained.step[at + 1]! <= series.bestStep) at++;
	if (trained.count < at + 3) return null;
	const fell = sign * (trained.mean[at]! - trained.mean[trained.count - 1]!);
	if (fell < 0.02 * Math.abs(trained.mean[at]!) || fell < trained.deviation[at]! / Math.sqrt(trained.size)) return null;
	return {
		kind: 'overfitting',
		metric: heldOut,
		step: series.bestStep,
		text: `overfits at ${series.bestStep}`,
		reason: `${heldOut} went from ${formatNumber(series.best)} at step ${series.bestStep} to ${formatNumber(after.at(-1)!)} while ${train} still improved`,
	};
}

/** Middle of the steps from one value to the next. */
function usualStep(values: Float64Array): number {
	const steps = values.slice(1).map((value, at) => Math.abs(value - values[at]!));
	return steps.sort()[steps.length >> 1]!;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The best of many noisy values is better than what was reached: the level is the mean of those around it. */
function levelAround({latest, best}: HeldOut, at: number, noise: number, sign: 1 | -1): number {
	const {values, steps, from, to} = latest;
	const isKept = steps[at] !== undefined && values[at] === best;
	if (!isKept) return best + sign * 1.5 * noise;
	return mean(values.subarray(Math.max(from, at - 2), Math.min(to, at + 3)));
}
