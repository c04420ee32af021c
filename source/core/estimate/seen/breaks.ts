import type {Pauses} from './pauses.ts';
import type {Rows} from './rows.ts';

/** Times at which a run stood still and went on from where it was: it was off, which says nothing of how often that will be. */
export interface Breaks {
	/** Index of the row that holds it and seconds beyond the pace around it, for each; in order. */
	rows: number[];
	excess: number[];
	/** Seconds of all of them. */
	seconds: number;
}

/** Nothing shorter is a break, seconds: an evaluation may take so long, whatever the pace. */
const least = 600;
const hour = 3600;
/** Pauses of at least this share of a break are like it: what a run does often is no break. */
const alike = 0.1;
/** By how much, as a share, two of a rhythm may differ in length and distance. */
const tolerance = 0.25;
/** So many of them are a habit. */
const habit = 3;

/**
 * True for a time without rows that is far longer than what a run does between its steps: as long as all its work before where it is an hour, and
 * less of that the longer it is (by the root of it): nobody evaluates for a night, but a first evaluation may take longer than the few steps before.
 * @param seconds how long it is beyond the pace around it
 * @param before seconds that the run had worked for by then
 */
export function isBreak(seconds: number, before: number): boolean {
	return seconds >= least && seconds * Math.sqrt(seconds / hour) >= before;
}

/** The pauses that are breaks: each is beyond the work before it, there are few of them, and no other pause is of their size. */
export function findBreaks({seconds, count}: Rows, pauses: Pauses): Breaks {
	const breaks: Breaks = {rows: [], excess: [], seconds: 0};
	const longest = Math.max(0, ...pauses.excess);
	if (longest < least) return breaks;
	let before = 0;
	let next = 0;
	let other = 0;
	for (let row = 0; row < count; row++) {
		before += seconds[row]!;
		if (pauses.rows[next] !== row) continue;
		const excess = pauses.excess[next++]!;
		if (!isBreak(excess, before - seconds[row]!)) {
			other = Math.max(other, excess);
			continue;
		}
		breaks.rows.push(row);
		breaks.excess.push(excess);
		breaks.seconds += excess;
		before -= excess;
	}
	const shortest = Math.min(...breaks.excess);
	const isHabit = breaks.rows.length >= habit || other >= alike * shortest || isRhythm(breaks);
	return isHabit ? {rows: [], excess: [], seconds: 0} : breaks;
}

/** True for two of one length, the second as far behind the first as that is behind the start. */
function isRhythm({rows, excess}: Breaks): boolean {
	if (rows.length !== 2) return false;
	const [first, second] = rows as [number, number];
	const [shorter, longer] = excess.toSorted((a, b) => a - b) as [number, number];
	return longer <= (1 + tolerance) * shorter && Math.abs(second - 2 * first) <= tolerance * first;
}
