import type {Direction} from './direction.ts';

/** Means of the same values in another order differ by less than this part of them. */
const rounding = 1e-12;

/** The best of several values; NaN where none of them is worse than another, so that none stands out. What is not finite is not compared. */
export function topValue(values: Iterable<number>, direction: Direction): number {
	let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const value of values) {
		if (!Number.isFinite(value)) continue;
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	const top = direction === 'down' ? low : high;
	return low > high || isTop(high, low) ? Number.NaN : top;
}

/** True of a value that is as good as the best one; false of all where none stands out. */
export const isTop = (value: number, top: number): boolean => Math.abs(value - top) <= rounding * Math.abs(top);
