import {textOfFieldValue} from '../../query/columns/alike.ts';
import type {Column} from '../../query/columns/column.ts';
import type {Readable, Table} from '../../query/columns/table.ts';
import type {FieldKind, FieldValue} from '../../query/fields/attributes.ts';
import {TextNumbers} from '../../text-numbers.ts';

/**
 * A value as text: equal numbers are one, however they were written: 1e-3, "0.001". What is a text by its kind is itself alone: two ids 1.1 and 1.10.
 * @param numbers which numbers the texts among all values mean; null where they are texts by their kind
 */
export function keyOf(value: FieldValue, numbers: TextNumbers | null): string | null {
	const number = numbers !== null && typeof value === 'string' ? numbers.meant(value) : null;
	return number === null ? textOfFieldValue(value) : String(number);
}

/** The values of a field, numbered in the order in which they come; what is equal has the same number. */
export interface ValueColumn {
	/** A text for each number; null where the value is missing. */
	keys: (string | null)[];
	/** The number of each row's value. */
	numbers: Int32Array;
}

const known = new WeakMap<Column, ValueColumn>();

/** The values of a field as numbers from 0 on. */
export function readValues(table: Table, field: Readable & {kind?: FieldKind}, nowMs: number): ValueColumn {
	const column = table.column(field, nowMs);
	const values = known.get(column) ?? numberValues(column, isTextual(field));
	known.set(column, values);
	return values;
}

/** True for a field whose values are texts whatever they look like. */
export const isTextual = ({kind}: {kind?: FieldKind}): boolean => kind === 'text' || kind === 'list';

/** Which numbers the texts of a column mean. */
export const textNumbersOf = ({numbers}: Pick<Column, 'numbers'>): TextNumbers => new TextNumbers(() => numbers);

function numberValues(column: Column, isText: boolean): ValueColumn {
	const keys: (string | null)[] = [];
	const numbers = new Int32Array(column.size);
	const byKey = new Map<string | null, number>();
	const byValue = new Map<FieldValue, number>();
	const textNumbers = isText ? null : textNumbersOf(column);
	for (let place = 0; place < column.size; place++) {
		const value = column.valueAt(place);
		let number = byValue.get(value);
		if (number === undefined) {
			const key = keyOf(value, textNumbers);
			number = byKey.get(key) ?? keys.push(key) - 1;
			byKey.set(key, number);
			byValue.set(value, number);
		}
		numbers[place] = number;
	}
	return {keys, numbers};
}

/** From so many pairs of a part and a value on, those that occur are looked up instead of counted through. */
const mostPairs = 2 ** 20;

/** The number of each pair of a part and a value, in the order in which the pairs come; -1 for one that has not come yet. */
function pairNumbers(pairs: number): {get(pair: number): number; set(pair: number, number: number): void} {
	if (pairs > mostPairs) {
		const numbers = new Map<number, number>();
		return {get: pair => numbers.get(pair) ?? -1, set: (pair, number) => numbers.set(pair, number)};
	}
	const numbers = new Int32Array(pairs).fill(-1);
	return {
		get: pair => numbers[pair]!,
		set: (pair, number) => {
			numbers[pair] = number;
		},
	};
}

/** Divides places of rows by all columns together, the parts in the order of their first place. */
export function partPlaces(places: Uint32Array, columns: readonly ValueColumn[]): Uint32Array[] {
	const partOf = new Int32Array(places.length);
	let sizes = [places.length];
	for (const {keys, numbers} of columns) {
		const finer = pairNumbers(sizes.length * keys.length);
		sizes = [];
		for (let at = 0; at < places.length; at++) {
			const pair = partOf[at]! * keys.length + numbers[places[at]!]!;
			let part = finer.get(pair);
			if (part < 0) {
				part = sizes.push(0) - 1;
				finer.set(pair, part);
			}
			sizes[part]!++;
			partOf[at] = part;
		}
	}
	const parts = sizes.map(size => new Uint32Array(size));
	const filled = new Uint32Array(parts.length);
	for (let at = 0; at < places.length; at++) parts[partOf[at]!]![filled[partOf[at]!]!++] = places[at]!;
	return places.length === 0 ? [] : parts;
}
