import {Column, isNumber} from '../query/columns/column.ts';
import type {Words} from '../query/columns/dictionary.ts';

/** A column as JSON: each text once, numbers as they are, and what JSON has no number for by its name. */
interface PackedColumn {
	words: Words[];
	/** As in the column; left out where every row has a number. */
	codes?: number[];
	/** Those of the rows that have one. */
	numbers: (number | string)[];
}

const longestText = 200;
const shorten = (words: Words): Words => (typeof words === 'string' ? words.slice(0, longestText) : words);

export function packColumn({codes, numbers, words, size}: Column): string {
	const found: (number | string)[] = [];
	for (let place = 0; place < size; place++) {
		if (codes[place] !== isNumber) continue;
		const value = numbers[place]!;
		found.push(Number.isFinite(value) ? value : String(value));
	}
	const packed: PackedColumn = {
		words: words.entries.map(shorten),
		...(found.length < size && {codes: Array.from(codes)}),
		numbers: found,
	};
	return JSON.stringify(packed);
}

/** @param kept places of the rows that are still there */
export function unpackColumn(text: string, kept: Uint32Array): Column {
	const {words, codes, numbers} = JSON.parse(text) as PackedColumn;
	const places = codes === undefined ? null : placesOfNumbers(codes);
	const column = new Column(kept.length);
	for (const [at, place] of kept.entries()) {
		const code = codes?.[place] ?? isNumber;
		if (code === isNumber) column.put(at, Number(numbers[places === null ? place : places[place]!]));
		else if (code >= 0) column.put(at, words[code] ?? null);
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
