import type {FileAccess} from '../../core/files.ts';
import {Database} from '../../encodings/sqlite/index.ts';
import type {Claim, Listing} from '../format.ts';

const plausible = /\.(?:db|db3|sqlite|sqlite3|sqlitedb|sql3|sdb)$/i;

interface Looked {
	identity: string;
	tables: ReadonlySet<string>;
}

/** What was found in a file, for as long as it is the same: every format of databases asks about it, and a directory is looked at often. */
const memory = new WeakMap<FileAccess, Map<string, Looked>>();
const nothing: ReadonlySet<string> = new Set();

/** Names of the tables of a database; none where the file is no database. */
export function tablesIn(path: string, files: FileAccess): ReadonlySet<string> {
	const looked = memory.get(files) ?? new Map<string, Looked>();
	memory.set(files, looked);
	const found = files.stat(path);
	if (found === null) return nothing;
	const known = looked.get(path);
	// Tables are made once, at the beginning; what has some is not asked again.
	if (known?.identity === `${found.device}:${found.inode}` && known.tables.size > 0) return known.tables;
	const tables = new Database(files, path).tables() ?? nothing;
	looked.set(path, {identity: `${found.device}:${found.inode}`, tables});
	return tables;
}

/** A claim for each database of a directory that has all the tables that a format's stores have. */
export function findDatabases(format: string, listing: Listing, files: FileAccess, needed: readonly string[]): Claim[] {
	const claims: Claim[] = [];
	for (const {name, kind} of listing.entries) {
		if (kind !== 'file' || !plausible.test(name)) continue;
		const path = `${listing.path}/${name}`;
		const tables = tablesIn(path, files);
		if (needed.every(table => tables.has(table))) claims.push({format, path, files: [path], ownsSubtree: false});
	}
	return claims;
}
