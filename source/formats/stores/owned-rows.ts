import type {RowCursor, TakenTable, Wanted} from '../../encodings/sqlite/index.ts';
import {addPrint, PageBook, type RowTaker} from './page-book.ts';

export interface ComparingLimits {
	/** Tables up to this size are compared whole at every commit. */
	smallBytes: number;
	/** Larger ones are compared whole at this distance, by the times of the file. */
	everyMs: number;
}

const usualLimits: ComparingLimits = {smallBytes: 512 * 1024, everyMs: 10_000};

/** Puts a row where it belongs and says whose it is; null where it is nobody's. */
export type RowReader<Owner, Value> = (row: RowCursor, of: Map<Owner, Value>) => Owner | null;

/**
 * What a table says of runs, or of other owners. Rows that were added, and those of owners that go on, are looked at after every commit. Any other row may
 * be changed in place too, which only looking at all pages shows: that is done where it is cheap, from time to time, and when it is asked for.
 * Of pages that are as they were nothing is decoded, unless they have rows of an owner that has something else on another one.
 */
export class OwnedRows<Owner, Value> {
	readonly of = new Map<Owner, Value>();
	private readonly prints = new Map<Owner, number>();
	private readonly book = new PageBook<Owner>();
	/** Owners of which something is to be read again that lies on pages which were passed over. */
	private owed = new Set<Owner>();
	private bytes = 0;
	private comparedAtMs = Number.NEGATIVE_INFINITY;
	private isWhole = true;

	constructor(
		readonly name: string,
		/** Given the table for its columns. */
		private readonly bind: (table: TakenTable) => RowReader<Owner, Value>,
		/** True for an owner whose rows change in place as it goes on. */
		private readonly isLively: (owner: Owner) => boolean,
		private readonly limits = usualLimits,
	) {}

	/** What to take this time. @param fileMs time of the newest commit */
	want(fileMs: number): Wanted {
		this.isWhole = this.bytes <= this.limits.smallBytes || fileMs - this.comparedAtMs >= this.limits.everyMs;
		const {name: table, book, isLively} = this;
		return this.isWhole ? {table} : {table, passOver: (page, highest) => book.isQuiet(page, highest, isLively)};
	}

	/** True where rows that were changed in place may not have been seen. */
	get owesComparing(): boolean {
		return !this.isWhole;
	}

	/** Another number where the rows of an owner are others; undefined where it has none. */
	printOf(owner: Owner): number | undefined {
		return this.prints.get(owner);
	}

	/** Looks at everything next time; false where that was done just now. */
	distrust(): boolean {
		this.comparedAtMs = Number.NEGATIVE_INFINITY;
		return !this.isWhole;
	}

	/** Takes in what was taken and adds to `touched` whoever has something else now; false where all has to be looked at again. */
	update(table: TakenTable | undefined, fileMs: number, touched: Set<Owner>): boolean {
		if (table === undefined) return true;
		if (this.isWhole) {
			this.comparedAtMs = fileMs;
			this.bytes = table.bytes;
		}
		const {book, owed: owners} = this;
		let gathered = this.gather(table);
		const others = book.takeChanged(table, gathered.take, owners);
		if (others === 'passed over') return !this.distrust();
		if (others === 'taken') {
			gathered = this.gather(table);
			book.takeOf(owners, table, gathered.take);
		}
		this.owed = new Set();
		for (const owner of owners) {
			const print = gathered.prints.get(owner);
			if (print === this.prints.get(owner)) continue;
			touched.add(owner);
			if (print === undefined) {
				this.of.delete(owner);
				this.prints.delete(owner);
			} else {
				this.of.set(owner, gathered.of.get(owner)!);
				this.prints.set(owner, print);
			}
		}
		return true;
	}

	/** What rows say, by owner, as they are taken. */
	private gather(table: TakenTable) {
		const read = this.bind(table);
		const of = new Map<Owner, Value>();
		const prints = new Map<Owner, number>();
		const take: RowTaker<Owner> = row => {
			const owner = read(row, of);
			if (owner !== null) prints.set(owner, addPrint(prints.get(owner), row));
			return owner;
		};
		return {of, prints, take};
	}
}
