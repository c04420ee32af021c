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

/** A small value of few digits may be in more of them, which tells hardly anything: this share of itself to either side. */
const widest = 12e-3;

const placeAt = (size: number, share: number): number => Math.floor(Math.log(size) / share);

/** Where a value stands among all, in places so wide, with those around that. */
const placesAround = (value: number, share: number, around: readonly number[]): string[] =>
	around.map(by => `${Math.sign(value)} ${placeAt(Math.abs(value), share) + by}`);

/** Places of which one is that of a value printed to some place behind the point, or the next one: every third of those where it may stand. */
function placesPrinted(value: number, share: number, least: number): string[] {
	const size = Math.abs(value);
	const at = placeAt(size, share);
	// Zero has no neighbours, nor has what is no number.
	if (!Number.isFinite(at)) return placesAround(value, share, [0]);
	const most = Math.round(widest / share);
	const from = Math.max(placeAt(Math.max(size - least, size / 2), share), at - most);
	const to = Math.min(placeAt(size + least, share), at + most);
	const places: string[] = [];
	for (let place = from + 1; place <= to + 1; place += 3) places.push(`${Math.sign(value)} ${Math.min(place, to)}`);
	return places;
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
			const beside = places(b, ofThree);
			for (const place of places(a, ofThree)) for (const next of beside) keys.add(`${one}${other} ${place} ${next}`);
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
