import {times, wordsOfName} from '../table/direction.ts';
import {formatNumber} from '../text/numbers.ts';
import {median} from './blocks.ts';
import type {HealthMark} from './mark.ts';
import {matters} from './matters.ts';
import {addRecent, createRecent} from './recent.ts';

const reach = 80;
/** What need not fall: distances that grow from nothing, losses of parts that work against each other, and times, many of which count from the start. */
const notToFall = new Set([
	...'kl kld entropy g d gen generator disc discriminator adv adversarial critic actor policy value q commit commitment reg penalty latency'.split(
		' ',
	),
	...times,
]);

/** Whether a loss of that name is one that a healthy run brings down. */
export const isToFall = (metric: string): boolean => !wordsOfName(metric).some(word => notToFall.has(word));

/** Values that are judged against those before: a share of the run, as a spike is nothing against a long one. */
const [least, most, share] = [8, 32, 0.03];
/** Share of its rise that a spike has lost again within the latest values when it is on its way back. */
const recovering = 0.06;
/** Share of its rise that a loss has lost again when it is no longer called diverging: it learns something new. */
const recovered = 0.5;
/** Median absolute deviations beyond its own trend that are no chance any more. */
const limit = 8;

/**
 * A loss that leaves its own trend upwards: the latest values are beyond `limit` MADs of a line through the values before them, and the
 * rise matters against what was gained so far. It lasts until the values are back.
 */
export function createDivergenceDetector(metric: string): {
	observe(step: number, value: number): void;
	mark(): HealthMark | null;
} {
	const kept = createRecent(reach);
	let seen = 0;
	let pushes = 0;
	const pending = {points: 0, step: 0, sum: 0};
	let start = Number.NaN;
	let best = Number.POSITIVE_INFINITY;
	let found: {step: number; from: number; threshold: number; peak: number} | null = null;
	let latest = least;
	let grain = 1;
	const newest = () => median(kept.values.subarray(Math.max(kept.from, kept.to - latest), kept.to));

	const check = () => {
		const {values, steps} = kept;
		const end = kept.to - latest;
		const count = end - kept.from;
		if (!found && (seen < 24 || count < 16)) return;
		if (!found && !mayMatter(values, end, kept.to, best + 0.25 * Math.max(0, start - best))) return;
		const recent = newest();
		if (found) {
			found.peak = Math.max(found.peak, recent);
			if (recent < found.threshold || recent < found.peak - recovered * (found.peak - found.from)) found = null;
			return;
		}
		if (!isBeyond(values, kept.from, end, recent)) return;
		const half = count >> 1;
		const early = median(values.subarray(kept.from, kept.from + half));
		const late = median(values.subarray(kept.from + half, end));
		// A falling trend is not carried on: that a loss stops falling is no divergence.
		const slope = Math.max(0, (late - early) / half);
		const trend = late + slope * (half / 2 + latest / 2);
		const spread = median(values.slice(kept.from, end).map((value, at) => Math.abs(value - (at < half ? early : late)))) || 1e-12;
		const rise = recent - trend;
		const gained = Math.max(0, start - best);
		if (rise < limit * spread || rise < 0.25 * gained || rise < 0.1 * Math.abs(late)) return;
		if (!matters(rise, gained, start)) return;
		const threshold = trend + limit * spread;
		if (isFalling(values, end, kept.to, recovering * rise)) return;
		let above = 0;
		for (let at = end; at < kept.to; at++) if (values[at]! > trend + 0.5 * rise) above++;
		if (above < latest - 1 - (latest >> 3)) return;
		let from = end;
		while (from > kept.from && values[from - 1]! > threshold) from--;
		found = {step: steps[from]!, from: late, threshold: trend + 0.5 * limit * spread, peak: recent};
	};

	return {
		observe(step, value) {
			if (!Number.isFinite(value)) return;
			seen++;
			if (seen <= 5) start = seen === 1 ? value : Math.max(start, value);
			// Long series are judged by means of more and more points, so that the window stays a fair part of the run.
			if (seen === 2048 * grain) grain *= 2;
			if (pending.points === 0) pending.step = step;
			pending.points++;
			pending.sum += value;
			if (pending.points < grain) return;
			const mean = pending.sum / pending.points;
			addRecent(kept, pending.step, mean);
			latest = Math.max(least, Math.min(most, Math.floor((share * seen) / grain)));
			best = Math.min(best, mean);
			pending.points = pending.sum = 0;
			pushes++;
			// What is judged over many values need not be judged at each.
			if (pushes % (latest >> 2) === 0) check();
		},
		mark() {
			if (!found) return null;
			const now = formatNumber(newest());
			return {
				kind: 'divergence',
				metric,
				step: found.step,
				text: `diverges at ${found.step}`,
				reason: `${metric} rose from ${formatNumber(found.from)} to ${now} since step ${found.step}, far beyond its own noise`,
			};
		},
	};
}

/** Whether the later half of some values lies below the earlier one by more than `least`. */
function isFalling(values: Float64Array, from: number, to: number, least: number): boolean {
	const middle = (from + to) >> 1;
	return median(values.subarray(from, middle)) - median(values.subarray(middle, to)) > least;
}

/** Whether the middle of some values may reach a level, without sorting them: half of them do. */
function mayMatter(values: Float64Array, from: number, to: number, level: number): boolean {
	let reach = 0;
	for (let at = from; at < to; at++) if (values[at]! >= level) reach++;
	return 2 * reach >= to - from;
}

/** Whether the latest values may be a divergence at all, at a fraction of the cost: most of the later half of those before lies below them. */
function isBeyond(values: Float64Array, from: number, end: number, recent: number): boolean {
	const middle = from + ((end - from) >> 1);
	let above = 0;
	for (let at = middle; at < end; at++) if (values[at]! >= recent) above++;
	return above * 2 < end - middle;
}
