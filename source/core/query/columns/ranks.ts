import type {Dictionary} from './dictionary.ts';

/** What ranks are made of: a column's values (see there). */
interface Values {
	readonly size: number;
	readonly codes: Int32Array;
	readonly numbers: Float64Array;
	readonly words: Dictionary;
}

/**
 * Ranks of the rows by one column: those of numbers from 0 on, then those of texts, then one for all that have no value. What is equal has the
 * same rank, so that rows can be put in order by counting, without a comparison.
 */
export interface Ranks {
	of: Uint32Array;
	/** Number of different ranks of numbers, and of texts. */
	numbers: number;
	texts: number;
}

/** Different numbers from the smallest up; NaN left out, and one zero. */
function distinctOf(numbers: Float64Array): Float64Array {
	// Typed arrays are sorted without calls, NaN at the end. -0 becomes 0.
	const sorted = numbers.map(value => value + 0).sort();
	let count = 0;
	for (const value of sorted) {
		if (Number.isNaN(value)) break;
		if (count === 0 || value !== sorted[count - 1]) sorted[count++] = value;
	}
	return sorted.subarray(0, count);
}

/** Place of a number among sorted ones that hold it. */
function placeOf(value: number, sorted: Float64Array): number {
	let low = 0;
	let high = sorted.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** @param textual texts stay texts, even where they look like numbers (names) */
export function rankColumn({codes, numbers, words, size}: Values, textual: boolean): Ranks {
	const order = words.order(textual);
	const values = numbers.slice();
	for (let place = 0; place < size; place++) if (codes[place]! >= 0) values[place] = order.numbers[codes[place]!]!;
	const distinct = distinctOf(values);
	const last = distinct.length + order.count;
	const of = new Uint32Array(size).fill(last);
	for (let place = 0; place < size; place++) {
		const value = values[place]!;
		if (!Number.isNaN(value)) of[place] = placeOf(value, distinct);
		else if (codes[place]! >= 0) of[place] = distinct.length + order.ranks[codes[place]!]!;
	}
	return {of, numbers: distinct.length, texts: order.count};
}

/** A rank where it stands when the largest comes first: numbers still before texts, and what is missing last. */
export function turnRank(rank: number, {numbers, texts}: Ranks): number {
	if (rank < numbers) return numbers - 1 - rank;
	return rank < numbers + texts ? 2 * numbers + texts - 1 - rank : rank;
}
