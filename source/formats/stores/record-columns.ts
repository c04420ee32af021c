import type {RowCursor, TakenTable} from '../../encodings/sqlite/index.ts';

/** Columns of a table by the names that a reader has for them; what this version of the store does not have reads as nothing. */
export class RecordColumns<Name extends string> {
	private readonly index: Record<Name, number>;

	constructor(table: TakenTable, names: readonly Name[]) {
		this.index = Object.fromEntries(names.map(name => [name, table.column(name)])) as Record<Name, number>;
	}

	text(row: RowCursor, name: Name): string | null {
		return row.text(this.index[name]);
	}

	/** Null where there is none. */
	number(row: RowCursor, name: Name): number | null {
		const value = row.number(this.index[name]);
		return Number.isNaN(value) ? null : value;
	}

	at(name: Name): number {
		return this.index[name];
	}
}
