import {isDatabaseName} from '../../core/files/database-names.ts';
import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {isLfsPointer, lfsFault} from '../../encodings/lfs-pointer.ts';
import {Database, isDatabase} from '../../encodings/sqlite/index.ts';
import type {Claim, Listing} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';
import {disguiseOf} from './disguised.ts';
import {storeKinds} from './store-tables.ts';

/** Names of stores need no ending, but few other files are named like these. */
const likeStore = /\.optuna$|^[^.]*(?:optuna|study|studies|storage|mlflow)[^.]*$/i;

/** As trackers name their stores, or the directory of theirs: whatever the file begins with, it was a database. */
const ofTracker = /(?:^|\/)(?:(?:mlflow|optuna)[^/]*|stud(?:y|ies)\.[^/.]+|trackio\/[^/]+)$/i;
/** Enough to tell a database, or a pointer of Git LFS, by. */
const headBytes = 64;

/** Stores that are kept by migrations have some dozens of tables when they are made. */
const mostFirst = 10;

interface Looked {
	database: Database;
	file: string;
	/** Sizes and times of the file and its log. */
	state: string;
	tables: ReadonlySet<string>;
	/** True where there may be tables that could not be read. */
	isSuspect: boolean;
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
	// It knows its schema, and whether that has changed.
	const database = known?.file === file ? known.database : new Database(files, path);
	const tables = database.tables();
	looked.set(path, {database, file, state, tables: tables ?? nothing, isSuspect: tables === null || database.isDamaged});
	return tables ?? nothing;
}

/** True for a file that may be a store by its name. */
export const isStoreName = (name: string): boolean => isDatabaseName(name) || likeStore.test(name);

/** A claim for each database of a directory that has all the tables that a format's stores have. */
export function findDatabases(format: string, listing: Listing, files: FileAccess, needed: readonly string[]): Claim[] {
	const claims: Claim[] = [];
	for (const {name, kind} of listing.entries) {
		if (kind !== 'file' || !isStoreName(name)) continue;
		const path = `${listing.path}/${name}`;
		const tables = tablesIn(path, files, needed);
		if (needed.every(table => tables.has(table))) claims.push({format, path, files: [path], ownsSubtree: false});
	}
	return claims;
}

/**
 * Databases of a directory that are no store yet and may become one: without tables, with only the first ones of a program that makes many or of
 * a format's stores, or with tables that cannot be read, as of a file that is being copied.
 * @param needed tables that a format's stores have
 * @param claims those of all formats: what one has taken is a store
 */
export function findUnfinished(
	listing: Listing,
	files: FileAccess,
	needed: readonly string[],
	claims: readonly Claim[],
): string[] {
	const claimed = new Set(claims.flatMap(claim => claim.files));
	const found: string[] = [];
	for (const {name, kind} of listing.entries) {
		if (kind !== 'file' || !isStoreName(name)) continue;
		const path = `${listing.path}/${name}`;
		if (claimed.has(path)) continue;
		const tables = tablesIn(path, files);
		// All of them are there where the last was made since the formats were asked.
		const isBegun = needed.some(table => tables.has(table));
		const isFirst = tables.size < mostFirst && tables.has('alembic_version');
		const isSuspect = memory.of(files).get(path)?.isSuspect === true;
		if (tables.size === 0 || isFirst || isBegun || isSuspect) found.push(path, `${path}-wal`);
	}
	return found;
}

/** Absolute paths of databases right in a directory that may be the store of a tracker, and whose tables cannot be read. */
export function findUnreadable(directory: string, files: FileAccess): string[] {
	const named = (files.names(directory) ?? []).filter(name => isDatabaseName(name)).map(name => `${directory}/${name}`);
	return named.filter(path => {
		if (files.stat(path)?.kind !== 'file') return false;
		tablesIn(path, files);
		return memory.of(files).get(path)?.isSuspect === true && isOfStore(path, files);
	});
}

/** False for what shows by how it begins that it never was a database, and is named like any other file. */
function isOfStore(path: string, files: FileAccess): boolean {
	if (ofTracker.test(path)) return true;
	const head = files.readRange(path, 0, headBytes);
	return head === null || isDatabase(head);
}

/**
 * True for the path of a file that is called as trackers call their stores, or that a database has beside a project of trackio: it has one for each in a
 * directory of its own.
 * @param siblings formats that have claimed stores of the directory
 */
export const isTrackerStore = (path: string, siblings: ReadonlySet<string>): boolean =>
	ofTracker.test(path) || (siblings.has('trackio') && isDatabaseName(path));

/**
 * Databases of a directory that no format claims and whose tables cannot be read, so that nobody knows whether they are stores of runs, or that were stores
 * and have lost tables. Others that can be read are those of other programs.
 * @param claimed absolute paths that a format has taken
 * @param siblings formats that have claimed stores of the directory
 */
export function findBroken(
	listing: Listing,
	files: FileAccess,
	claimed: ReadonlySet<string>,
	siblings: ReadonlySet<string> = nothing,
): Problem[] {
	const problems: Problem[] = [];
	for (const {name, kind} of listing.entries) {
		if (kind !== 'file' || !isDatabaseName(name)) continue;
		const path = `${listing.path}/${name}`;
		if (claimed.has(path)) continue;
		tablesIn(path, files);
		if (files.stat(path)?.size === 0) continue;
		if (memory.of(files).get(path)?.isSuspect !== true) {
			const lack = lackOf(path, files);
			if (lack !== null) problems.push({file: path, message: lack});
			continue;
		}
		const head = files.readRange(path, 0, headBytes) ?? new Uint8Array(0);
		const isStore = isTrackerStore(path, siblings) || isDatabase(head);
		const fault = disguiseOf(path, files) ?? (isStore ? faultOf(path, head, files) : null);
		if (fault !== null) problems.push({file: path, message: `${fault}; if it holds runs, they are not shown`});
	}
	return problems;
}

/** What is wrong with a store, for people; null where nothing is. */
function faultOf(path: string, head: Uint8Array, files: FileAccess): string | null {
	return isLfsPointer(head) ? `Cannot be read: ${lfsFault}` : new Database(files, path).fault();
}

/** Which tables a store lacks that holds runs; null for one that has just been begun, which holds none, and for databases of other programs. */
function lackOf(path: string, files: FileAccess): string | null {
	const tables = tablesIn(path, files);
	for (const {title, marks, needed, run} of storeKinds) {
		const lost = needed.filter(table => !tables.has(table));
		if (lost.length === 0 || !marks.every(table => tables.has(table))) continue;
		const count = countRows(path, marks.at(-1)!, files);
		if (count === 0) continue;
		const which = `${lost.length === 1 ? 'table' : 'tables'} ${lost.join(', ')}`;
		const runs = count === 1 ? `its only ${run} is` : `its ${count} ${run}s are`;
		return `A store of ${title} without the ${which}: ${runs} not shown; restore it from a copy`;
	}
	return null;
}

/** Rows of a table; 0 also where they cannot be read. */
function countRows(path: string, table: string, files: FileAccess): number {
	const taken = new Database(files, path).take(() => [{table}]);
	let count = 0;
	if (typeof taken !== 'string') taken.tables.get(table)?.scan(() => count++);
	return count;
}
