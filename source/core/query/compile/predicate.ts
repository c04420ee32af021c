import type {RunRow} from '../../row.ts';
import type {Readable, Table} from '../columns/table.ts';
import type {FieldValue} from '../fields/attributes.ts';
import type {Field} from '../fields/field.ts';

/** Whether a run is meant, at a moment (milliseconds since the epoch). */
export type Test = (row: RunRow, nowMs: number) => boolean;

/**
 * One question in two ways: of a run by itself, and of all rows of a table at once, 1 for each that is meant, else 0; that answer may be
 * kept and is not to be changed. Both say the same.
 */
export interface Predicate {
	matches: Test;
	select: (table: Table, nowMs: number) => Uint8Array;
	/** The field of a single condition. */
	asks?: Field;
}

export const everyRow: Predicate = {matches: () => true, select: ({size}) => new Uint8Array(size).fill(1)};

/**
 * A question about one field's value, null for a missing one.
 * @param question see `Column.select`
 */
export function askField(
	field: Readable,
	passes: (value: FieldValue, nowMs: number) => boolean,
	question: string | null = null,
): Predicate {
	return {
		matches: (row, nowMs) => passes(field.read(row, nowMs), nowMs),
		select: (table, nowMs) => table.column(field, nowMs).select(value => passes(value, nowMs), question),
	};
}

export function not({matches, select}: Predicate): Predicate {
	return {
		matches: (row, nowMs) => !matches(row, nowMs),
		select: (table, nowMs) => select(table, nowMs).map(isMeant => 1 - isMeant),
	};
}

export function allOf(parts: readonly Predicate[]): Predicate {
	const [first] = parts;
	if (first === undefined) return everyRow;
	if (parts.length === 1) return first;
	return {
		matches: (row, nowMs) => parts.every(({matches}) => matches(row, nowMs)),
		select: (table, nowMs) => {
			const [joined, others] = begin(parts, table, nowMs);
			for (const mask of others) for (let place = 0; place < joined.length; place++) joined[place]! &= mask[place]!;
			return joined;
		},
	};
}

export function anyOf(parts: readonly Predicate[]): Predicate {
	return {
		matches: (row, nowMs) => parts.some(({matches}) => matches(row, nowMs)),
		select: (table, nowMs) => {
			const [joined, others] = begin(parts, table, nowMs);
			for (const mask of others) for (let place = 0; place < joined.length; place++) joined[place]! |= mask[place]!;
			return joined;
		},
	};
}

/** What the first says, to take the rest in, and what the others say. */
function begin(parts: readonly Predicate[], table: Table, nowMs: number): [Uint8Array, Uint8Array[]] {
	const [first, ...others] = parts.map(({select}) => select(table, nowMs));
	return [first!.slice(), others];
}

/** Places of the rows that a mask has. */
export function placesOf(mask: Uint8Array, places: Uint32Array): Uint32Array {
	const found = new Uint32Array(places.length);
	let count = 0;
	for (const place of places) if (mask[place] === 1) found[count++] = place;
	return found.slice(0, count);
}
