import type {RandomAccess} from './access.ts';
import {parseCreateTable, type TableShape} from './create-table.ts';
import {collectLeaves, type DamagedPage} from './leaves.ts';
import {findLostCommits} from './lost-commits.ts';
import {printOf} from './print.ts';
import {Snapshot} from './snapshot.ts';
import {type Place, TakenTable, tableStart} from './table.ts';
import {WriteAheadLog} from './wal.ts';

const attempts = 3;

export interface Wanted {
	table: string;
	/** Only rows after this place; all of them without it. */
	after?: Place;
	/** Only rows up to this id, and some behind it. */
	until?: number;
	/** About how many bytes of pages to take at most. */
	maxBytes?: number;
	/** True for a page that is not to be taken, by its number and the row id that none of its rows is above. */
	passOver?: (page: number, highest: number) => boolean;
}

/** What several tables hold at one moment. */
export interface Taken {
	/** Tells one committed state of the database from another. */
	version: string;
	/** By name as asked for; tables that do not exist are missing. */
	tables: Map<string, TakenTable>;
	bytesRead: number;
	/** Bytes of the whole database. */
	bytes: number;
	/** How many of them its file lacks at its end, where that is known. */
	missingBytes: number;
	/** Pages of the schema that cannot be used: of the tables that they list nothing is known. */
	schemaDamage: readonly DamagedPage[];
}

/** How some pages of a database are now. */
export interface PageLook {
	/** A number a page, another one where it holds something else; NaN where it is not there. */
	prints: number[];
	/** True where the last page of the database is not there. */
	isShort: boolean;
}

/** `busy`: a writer overwrote what was being read, ask again; `unreadable`: no database. */
export type TakeOutcome = Taken | 'busy' | 'unreadable';

/** What a file that was cut lacks, for people; null where nothing is known to be missing. */
export function describeCut({bytes, missingBytes}: Pick<Taken, 'bytes' | 'missingBytes'>): string | null {
	if (missingBytes === 0) return null;
	return `Cut: ${bytes - missingBytes} of its ${bytes} bytes are there, and what the others held is lost; get the whole file from where it came`;
}

/** What is wrong with the list of tables, for people, in one line; null for nothing, and for a file that was cut: that is said instead. */
export function describeSchemaDamage(taken: Pick<Taken, 'bytes' | 'missingBytes' | 'schemaDamage'>): string | null {
	const [first, ...others] = taken.missingBytes > 0 ? [] : taken.schemaDamage;
	if (first === undefined) return null;
	const more = others.length === 0 ? '' : `; so ${others.length === 1 ? 'is 1 more' : `are ${others.length} more`}`;
	return `Damaged: page ${first.page} of its schema ${first.what}${more}`;
}

/** A table and the statement that made it, which is read when the table is asked for: most stores have dozens of which a few are. */
interface ListedTable {
	root: number;
	sql: string;
	shape: TableShape | null;
}

interface Schema {
	cookie: string;
	tables: Map<string, ListedTable>;
	damage: DamagedPage[];
}

/**
 * A SQLite database that is read beside its writers: nothing is written, locked or waited for. Commits that are still in the write-ahead log
 * are seen; one that is under way is not.
 */
export class Database {
	private readonly log: WriteAheadLog;
	private schema: Schema | null = null;

	constructor(
		private readonly access: RandomAccess,
		readonly path: string,
	) {
		this.log = new WriteAheadLog(access, `${path}-wal`);
	}

	/** Files whose change may mean a commit. */
	get files(): string[] {
		return [this.path, `${this.path}-wal`, `${this.path}-journal`];
	}

	/** Names of the tables in lower case; null where there is no database to be read. */
	tables(): Set<string> | null {
		for (let attempt = 0; attempt < attempts; attempt++) {
			const snapshot = Snapshot.take(this.access, this.path, this.log);
			if (snapshot === null) return null;
			const {tables} = this.schemaOf(snapshot);
			if (snapshot.isWhole()) return new Set(tables.keys());
			this.schema = null;
		}
		return null;
	}

	/** Why not all of its tables are known, for people; null where they are, and where a writer is in the way. */
	fault(): string | null {
		const taken = this.take(() => [{table: ''}]);
		if (taken === 'unreadable') return 'Cannot be read as a SQLite database';
		if (taken === 'busy' || taken.schemaDamage.length === 0) return null;
		return describeCut(taken) ?? describeSchemaDamage(taken);
	}

	/** What a file that was cut lacks, for people; null where nothing is known to be missing, and where a writer is in the way. */
	cut(): string | null {
		const taken = this.take(() => [{table: ''}]);
		return typeof taken === 'string' ? null : describeCut(taken);
	}

	/** What commits the log lacks that were in it, for people; null where none are known. Reads all of the log: for when a person asks. */
	lostCommits(): {file: string; message: string} | null {
		const message = findLostCommits(this.access, this.log, `${this.path}-shm`);
		return message === null ? null : {file: this.log.path, message};
	}

	/** True where the schema that was read last is damaged. */
	get isDamaged(): boolean {
		return this.schema !== null && this.schema.damage.length > 0;
	}

	/** Takes rows as they are at one moment. `choose` is told the version and says what is wanted of it; nothing is read where it wants nothing. */
	take(choose: (version: string) => readonly Wanted[]): TakeOutcome {
		for (let attempt = 0; attempt < attempts; attempt++) {
			const snapshot = Snapshot.take(this.access, this.path, this.log);
			if (snapshot === null) return 'unreadable';
			const wanted = choose(snapshot.version);
			const tables = this.takeFrom(snapshot, wanted);
			if (wanted.length === 0 || snapshot.isWhole()) {
				const bytes = snapshot.pageCount * snapshot.header.pageBytes;
				const {version, bytesRead, missingBytes} = snapshot;
				const schemaDamage = wanted.length === 0 ? [] : (this.schema?.damage ?? []);
				return {version, tables, bytesRead, bytes, missingBytes, schemaDamage};
			}
			this.schema = null;
		}
		return 'busy';
	}

	/** How pages are now; null where that cannot be told. */
	look(pages: readonly number[]): PageLook | null {
		const snapshot = Snapshot.take(this.access, this.path, this.log);
		if (snapshot === null) return null;
		const prints = pages.map(number => {
			const page = snapshot.page(number);
			return page === null ? Number.NaN : printOf(page);
		});
		const isShort = snapshot.page(snapshot.pageCount) === null;
		return snapshot.isWhole() ? {prints, isShort} : null;
	}

	private takeFrom(snapshot: Snapshot, wanted: readonly Wanted[]): Map<string, TakenTable> {
		const tables = new Map<string, TakenTable>();
		if (wanted.length === 0) return tables;
		const schema = this.schemaOf(snapshot);
		for (const {table, after = tableStart, until, maxBytes, passOver} of wanted) {
			const found = schema.tables.get(table.toLowerCase());
			if (found === undefined) continue;
			found.shape ??= parseCreateTable(found.sql);
			if (found.shape.withoutRowid) continue;
			const damage: DamagedPage[] = [];
			const of = {from: after.rowid, until, maxBytes, passOver};
			const {leaves, more, passedOver} = collectLeaves(snapshot, found.root, of, page => damage.push(page));
			const {encoding} = snapshot.header;
			tables.set(table, new TakenTable(found.shape, leaves, after, more, damage, passedOver, encoding));
		}
		return tables;
	}

	/** Tables by name, read again only when the schema changed. */
	private schemaOf(snapshot: Snapshot): Schema {
		const {schemaCookie, encoding} = snapshot.header;
		const cookie = `${this.access.stat(this.path)?.inode}:${schemaCookie}`;
		if (this.schema?.cookie === cookie && this.schema.damage.length === 0) return this.schema;
		const schema: Schema = {cookie, tables: new Map(), damage: []};
		const {leaves} = collectLeaves(snapshot, 1, {}, page => schema.damage.push(page));
		const shape = parseCreateTable('CREATE TABLE sqlite_master(type, name, tbl_name, rootpage, sql)');
		new TakenTable(shape, leaves, tableStart, false, [], [], encoding).scan(row => {
			if (row.text(0) !== 'table') return;
			const root = row.number(3);
			if (root > 0) schema.tables.set((row.text(1) ?? '').toLowerCase(), {root, sql: row.text(4) ?? '', shape: null});
		});
		this.schema = schema;
		return schema;
	}
}
