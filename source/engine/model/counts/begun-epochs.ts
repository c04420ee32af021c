import type {Series} from '../../../core/series/series.ts';

type Metrics = ReadonlyMap<string, Series>;

/** Rows of an epoch that are looked at. */
const mostRows = 8;
/** Epochs that are compared with the newest one. */
const mostEpochs = 16;
/** Rows of an epoch of which the next may have one less, though they count by ones: where the steps are those of the rows. */
const leastUneven = 3;
/** Rows that lie within a smaller share of the time of an epoch were written together at its end. */
const leastSpan = 0.4;

/** True where a metric stands beside an epoch in several of its rows, as what is logged at its steps does, and what is logged at its end does not. */
function repeats(metrics: Metrics, epochs: Series, from: number, to: number): boolean {
	const first = Math.max(from, to - mostRows);
	for (const {steps, length} of metrics.values()) {
		if (steps === epochs.steps) continue;
		let hits = 0;
		for (let i = first; i < to; i++) {
			const at = steps.lowerBound(epochs.steps.at(i));
			if (at < length && steps.at(at) === epochs.steps.at(i) && ++hits > 1) return true;
		}
	}
	return false;
}

/** True where the rows of an epoch were written at its end: the time until the next one is longer than all of theirs. */
function areTogether({walls}: Series, from: number, to: number): boolean {
	if (walls === null) return false;
	const whole = walls.at(to) - walls.at(from);
	return whole > 0 && walls.at(to - 1) - walls.at(from) < leastSpan * whole;
}

/** What is known of an epoch that was begun; "unsure" where nothing tells how long it is, or by a row whether it is over. */
export type EpochState = 'over' | 'begun' | 'unsure';

/**
 * Of epochs that are counted from 1 in rows of their steps: whether the newest one is over, as it has as many rows as those before. Logged every
 * so many steps, it may have one less than the shortest of them; logged by a clock, as many less as these differ among each other. Null where they
 * are counted otherwise: what is logged once an epoch is logged at its end, and those counted from 0 say themselves how many are over.
 */
export function newestEpoch(metrics: Metrics, epochs: Series): EpochState | null {
	epochs.settle();
	const {values, length} = epochs;
	if (length < 2 || values.at(0) !== 1) return null;
	const newest = values.at(length - 1);
	if (!Number.isInteger(newest) || newest < 1) return null;
	const from = values.lowerBound(newest);
	const before = newest > 1 ? values.lowerBound(newest - 1) : from;
	if (areTogether(epochs, before, from)) return null;
	if (!repeats(metrics, epochs, from, length) && !repeats(metrics, epochs, before, from)) return null;
	const {fewest: usual, most} = rowsBefore(epochs, newest, from);
	if (usual === 0) return 'unsure';
	const rows = length - from;
	if (rows >= usual) return 'over';
	const isNear = rows >= usual - Math.max(1, most - usual);
	return isNear && (usual >= leastUneven || isEveryFew(epochs)) ? 'unsure' : 'begun';
}

/** True where there are steps between the rows. */
const isEveryFew = ({steps, length}: Series): boolean => steps.at(length - 1) - steps.at(0) > length - 1;

/** Rows of the shortest and the longest of the epochs before the newest one, 0 where there is none. */
function rowsBefore({values}: Series, newest: number, from: number): {fewest: number; most: number} {
	let fewest = Number.POSITIVE_INFINITY;
	let most = 0;
	let end = from;
	for (let epoch = newest - 1; epoch >= Math.max(1, newest - mostEpochs); epoch--) {
		const begin = values.lowerBound(epoch);
		if (begin < end) {
			fewest = Math.min(fewest, end - begin);
			most = Math.max(most, end - begin);
		}
		end = begin;
	}
	return {fewest: Number.isFinite(fewest) ? fewest : 0, most};
}
