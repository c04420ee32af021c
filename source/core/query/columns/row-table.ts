import type {RunRow} from '../../row.ts';
import {isAlike} from './alike.ts';
import type {Column} from './column.ts';
import {type Following, followRows} from './follow-rows.ts';
import {columnOfRows, differAt, type Readable, type Table} from './table.ts';

interface KeptColumn {
	column: Column;
	/** NaN where time changes nothing. */
	readAtMs: number;
}

/** The rows at some places. */
export function rowsAt(rows: readonly RunRow[], places: Uint32Array): RunRow[] {
	const found: RunRow[] = [];
	for (const place of places) found.push(rows[place]!);
	return found;
}

/** Columns that are kept: as many as this many values, and at least a few. */
const mostValues = 2_000_000;
const fewestColumns = 32;

/** Rows with the columns that were read of them, for as long as the rows stay the same. */
export class RowTable implements Table {
	readonly size: number;
	readonly places: Uint32Array;
	private readonly constant = new Map<string, boolean>();
	private readonly columns = new Map<string, KeptColumn>();

	constructor(
		/** Not changed in place. */
		readonly rows: readonly RunRow[],
		private before: {table: RowTable; following: Following} | null = null,
	) {
		this.size = rows.length;
		this.places = Uint32Array.from(rows.keys());
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
		if (this.columns.size > Math.max(fewestColumns, mostValues / this.size))
			this.columns.delete(this.columns.keys().next().value!);
		return column;
	}

	/** Of runs that have not changed since the table before this one the values are taken from there. */
	private readAnew(id: string, readable: Readable, nowMs: number): Column {
		const {rows, before} = this;
		const old = readable.isTimed ? null : (before?.table.columns.get(id)?.column ?? null);
		if (before === null || old === null) return columnOfRows(rows, readable, nowMs);
		return old.follow(before.following, this.size, place => readable.read(rows[place]!, nowMs));
	}

	differs(readable: Readable, places: Uint32Array, nowMs: number): boolean {
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
		const {rows, before} = this;
		const value = rows.length === 0 ? null : read(rows[0]!, nowMs);
		const isSame = (row: RunRow): boolean => isAlike(read(row, nowMs), value);
		const wasConstant = before?.table.constant.get(id) === true;
		return wasConstant && before.following.changed[0] !== 0
			? before.following.changed.every(place => isSame(rows[place]!))
			: rows.every(isSame);
	}

	/** From now on nothing is taken from the table before this one. */
	forgetBefore(): void {
		this.before = null;
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
		before?.table.forgetBefore();
		table = new RowTable(rows, before);
		known.set(rows, table);
		recent = [table, ...recent.filter(other => other !== before?.table)].slice(0, 2);
	}
	return table;
}
