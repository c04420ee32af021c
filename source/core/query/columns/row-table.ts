import type {RunRow} from '../../row.ts';
import {isAlike} from './alike.ts';
import {Column} from './column.ts';
import {type Earlier, type KeptColumn, lookBack} from './earlier.ts';
import {type Following, followRows} from './follow-rows.ts';
import {columnOfRows, differAt, type Readable, type Table} from './table.ts';

/** The rows at some places. */
export function rowsAt(rows: readonly RunRow[], places: Uint32Array): RunRow[] {
	const found = new Array<RunRow>(places.length);
	for (let at = 0; at < places.length; at++) found[at] = rows[places[at]!]!;
	return found;
}

/** Columns that are kept: as many as this many values, and at least a few. */
const mostValues = 2_000_000;
const fewestColumns = 32;

interface Begun {
	id: string;
	column: Column;
	next: number;
	atMs: number;
}

/** Rows with the columns that were read of them, for as long as the rows stay the same. */
export class RowTable implements Table {
	readonly size: number;
	readonly places: Uint32Array;
	readonly constant = new Map<string, boolean>();
	readonly columns = new Map<string, KeptColumn>();
	readonly earlier: readonly Earlier[];
	/** A column of which the first rows have been read ahead. */
	private begun: Begun | null = null;

	constructor(
		/** Not changed in place. */
		readonly rows: readonly RunRow[],
		before: {table: RowTable; following: Following} | null,
	) {
		this.size = rows.length;
		this.places = Uint32Array.from(rows.keys());
		this.earlier = before === null ? [] : lookBack(before.table, before.following, this.size);
	}

	column(readable: Readable, nowMs: number): Column {
		const {id, isTimed} = readable;
		if (id === null) return columnOfRows(this.rows, readable, nowMs);
		const known = this.columns.get(id);
		const isFresh = known !== undefined && (!isTimed || known.readAtMs === nowMs);
		const column = isFresh ? known.column : this.readAnew(id, readable, nowMs);
		// What was asked for last is dropped last.
		this.columns.delete(id);
		this.columns.set(id, {column, readAtMs: nowMs});
		if (this.columns.size > this.mostColumns) this.columns.delete(this.columns.keys().next().value!);
		return column;
	}

	private get mostColumns(): number {
		return Math.max(fewestColumns, mostValues / this.size);
	}

	/** Of runs that have not changed since an earlier table the values are taken from there. */
	private readAnew(id: string, readable: Readable, nowMs: number): Column {
		const read = (place: number) => readable.read(this.rows[place]!, nowMs);
		const from = readable.isTimed ? undefined : this.earlier.find(({columns}) => columns.has(id));
		if (from !== undefined) return from.columns.get(id)!.column.follow(from.following, this.size, read);
		if (this.begun?.id !== id || (readable.isTimed && this.begun.atMs !== nowMs)) return columnOfRows(this.rows, readable, nowMs);
		this.readOn(readable, this.begun, this.size);
		return this.begun.column;
	}

	/**
	 * Reads a column that nobody has asked for yet, at most so many rows of it at a time, so that whoever asks need not wait. Left alone
	 * is all where people's own questions would have to make room.
	 * @returns whether no more is to be read of it
	 */
	readAhead(readable: Readable, most: number, nowMs: number): boolean {
		const {id, isTimed} = readable;
		if (id === null || this.columns.has(id) || this.columns.size * 2 > this.mostColumns) return true;
		if (isTimed || !this.earlier.some(({columns}) => columns.has(id))) {
			if (this.begun?.id !== id) this.begun = {id, column: new Column(this.size), next: 0, atMs: nowMs};
			if (!this.readOn(readable, this.begun, most)) return false;
		}
		this.column(readable, this.begun?.atMs ?? nowMs);
		this.begun = null;
		return true;
	}

	/** Reads at most so many more rows. @returns whether those were the last ones */
	private readOn({read}: Readable, begun: Begun, most: number): boolean {
		const {column, atMs} = begun;
		const end = Math.min(this.size, begun.next + most);
		for (; begun.next < end; begun.next++) column.put(begun.next, read(this.rows[begun.next]!, atMs));
		return end === this.size;
	}

	count(readable: Readable, places: Uint32Array, nowMs: number): number {
		const known = readable.id === null ? undefined : this.columns.get(readable.id);
		return (known?.column ?? this.column(readable, nowMs)).count(places);
	}

	differs(readable: Readable, places: Uint32Array, nowMs: number): boolean {
		const {id, isTimed} = readable;
		const read = id === null || isTimed ? undefined : this.columns.get(id);
		if (read !== undefined) return read.column.differs(places);
		return !this.isConstant(readable, nowMs) && differAt(places, place => readable.read(this.rows[place]!, nowMs));
	}

	/**
	 * Whether all rows are known to have one value, or none to have any. Remembered, since thousands of runs share most settings; false for
	 * what cannot be remembered.
	 */
	private isConstant(readable: Readable, nowMs: number): boolean {
		const {id, isTimed} = readable;
		if (id === null || isTimed) return false;
		const known = this.constant.get(id) ?? this.isStillConstant(id, readable, nowMs);
		this.constant.set(id, known);
		return known;
	}

	/** What was the same everywhere before is looked at only where something has changed. */
	private isStillConstant(id: string, {read}: Readable, nowMs: number): boolean {
		const {rows} = this;
		const value = rows.length === 0 ? null : read(rows[0]!, nowMs);
		const isSame = (row: RunRow): boolean => isAlike(read(row, nowMs), value);
		const changed = this.earlier.find(({constant}) => constant.get(id) === true)?.following.changed;
		return changed === undefined || changed.includes(0) ? rows.every(isSame) : changed.every(place => isSame(rows[place]!));
	}
}

const known = new WeakMap<readonly RunRow[], RowTable>();
/** The last two tables: a screen may ask of all runs, and of those that were not put away. */
let recent: readonly RowTable[] = [];

/** The recent table that has most of the rows. */
function findBefore(rows: readonly RunRow[]): {table: RowTable; following: Following} | null {
	const found = recent.map(table => ({table, following: followRows(table.rows, rows)}));
	return found.toSorted((a, b) => a.following.changed.length - b.following.changed.length)[0] ?? null;
}

/** Runs as rows, or as a table already. */
export type Runs = readonly RunRow[] | Table;

const areRows = (runs: Runs): runs is readonly RunRow[] => Array.isArray(runs);

/** The table of these runs. That of rows is remembered for the same array, which must not be changed in place. */
export function tableOf(runs: readonly RunRow[]): RowTable;
export function tableOf(runs: Runs): Table;
export function tableOf(runs: Runs): Table {
	return areRows(runs) ? tableOfRows(runs) : runs;
}

function tableOfRows(rows: readonly RunRow[]): RowTable {
	let table = known.get(rows);
	if (table === undefined) {
		const before = findBefore(rows);
		table = new RowTable(rows, before);
		known.set(rows, table);
		recent = [table, ...recent.filter(other => other !== before?.table)].slice(0, 2);
	}
	return table;
}
