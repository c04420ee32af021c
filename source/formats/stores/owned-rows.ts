import {type Place, type RowCursor, type TakenTable, tableStart, type Wanted} from '../../encodings/sqlite/index.ts';

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
 * looking at all of them shows: that is done where it is cheap, from time to time, and when it is asked for.
 */
export class OwnedRows<Owner, Value> {
	of = new Map<Owner, Value>();
	private prints = new Map<Owner, number>();
	private place: Place = tableStart;
	private bytes = 0;
	private print = Number.NaN;
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
			this.place = this.scan(table, this.of, this.prints, touched);
			return true;
		}
		this.comparedAtMs = fileMs;
		this.bytes = table.bytes;
		const {print} = table;
		if (print === this.print) return true;
		this.print = print;
		const of = new Map<Owner, Value>();
		const prints = new Map<Owner, number>();
		this.place = this.scan(table, of, prints);
		for (const [owner, now] of prints) if (this.prints.get(owner) !== now) touched.add(owner);
		for (const owner of this.prints.keys()) if (!prints.has(owner)) touched.add(owner);
		this.of = of;
		this.prints = prints;
		return true;
	}

	private scan(table: TakenTable, of: Map<Owner, Value>, prints: Map<Owner, number>, touched?: Set<Owner>): Place {
		const read = this.bind(table);
		return table.scan(row => {
			const owner = read(row, of);
			if (owner === null) return;
			prints.set(owner, Math.imul((prints.get(owner) ?? 0) ^ row.print, 0x01000193) + row.rowid);
			touched?.add(owner);
		}).place;
	}
}
