import {type Place, type RowCursor, type TakenTable, tableStart, type Wanted} from '../../encodings/sqlite/index.ts';
import {addPrint, PageBook, type RowTaker} from './page-book.ts';

export interface ComparingLimits {
	/** Tables up to this size are compared whole at every commit. */
	smallBytes: number;
	/** Larger ones are compared at this distance, by the times of the file; what was added to them is seen at once. */
	everyMs: number;
}

const usualLimits: ComparingLimits = {smallBytes: 2 * 1024 * 1024, everyMs: 10_000};

/** Puts a row where it belongs and says whose it is; null where it is nobody's. */
export type RowReader<Owner, Value> = (row: RowCursor, of: Map<Owner, Value>) => Owner | null;

/**
 * What a table says of runs, or of other owners: read once, then the rows that were added. Rows may also be changed in place, which only
 * looking at all pages shows: that is done where it is cheap, from time to time, and when it is asked for. Pages that are as
 * they were are read again only where they have rows of an owner that has something else on another one.
 */
export class OwnedRows<Owner, Value> {
	readonly of = new Map<Owner, Value>();
	private readonly prints = new Map<Owner, number>();
	private readonly book = new PageBook<Owner>();
	private place: Place = tableStart;
	private bytes = 0;
	private comparedAtMs = Number.NEGATIVE_INFINITY;
	private isWhole = true;

	constructor(
		readonly name: string,
		/** Given the table for its columns. */
		private readonly bind: (table: TakenTable) => RowReader<Owner, Value>,
		private readonly limits = usualLimits,
	) {}

	/** What to take this time. @param fileMs time of the newest commit */
	want(fileMs: number): Wanted {
		this.isWhole = this.bytes <= this.limits.smallBytes || fileMs - this.comparedAtMs >= this.limits.everyMs;
		return this.isWhole ? {table: this.name} : {table: this.name, after: this.place};
	}

	/** Looks at everything next time; false where that was done just now. */
	distrust(): boolean {
		this.comparedAtMs = Number.NEGATIVE_INFINITY;
		return !this.isWhole;
	}

	/** Takes in what was taken and adds to `touched` whoever has something else now; false where all has to be looked at again. */
	update(table: TakenTable | undefined, fileMs: number, touched: Set<Owner>): boolean {
		if (table === undefined) return true;
		if (!this.isWhole) {
			if (!table.continues) return !this.distrust();
			const read = this.bind(table);
			this.place = table.scan(row => {
				const owner = read(row, this.of);
				if (owner === null) return;
				this.prints.set(owner, addPrint(this.prints.get(owner), row));
				touched.add(owner);
			}).place;
			return true;
		}
		this.comparedAtMs = fileMs;
		this.bytes = table.bytes;
		this.compare(table, touched);
		this.place = table.lastPlace;
		return true;
	}

	private compare(table: TakenTable, touched: Set<Owner>): void {
		let gathered = this.gather(table);
		const {owners, haveMore} = this.book.takeChanged(table, gathered.take);
		if (haveMore) {
			gathered = this.gather(table);
			this.book.takeOf(owners, table, gathered.take);
		}
		const {of, prints} = gathered;
		for (const owner of owners) {
			const print = prints.get(owner);
			if (print === this.prints.get(owner)) continue;
			touched.add(owner);
			if (print === undefined) {
				this.of.delete(owner);
				this.prints.delete(owner);
			} else {
				this.of.set(owner, of.get(owner)!);
				this.prints.set(owner, print);
			}
		}
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
