import type {RunRow} from '../../row.ts';
import type {FieldValue, ReadField} from '../fields/attributes.ts';
import {isAlike} from './alike.ts';
import {type Column, readColumn} from './column.ts';

/** Something that can be read of each run. */
export interface Readable {
	/** The same for whatever reads the same of a run; null where that depends on more than the run. */
	id: string | null;
	/** True where time alone changes it. */
	isTimed?: boolean;
	read: ReadField;
}

export const readableOf = ({id, isTimed, read}: Readable): Readable => ({id, isTimed, read});

/** Many runs as their fields side by side. Each run has a place, from 0 on. */
export interface Table {
	size: number;
	/** All of them. */
	places: Uint32Array;
	/** The values of something at a moment (milliseconds since the epoch). */
	column(readable: Readable, nowMs: number): Column;
	/** How many of the places have a value. */
	count(readable: Readable, places: Uint32Array, nowMs: number): number;
	/** Whether two of the places hold different values; having one and not having one differ too. */
	differs(readable: Readable, places: Uint32Array, nowMs: number): boolean;
}

/** Some of the runs of a table. */
export interface Shown {
	table: Table;
	places: Uint32Array;
}

/** Reads a column from rows. */
export const columnOfRows = (rows: readonly RunRow[], {read}: Readable, nowMs: number): Column =>
	readColumn(rows, row => read(row, nowMs));

/** Whether two of the places do not hold the same; stops at the first difference. */
export function differAt(places: Uint32Array, valueAt: (place: number) => FieldValue): boolean {
	const [first] = places;
	if (first === undefined) return false;
	const value = valueAt(first);
	return places.some(place => !isAlike(valueAt(place), value));
}
