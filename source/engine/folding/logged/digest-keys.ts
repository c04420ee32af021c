import type {Digests} from './digests.ts';
import {isOfPlan} from './metric-kinds.ts';

/** Four digits tell a value to less than that share of it; three seldom to more than the other. */
const [ofFour, ofThree] = [1e-3, 2e-3];
/** Two of the last, least and highest value. */
const twoOf = [
	[0, 1],
	[0, 2],
	[1, 2],
] as const;

/** Where a value stands among all, in places so wide: what was printed of it stands there, too, or in the next place. */
const placeOf = (value: number, share: number, by: number): string =>
	`${Math.sign(value)} ${Math.floor(Math.log(Math.abs(value)) / share) + by}`;

/** Whole numbers stand in many, as an accuracy of 1 does. */
const mayTell = (value: number): boolean => Number.isFinite(value) && !Number.isInteger(value);

/**
 * Keys of metrics by what a list shows of them, of which those of a log and of a tracker that it was printed of have one in common: one value of a metric
 * that both have under the same name, or two values of any.
 * @param around places beside those of the values, which have keys, too
 */
export function keysOf(digests: Digests, around: readonly number[] = [0]): Set<string> {
	const keys = new Set<string>();
	for (const [metric, digest] of digests) {
		if (isOfPlan(metric)) continue;
		for (const [at, value] of digest.entries())
			if (mayTell(value)) for (const by of around) keys.add(`${metric} ${at} ${placeOf(value, ofFour, by)}`);
		for (const [one, other] of twoOf) {
			const [a, b] = [digest[one]!, digest[other]!];
			if (a === b || !(mayTell(a) || mayTell(b))) continue;
			for (const by of around)
				for (const byOther of around) keys.add(`${one}${other} ${placeOf(a, ofThree, by)} ${placeOf(b, ofThree, byOther)}`);
		}
	}
	return keys;
}
