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

/** What a small value was printed with may leave more of them open: that tells hardly anything. */
const mostPlaces = 32;

const placeAt = (size: number, share: number): number => Math.floor(Math.log(size) / share);

/** Where a value stands among all, in places so wide, with those around that. */
const placesAround = (value: number, share: number, around: readonly number[]): string[] =>
	around.map(by => `${Math.sign(value)} ${placeAt(Math.abs(value), share) + by}`);

/** Where a value may stand that was printed to some place behind the point: in one of these or the next one. */
function placesPrinted(value: number, share: number, least: number): string[] {
	const size = Math.abs(value);
	const from = placeAt(Math.max(size - least, size / 2), share);
	const to = Math.min(placeAt(size + least, share), from + mostPlaces - 1);
	return Array.from({length: to - from + 1}, (_, i) => `${Math.sign(value)} ${from + i}`);
}

/** Half of what the last place behind the point counts that any of a metric's values has. */
function leastOf(digest: readonly number[]): number {
	const decimals = digest
		.filter(mayTell)
		.map(value => (String(value).includes('e') ? Number.POSITIVE_INFINITY : String(value).split('.')[1]!.length));
	return 0.5 * 10 ** -Math.max(0, ...decimals);
}

/** Whole numbers stand in many, as an accuracy of 1 does. */
const mayTell = (value: number): boolean => Number.isFinite(value) && !Number.isInteger(value);

/** What finds the places of a value, in places so wide, of one metric. */
type Places = (value: number, share: number) => string[];

function keysBy(digests: Digests, placesOf: (digest: readonly number[]) => Places): Set<string> {
	const keys = new Set<string>();
	for (const [metric, digest] of digests) {
		if (isOfPlan(metric)) continue;
		const places = placesOf(digest);
		for (const [at, value] of digest.entries())
			if (mayTell(value)) for (const place of places(value, ofFour)) keys.add(`${metric} ${at} ${place}`);
		for (const [one, other] of twoOf) {
			const [a, b] = [digest[one]!, digest[other]!];
			if (a === b || !(mayTell(a) || mayTell(b))) continue;
			for (const place of places(a, ofThree))
				for (const beside of places(b, ofThree)) keys.add(`${one}${other} ${place} ${beside}`);
		}
	}
	return keys;
}

/**
 * Keys of what was printed of metrics, by what a list shows of them, of which a tracker's have one in common where they may be the same: one value of a
 * metric that both have under the same name, or two values of any.
 */
export const keysOfPrinted = (digests: Digests): Set<string> =>
	keysBy(digests, digest => {
		const least = leastOf(digest);
		return (value, share) => placesPrinted(value, share, least);
	});

/** The same of what a tracker was told, which stands where it was printed or in the next place. */
export const keysOf = (digests: Digests): Set<string> =>
	keysBy(digests, () => (value, share) => placesAround(value, share, [-1, 0, 1]));
