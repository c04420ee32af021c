import type {RowCursor, TakenTable, Wanted} from '../../encodings/sqlite/index.ts';
import type {AddedRows} from './added-rows.ts';
import type {Standing} from './standing.ts';

/** Tables of which rows change in place. */
export interface ComparedTables {
	/** What to take of them. @param fileMs time of the newest commit */
	want(fileMs: number): Wanted[];
	/** True where rows that were changed in place may not have been seen. */
	readonly owesComparing: boolean;
	/** Has all rows compared next time. */
	distrust(): void;
}

/** What a format makes of one reading of a store from its first row. */
export interface StoreReading {
	/** Tables to which rows are only added. */
	readonly added: readonly AddedRows[];
	/** All other tables. */
	readonly tables: ComparedTables;
	/** Runs of which nothing is told. */
	readonly standing: Standing;
	/** Keys of the runs of which anything was told, points too. */
	keys(): Iterable<string>;
	/** True where the other tables have a run. */
	has(key: string): boolean;
	/** Takes in what these say; false where more has to be looked at to know all of it. */
	update(tables: ReadonlyMap<string, TakenTable>, fileMs: number): boolean;
	/** What takes in the rows of a table to which they are added. */
	bind(rows: AddedRows, table: TakenTable): (row: RowCursor) => void;
	/** Whose such a row is; null where it is nobody's. */
	keyReader(table: TakenTable): (row: RowCursor) => string | null;
	/** Optional: false where rows that were added tell that more has to be looked at in the other tables. */
	isSettled?(): boolean;
	/** What the other tables say of a run, in few signs. */
	printOf(key: string): string;
	/** Makes ready for the rows of a run that was standing. */
	release(key: string): void;
	/** Tells what changed. @param isCurrent false where more is waiting */
	tell(isCurrent: boolean, fileMs: number): void;
}
