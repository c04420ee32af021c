import type {Grid} from '../seen/grid.ts';
import type {Pauses} from '../seen/pauses.ts';
import {type Rows, rowCapacity} from '../seen/rows.ts';

/** A pace that comes and goes with the clock: day and night, a neighbour on the same machine. */
export interface Season {
	/** Cycles seen. */
	cycles: number;
	/** How well one cycle is like the one before: correlation, 0..1. */
	strength: number;
	/** Mean seconds a step over what is to come, by repeating the cycle. */
	pace: number;
}

const parts = 64;
const speed = new Float64Array(parts);
const costs = new Float64Array(rowCapacity);
const day = 86_400;
/** Deviation of the speed, relative to its mean, below which there is nothing to foresee. */
const leastSwing = 0.08;

/**
 * Looks for a cycle in the speed over time (not over steps): the lag at which the speed is most like itself, where half of that lag is
 * unlike it. 1.5 cycles must have been seen; for the cycle of a day 1.2 are enough. The future is the mean of the cycles at that phase.
 */
export function findSeason(rows: Rows, pauses: Pauses, grid: Grid, stepsLeft: number): Season | null {
	if (isEven(grid)) return null;
	const elapsed = fillSpeeds(rows, pauses);
	if (elapsed === null || stepsLeft <= 0) return null;
	const width = elapsed / parts;
	const inDays = day / width;
	let best = 0;
	let strength = 0.45;
	for (let lag = 6; lag <= parts / 1.2; lag++) {
		const isDay = Math.abs(lag - inDays) <= 0.5;
		if (lag > parts / 1.5 && !isDay) continue;
		const likeness = correlation(lag) + (isDay ? 0.1 : 0);
		if (likeness > strength && correlation(Math.round(lag / 2)) < -0.1) {
			strength = likeness;
			best = lag;
		}
	}
	if (best === 0) return null;
	let left = stepsLeft;
	let seconds = 0;
	for (let ahead = 0; left > 0; ahead++) {
		let sum = 0;
		let count = 0;
		for (let at = parts - best + (ahead % best); at >= 0; at -= best) {
			sum += speed[at]!;
			count++;
		}
		const here = Math.max(1e-12, sum / count) * width;
		if (ahead >= 40 * parts) {
			seconds += left * (seconds / (stepsLeft - left));
			break;
		}
		seconds += here > left ? (width * left) / here : width;
		left -= here;
	}
	return {cycles: parts / best, strength: Math.min(1, strength), pace: seconds / stepsLeft};
}

/** What swings over time swings over the work as well, at least by half of it. */
function isEven({bins, pace, pace2}: Grid): boolean {
	const mean = pace[bins]! / bins;
	return pace2[bins]! / bins - mean * mean < (0.5 * leastSwing * mean) ** 2;
}

/** Steps a second in equal parts of the time so far, without pauses; null where there is too little of it, or it is steady. */
function fillSpeeds(rows: Rows, {startRows, rows: pauseRows}: Pauses): number | null {
	if (rows.count - startRows < parts) return null;
	let elapsed = 0;
	let next = 0;
	for (let row = startRows; row < rows.count; row++) {
		const paused = pauseRows[next] === row;
		if (paused) next++;
		costs[row] = paused ? rows.base[row]! * rows.steps[row]! : rows.seconds[row]!;
		elapsed += costs[row]!;
	}
	if (!(elapsed > 0)) return null;
	const width = elapsed / parts;
	speed.fill(0);
	let time = 0;
	let part = 0;
	for (let row = startRows; row < rows.count; row++) {
		const cost = costs[row]!;
		let left = cost;
		while (part < parts - 1 && time + left > (part + 1) * width) {
			const share = Math.max(0, (part + 1) * width - time);
			speed[part]! += (rows.steps[row]! * share) / cost / width;
			time += share;
			left -= share;
			part++;
		}
		speed[part]! += (rows.steps[row]! * (cost > 0 ? left / cost : 1)) / width;
		time += left;
	}
	let [sum, squares] = [0, 0];
	for (const value of speed) {
		sum += value;
		squares += value * value;
	}
	return squares / parts - (sum / parts) ** 2 > (leastSwing * (sum / parts)) ** 2 ? elapsed : null;
}

function correlation(lag: number): number {
	const count = parts - lag;
	let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
	for (let at = 0; at < count; at++) {
		const x = speed[at]!;
		const y = speed[at + lag]!;
		a += x;
		b += y;
		aa += x * x;
		bb += y * y;
		ab += x * y;
	}
	const spread = (aa - (a * a) / count) * (bb - (b * b) / count);
	return spread > 0 ? (ab - (a * b) / count) / Math.sqrt(spread) : 0;
}
