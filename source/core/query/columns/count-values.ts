import type {Column} from './column.ts';
import type {Words} from './dictionary.ts';

/** How many of the places hold each text, or each list of texts; those that none holds left out. */
export function countWords({codes, words}: Column, places: Uint32Array): {value: Words; runs: number}[] {
	const counts = new Uint32Array(words.entries.length);
	for (const place of places) if (codes[place]! >= 0) counts[codes[place]!]!++;
	return words.entries.flatMap((value, code) => (counts[code] === 0 ? [] : [{value, runs: counts[code]!}]));
}

/** Values with the number of places that hold each, most frequent first; each element of a list counts for itself. */
export function countValues(column: Column, places: Uint32Array): {value: number | string; runs: number}[] {
	const counts = new Map<number | string, number>();
	const count = (value: number | string, runs: number): void => {
		counts.set(value, (counts.get(value) ?? 0) + runs);
	};
	for (const place of places) {
		const value = column.valueAt(place);
		if (typeof value === 'number') count(value, 1);
	}
	for (const {value, runs} of countWords(column, places))
		for (const element of typeof value === 'string' ? [value] : new Set(value)) count(element, runs);
	const list = Array.from(counts, ([value, runs]) => ({value, runs}));
	return list.sort((a, b) => b.runs - a.runs || (a.value < b.value ? -1 : 1));
}

/** The numbers at the places from the smallest up, without NaN. */
export function numbersOf({numbers}: Column, places: Uint32Array): Float64Array {
	const found = new Float64Array(places.length);
	let count = 0;
	for (const place of places) if (!Number.isNaN(numbers[place])) found[count++] = numbers[place]!;
	return found.subarray(0, count).sort();
}
