import {Column, isMissing, isNumber} from '../query/columns/column.ts';
import type {Words} from '../query/columns/dictionary.ts';

/** A column as JSON: each text once, numbers as they are, and what JSON has no number for by its name. */
interface PackedColumn {
	words: Words[];
	/** The rows that may have a value, in rising order; left out where all may. */
	places?: number[];
	/** As in the column, of those rows; left out where each has a number. */
	codes?: number[];
	/** Those of the rows that have one. */
	numbers: (number | string)[];
}

const longestText = 200;
const shorten = (words: Words): Words => (typeof words === 'string' ? words.slice(0, longestText) : words);

/**
 * @param places the rows that the column's values are of; null for all
 * @param isWhole no text of it is shortened
 */
export function packColumn({codes, numbers, words, size}: Column, places: readonly number[] | null, isWhole = false): string {
	const found: (number | string)[] = [];
	for (let place = 0; place < size; place++) {
		if (codes[place] !== isNumber) continue;
		const value = numbers[place]!;
		found.push(Number.isFinite(value) ? value : String(value));
	}
	const packed: PackedColumn = {
		words: isWhole ? words.entries : words.entries.map(shorten),
		...(places !== null && {places: [...places]}),
		...(found.length < size && {codes: Array.from(codes)}),
		numbers: found,
	};
	return JSON.stringify(packed);
}

/** @param kept places of the rows that are still there */
export function unpackColumn(text: string, kept: Uint32Array): Column {
	const {words, places, codes, numbers} = JSON.parse(text) as PackedColumn;
	const atOf = places && new Map(places.map((place, at) => [place, at]));
	const numberAt = codes === undefined ? null : placesOfNumbers(codes);
	const column = new Column(kept.length);
	for (const [to, place] of kept.entries()) {
		const at = atOf ? atOf.get(place) : place;
		const code = at === undefined ? isMissing : (codes?.[at] ?? isNumber);
		if (code === isNumber) column.put(to, Number(numbers[numberAt === null ? at! : numberAt[at!]!]));
		else if (code >= 0) column.put(to, words[code] ?? null);
	}
	return column;
}

/** How many numbers come before each row's. */
function placesOfNumbers(codes: readonly number[]): Uint32Array {
	const places = new Uint32Array(codes.length);
	let before = 0;
	for (const [place, code] of codes.entries()) {
		places[place] = before;
		if (code === isNumber) before++;
	}
	return places;
}
