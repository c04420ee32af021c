import type {RunRow} from '../../row.ts';
import type {Readable, Table} from '../columns/table.ts';
import type {FieldValue} from '../fields/attributes.ts';

/** Whether a run is meant, at a moment (milliseconds since the epoch). */
export type Test = (row: RunRow, nowMs: number) => boolean;

/** One question in two ways: of a run by itself, and of all rows of a table at once, 1 for each that is meant, else 0. Both say the same. */
export interface Predicate {
	matches: Test;
	select: (table: Table, nowMs: number) => Uint8Array;
}

export const everyRow: Predicate = {matches: () => true, select: ({size}) => new Uint8Array(size).fill(1)};

/** A question about one field's value, null for a missing one. */
export function askField(field: Readable, passes: (value: FieldValue, nowMs: number) => boolean): Predicate {
	return {
		matches: (row, nowMs) => passes(field.read(row, nowMs), nowMs),
		select: (table, nowMs) => table.column(field, nowMs).select(value => passes(value, nowMs)),
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
	return parts.length === 1
		? first
		: {
				matches: (row, nowMs) => parts.every(({matches}) => matches(row, nowMs)),
				select: (table, nowMs) =>
					join(
						parts.map(({select}) => select(table, nowMs)),
						(one, other) => one & other,
					),
			};
}

export function anyOf(parts: readonly Predicate[]): Predicate {
	return {
		matches: (row, nowMs) => parts.some(({matches}) => matches(row, nowMs)),
		select: (table, nowMs) =>
			join(
				parts.map(({select}) => select(table, nowMs)),
				(one, other) => one | other,
			),
	};
}

/** Masks are made for whoever asks, so the first can take the rest in. */
function join([first, ...others]: Uint8Array[], both: (one: number, other: number) => number): Uint8Array {
	const joined = first!;
	for (const mask of others)
		for (let place = 0; place < joined.length; place++) joined[place] = both(joined[place]!, mask[place]!);
	return joined;
}

/** Places of the rows that a mask has. */
export function placesOf(mask: Uint8Array, places: Uint32Array): Uint32Array {
	const found = new Uint32Array(places.length);
	let count = 0;
	for (const place of places) if (mask[place] === 1) found[count++] = place;
	return found.slice(0, count);
}
