import {median} from './blocks.ts';
import {matters} from './matters.ts';
import type {Recent} from './recent.ts';

/** Share of its rise that a spike has lost again within the latest values when it is on its way back. */
const recovering = 0.06;
/** Median absolute deviations beyond its own trend that are no chance any more. */
const limit = 8;

/** A loss that has left its own trend upwards. */
export interface Rise {
	step: number;
	/** What it was before. */
	from: number;
	/** Below this value it is over. */
	threshold: number;
}

/** What is known of a loss besides its latest values. */
interface Course {
	/** Values that are judged against those before. */
	latest: number;
	/** What it began with, and the least it came to. */
	start: number;
	best: number;
}

/** Where the latest values are far beyond a line through the values before them, and that matters against what was gained so far; null where not. */
export function findRise({values, steps, from: first, to}: Recent, {latest, start, best}: Course): Rise | null {
	const end = to - latest;
	const gained = Math.max(0, start - best);
	if (!mayMatter(values, end, to, best + 0.25 * gained)) return null;
	const recent = median(values.subarray(Math.max(first, end), to));
	if (!isBeyond(values, first, end, recent)) return null;
	const half = (end - first) >> 1;
	const early = median(values.subarray(first, first + half));
	const late = median(values.subarray(first + half, end));
	// A falling trend is not carried on: that a loss stops falling is no divergence.
	const slope = Math.max(0, (late - early) / half);
	const trend = late + slope * (half / 2 + latest / 2);
	const spread = median(values.slice(first, end).map((value, at) => Math.abs(value - (at < half ? early : late)))) || 1e-12;
	const rise = recent - trend;
	if (rise < limit * spread || rise < 0.25 * gained || rise < 0.1 * Math.abs(late)) return null;
	if (!matters(rise, gained, start) || isFalling(values, end, to, recovering * rise)) return null;
	if (countAbove(values, end, to, trend + 0.5 * rise) < latest - 1 - (latest >> 3)) return null;
	const threshold = trend + limit * spread;
	let from = end;
	while (from > first && values[from - 1]! > threshold) from--;
	return {step: steps[from]!, from: late, threshold: trend + 0.5 * limit * spread};
}

function countAbove(values: Float64Array, from: number, to: number, level: number): number {
	let above = 0;
	for (let at = from; at < to; at++) if (values[at]! > level) above++;
	return above;
}

/** Whether the later half of some values lies below the earlier one by more than `least`. */
function isFalling(values: Float64Array, from: number, to: number, least: number): boolean {
	const middle = (from + to) >> 1;
	return median(values.subarray(from, middle)) - median(values.subarray(middle, to)) > least;
}

/** Whether the middle of some values may reach a level, without sorting them: half of them do. */
function mayMatter(values: Float64Array, from: number, to: number, level: number): boolean {
	return 2 * countFrom(values, from, to, level) >= to - from;
}

/** Whether the latest values may be a divergence at all, at a fraction of the cost: most of the later half of those before lies below them. */
function isBeyond(values: Float64Array, from: number, end: number, recent: number): boolean {
	const middle = from + ((end - from) >> 1);
	return 2 * countFrom(values, middle, end, recent) < end - middle;
}

/** How many of some values are at a level or above it. */
function countFrom(values: Float64Array, from: number, to: number, level: number): number {
	let reach = 0;
	for (let at = from; at < to; at++) if (values[at]! >= level) reach++;
	return reach;
}
