import type {RunRow} from '../../row.ts';
import type {FieldValue} from '../fields/attributes.ts';
import {numberOfText} from '../language/numbers.ts';

/** How things of one kind are put in order; runs, unless something else is said. */
export interface SortKey<Item = RunRow> {
	read: (item: Item, nowMs: number) => FieldValue;
	descending: boolean;
	/** Text stays text, even where it looks like a number (names). */
	textual?: boolean;
}

const isNumber = 0;
const isText = 1;
const isMissing = 2;

/** Values of one key, taken once for each row: reading them in every comparison would cost thirteen times as much. */
interface KeyColumn {
	kinds: Uint8Array;
	numbers: Float64Array;
	texts: string[];
	sign: number;
}

/** Text in an order that people expect: case aside, and run2 before run10 (digits are led by their count). */
export function naturalKey(text: string): string {
	const lower = text.toLowerCase();
	return /\d/.test(lower) ? lower.replace(/\d+/g, digits => naturalDigits(digits)) : lower;
}

function naturalDigits(digits: string): string {
	const plain = digits.replace(/^0+(?=\d)/, '');
	return `${String.fromCharCode(47 + Math.min(plain.length, 10))}${plain}`;
}

function readColumn<Item>(rows: readonly Item[], {read, descending, textual}: SortKey<Item>, nowMs: number): KeyColumn {
	const column: KeyColumn = {
		kinds: new Uint8Array(rows.length),
		numbers: new Float64Array(rows.length),
		texts: [],
		sign: descending ? -1 : 1,
	};
	for (let i = 0; i < rows.length; i++) {
		const value: FieldValue = read(rows[i]!, nowMs);
		const number = typeof value === 'number' ? value : typeof value === 'string' && !textual ? numberOfText(value) : null;
		if (number !== null) {
			column.kinds[i] = Number.isNaN(number) ? isMissing : isNumber;
			column.numbers[i] = number;
		} else if (value === null) column.kinds[i] = isMissing;
		else {
			column.kinds[i] = isText;
			column.texts[i] = naturalKey(typeof value === 'string' ? value : (value as readonly string[]).join('\0'));
		}
	}
	return column;
}

function compareAt({kinds, numbers, texts, sign}: KeyColumn, left: number, right: number): number {
	const kind = kinds[left]!;
	if (kind !== kinds[right]) return kind - kinds[right]!;
	if (kind === isMissing) return 0;
	if (kind === isNumber) {
		const [a, b] = [numbers[left]!, numbers[right]!];
		return a < b ? -sign : a > b ? sign : 0;
	}
	const [a, b] = [texts[left]!, texts[right]!];
	return a < b ? -sign : a > b ? sign : 0;
}

/**
 * Places of the rows in order of several keys. Numbers come before text; missing and NaN come last in both directions; ties keep the order
 * given.
 */
export function sortPlaces<Item>(rows: readonly Item[], keys: readonly SortKey<Item>[], nowMs: number): Uint32Array {
	const places = Uint32Array.from({length: rows.length}, (_, i) => i);
	const [first, ...others] = keys.map(key => readColumn(rows, key, nowMs));
	if (!first) return places;
	return places.sort((left, right) => {
		let difference = compareAt(first, left, right);
		for (let i = 0; difference === 0 && i < others.length; i++) difference = compareAt(others[i]!, left, right);
		return difference === 0 ? left - right : difference;
	});
}

/** The rows in that order, as a new array. */
export function sortRows<Item>(rows: readonly Item[], keys: readonly SortKey<Item>[], nowMs: number): Item[] {
	return Array.from(sortPlaces(rows, keys, nowMs), place => rows[place]!);
}
