import {formatNumber} from '../numbers.ts';
import {type Blocks, median, noiseOf} from './blocks.ts';
import type {HealthMark} from './mark.ts';

const reach = 80;
const latest = 6;
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
	const values: number[] = [];
	const steps: number[] = [];
	let seen = 0;
	let pushes = 0;
	let pending = {points: 0, step: 0, sum: 0};
	let start = Number.NaN;
	let best = Number.POSITIVE_INFINITY;
	let found: {step: number; from: number; threshold: number} | null = null;

	const check = () => {
		const recent = median(values.slice(-latest));
		if (found) {
			if (recent < found.threshold) found = null;
			return;
		}
		const count = values.length - latest;
		if (seen < 24 || count < 16 || !isBeyond(values, count, recent, start - best, best)) return;
		const old = values.slice(0, count);
		const half = old.length >> 1;
		const early = median(old.slice(0, half));
		const late = median(old.slice(half));
		// A falling trend is not carried on: that a loss stops falling is no divergence.
		const slope = Math.max(0, (late - early) / half);
		const trend = late + slope * (half / 2 + latest / 2);
		const spread = median(old.map((value, at) => Math.abs(value - (at < half ? early : late)))) || 1e-12;
		const rise = recent - trend;
		const gained = Math.max(0, start - best);
		if (rise < limit * spread || rise < 0.25 * gained || rise < 0.1 * Math.abs(late)) return;
		const threshold = trend + limit * spread;
		if (values.slice(-latest).filter(value => value > trend + 0.5 * rise).length < latest - 1) return;
		let from = values.length - latest;
		while (from > 0 && values[from - 1]! > threshold) from--;
		found = {step: steps[from]!, from: late, threshold: trend + 0.5 * limit * spread};
	};

	const push = (step: number, value: number) => {
		values.push(value);
		steps.push(step);
		if (values.length > reach) {
			values.shift();
			steps.shift();
		}
		best = Math.min(best, value);
	};

	return {
		observe(step, value) {
			if (!Number.isFinite(value)) return;
			seen++;
			if (seen <= 5) start = seen === 1 ? value : Math.max(start, value);
			// Long series are judged by means of more and more points, so that the window stays a fair part of the run.
			const grain = 2 ** Math.max(0, Math.floor(Math.log2(seen / 1024)));
			if (pending.points === 0) pending.step = step;
			pending.points++;
			pending.sum += value;
			if (pending.points < grain) return;
			push(pending.step, pending.sum / pending.points);
			pending = {points: 0, step: 0, sum: 0};
			pushes++;
			if (pushes % 2 === 0) check();
		},
		mark() {
			if (!found) return null;
			const now = formatNumber(median(values.slice(-latest)));
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

/** Whether the latest values may be a divergence at all, at a fraction of the cost: most of the later half below them, and a rise that matters. */
function isBeyond(values: readonly number[], count: number, recent: number, gained: number, best: number): boolean {
	if (recent - best < 0.25 * Math.max(0, gained)) return false;
	let above = 0;
	for (let at = count >> 1; at < count; at++) if (values[at]! >= recent) above++;
	return above * 2 < count - (count >> 1);
}

/**
 * A slow divergence, which a window of the latest values takes for a trend: the loss is back above where it began, beyond the noise and
 * by more than it ever gained, and still rising.
 */
export function findSlowDivergence(metric: string, blocks: Blocks): HealthMark | null {
	const {count, mean, step} = blocks;
	if (count < 12) return null;
	let low = 0;
	for (let at = 1; at < count; at++) if (mean[at]! < mean[low]!) low = at;
	const start = Math.max(mean[0]!, mean[1]!, mean[2]!);
	const last = mean[count - 1]!;
	const rising = last > mean[count - 2]! && mean[count - 2]! > mean[count - 3]!;
	if (!rising || last < start + 6 * noiseOf(blocks) || last - mean[low]! < 1.2 * (start - mean[low]!)) return null;
	const from = step[low]!;
	return {
		kind: 'divergence',
		metric,
		step: from,
		text: `diverges at ${from}`,
		reason: `${metric} rose from ${formatNumber(mean[low]!)} at step ${from} to ${formatNumber(last)}, above where it began`,
	};
}
