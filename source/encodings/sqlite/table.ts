import type {TableShape} from './create-table.ts';
import type {DamagedPage, Leaf} from './leaves.ts';
import {printOf} from './print.ts';
import {RowCursor} from './row-cursor.ts';

/** Where reading a table that is only appended to stopped, and how to know that row again. */
export interface Place {
	rowid: number;
	/** Null where no row is there that could be known again. */
	print: number | null;
}

export const tableStart: Place = {rowid: Number.NEGATIVE_INFINITY, print: null};

/** Another number where anything in the rows of a page changed, also what of them lies elsewhere. */
function printOfLeaf({bytes, spilled}: Leaf): number {
	let print = printOf(bytes);
	for (const [cell, payload] of spilled) print = payload === null ? ~print : printOf(payload, print ^ cell);
	return print;
}

export interface TakenPage {
	/** Its number, which says nothing of its place in the table. */
	page: number;
	/** No row id of it is above. */
	highest: number;
	/** Another number where anything on it changed. */
	print: number;
}

/** What was taken of one table: pages in memory, decoded when it is scanned. */
export class TakenTable {
	/** Rows that make no sense, counted by `scan`. */
	damagedRows = 0;
	private cursorCache: RowCursor | null = null;
	private pagesCache: TakenPage[] | null = null;

	constructor(
		readonly shape: TableShape,
		private readonly leaves: readonly Leaf[],
		private readonly from: Place,
		private readonly isCut: boolean,
		readonly damage: readonly DamagedPage[],
		/** Numbers of the pages that are there and were not to be taken. */
		readonly passedOver: readonly number[],
		private readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be',
	) {}

	/** Index of a column for the cursor; -1 where the table has none of that name. */
	column(name: string): number {
		const wanted = name.toLowerCase();
		return this.shape.columns.findIndex(column => column.toLowerCase() === wanted);
	}

	get bytes(): number {
		return this.leaves.reduce((sum, {bytes}) => sum + bytes.length, 0);
	}

	/** Another number when anything in the table changed; sees every page that was taken. */
	get print(): number {
		let hash = this.leaves.length;
		for (const {page, print} of this.pages) hash = Math.imul(hash ^ page, 0x01000193) ^ print;
		return hash | 0;
	}

	/** The pages that were taken, in order of their rows. */
	get pages(): readonly TakenPage[] {
		this.pagesCache ??= this.leaves.map(leaf => ({page: leaf.page, highest: leaf.highest, print: printOfLeaf(leaf)}));
		return this.pagesCache;
	}

	/** The place behind its last row, where it was taken whole. */
	get lastPlace(): Place {
		const {cursor} = this;
		for (const leaf of this.leaves.toReversed())
			for (let cell = leaf.cells - 1; cell >= 0; cell--)
				if (cursor.move(leaf, cell)) return {rowid: cursor.rowid, print: cursor.print};
		return this.from;
	}

	/** Shows the rows of one page, by its index among those that were taken; gives how many make no sense. */
	scanPage(index: number, visit: (row: RowCursor) => void): number {
		const leaf = this.leaves[index]!;
		const {cursor} = this;
		let damaged = 0;
		for (let cell = 0; cell < leaf.cells; cell++) {
			if (cursor.move(leaf, cell)) visit(cursor);
			else damaged++;
		}
		return damaged;
	}

	/** True where the row that was read last is still what it was: else rows were deleted, and their ids may be used again. */
	get continues(): boolean {
		const {rowid, print} = this.from;
		if (print === null) return true;
		const [leaf] = this.leaves;
		if (leaf === undefined) return this.damage.length > 0;
		const {cursor} = this;
		for (let cell = 0; cell < leaf.cells; cell++) {
			const isRow = cursor.move(leaf, cell);
			if (cursor.rowid === rowid) return !isRow || cursor.print === print;
		}
		return this.damage.length > 0;
	}

	/** Shows every row after the place that was asked for, in order of row id; returns the place to go on from, and whether rows follow. */
	scan(visit: (row: RowCursor) => void): {place: Place; more: boolean} {
		const {cursor} = this;
		let last = this.from;
		this.damagedRows = 0;
		for (const leaf of this.leaves) {
			let isSeen = false;
			for (let cell = 0; cell < leaf.cells; cell++) {
				if (!cursor.move(leaf, cell)) this.damagedRows++;
				else if (cursor.rowid > this.from.rowid) {
					visit(cursor);
					isSeen = true;
				}
			}
			if (isSeen) last = {rowid: cursor.rowid, print: cursor.print};
		}
		// A page full of nonsense is passed over, so that what follows is reached.
		const highest = this.leaves.at(-1)?.highest ?? Number.NEGATIVE_INFINITY;
		if (this.isCut && highest > last.rowid) last = {rowid: highest, print: null};
		return {place: last, more: this.isCut && last.rowid > this.from.rowid};
	}

	private get cursor(): RowCursor {
		this.cursorCache ??= new RowCursor(this.encoding, this.shape.rowidColumn);
		return this.cursorCache;
	}
}
