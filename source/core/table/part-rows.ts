import type {FieldValue} from '../query/fields/attributes.ts';
import {textOfFieldValue} from '../query/fields/distinct.ts';
import type {Field} from '../query/fields/field.ts';
import {numberOfText} from '../query/language/numbers.ts';
import type {RunRow} from '../row.ts';

/** Equal numbers are one value, however they were written: 1e-3, "0.001". */
function keyOf(value: FieldValue): string | null {
	const number = typeof value === 'string' ? numberOfText(value) : null;
	return number === null ? textOfFieldValue(value) : String(number);
}

/** The values of a field, numbered in the order in which they come; what is equal has the same number. */
export interface ValueColumn {
	/** A text for each number; null where the value is missing. */
	keys: (string | null)[];
	/** The number of each row's value. */
	numbers: Int32Array;
}

const known = new WeakMap<readonly RunRow[], Map<string, ValueColumn>>();

/** The values of a field. Those of settings are remembered for the same array, which must not be changed in place. */
export function readValues(rows: readonly RunRow[], field: Field, nowMs: number): ValueColumn {
	const {source} = field;
	if (source.from !== 'config') return readColumn(rows, field, nowMs);
	const byName = known.get(rows) ?? new Map<string, ValueColumn>();
	known.set(rows, byName);
	const column = byName.get(source.name) ?? readColumn(rows, field, nowMs);
	byName.set(source.name, column);
	return column;
}

/** Reads a field of all rows, each once and in the order in which they lie in memory: jumping to and fro costs ten times as much. */
function readColumn(rows: readonly RunRow[], {read}: Field, nowMs: number): ValueColumn {
	const keys: (string | null)[] = [];
	const numbers = new Int32Array(rows.length);
	const byKey = new Map<string | null, number>();
	const byValue = new Map<FieldValue, number>();
	for (let at = 0; at < rows.length; at++) {
		const value = read(rows[at]!, nowMs);
		let number = byValue.get(value);
		if (number === undefined) {
			const key = keyOf(value);
			number = byKey.get(key) ?? keys.push(key) - 1;
			byKey.set(key, number);
			byValue.set(value, number);
		}
		numbers[at] = number;
	}
	return {keys, numbers};
}

/** More than there can be rows, so that two numbers make one that tells them both. */
const base = 2 ** 26;

/** Divides places of rows by all columns together, the parts in the order of their first place. */
export function partPlaces(places: Uint32Array, columns: readonly ValueColumn[]): Uint32Array[] {
	const partOf = new Int32Array(places.length);
	let sizes = [places.length];
	for (const {numbers} of columns) {
		const finer = new Map<number, number>();
		sizes = [];
		for (let at = 0; at < places.length; at++) {
			const both = partOf[at]! * base + numbers[places[at]!]!;
			const part = finer.get(both) ?? sizes.push(0) - 1;
			finer.set(both, part);
			sizes[part]!++;
			partOf[at] = part;
		}
	}
	const parts = sizes.map(size => new Uint32Array(size));
	const filled = new Uint32Array(parts.length);
	for (let at = 0; at < places.length; at++) parts[partOf[at]!]![filled[partOf[at]!]!++] = places[at]!;
	return places.length === 0 ? [] : parts;
}
