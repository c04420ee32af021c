import type {FileAccess} from '../../core/files.ts';
import {Database} from '../../encodings/sqlite/index.ts';
import type {Claim, Listing} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';

const plausible = /\.(?:db|db3|sqlite|sqlite3|sqlitedb|sql3|sdb)$/i;

/** Stores that are kept by migrations have some dozens of tables when they are made. */
const mostFirst = 10;

interface Looked {
	file: string;
	/** Sizes and times of the file and its log. */
	state: string;
	tables: ReadonlySet<string>;
}

/** What was found in a file: every format of databases asks about it, and a directory is looked at often. */
const memory = new SharedByPath<Looked>();
const nothing: ReadonlySet<string> = new Set();

/** Names of the tables of a database; none where the file is no database. `needed` are those that make it worth no second look. */
export function tablesIn(path: string, files: FileAccess, needed: readonly string[] = []): ReadonlySet<string> {
	const looked = memory.of(files);
	const found = files.stat(path);
	if (found === null) return nothing;
	const known = looked.get(path);
	const file = `${found.device}:${found.inode}`;
	// Tables come one after another when a store is made, and stay then.
	if (known?.file === file && needed.length > 0 && needed.every(table => known.tables.has(table))) return known.tables;
	const log = files.stat(`${path}-wal`);
	const state = `${found.size}:${found.modifiedAtMs}:${log?.size}:${log?.modifiedAtMs}`;
	if (known?.file === file && known.state === state) return known.tables;
	const tables = new Database(files, path).tables() ?? nothing;
	looked.set(path, {file, state, tables});
	return tables;
}

/** A claim for each database of a directory that has all the tables that a format's stores have. */
export function findDatabases(format: string, listing: Listing, files: FileAccess, needed: readonly string[]): Claim[] {
	const claims: Claim[] = [];
	for (const {name, kind} of listing.entries) {
		if (kind !== 'file' || !plausible.test(name)) continue;
		const path = `${listing.path}/${name}`;
		const tables = tablesIn(path, files, needed);
		if (needed.every(table => tables.has(table))) claims.push({format, path, files: [path], ownsSubtree: false});
	}
	return claims;
}

/** Databases of a directory in which there are no tables yet, or only the first ones of a program that makes many. */
export function findUnfinished(listing: Listing, files: FileAccess): string[] {
	const found: string[] = [];
	for (const {name, kind} of listing.entries) {
		if (kind !== 'file' || !plausible.test(name)) continue;
		const path = `${listing.path}/${name}`;
		const tables = tablesIn(path, files);
		if (tables.size === 0 || (tables.size < mostFirst && tables.has('alembic_version'))) found.push(path, `${path}-wal`);
	}
	return found;
}
