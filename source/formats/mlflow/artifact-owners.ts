import type {FileAccess} from '../../core/files/files.ts';
import {Database} from '../../encodings/sqlite/index.ts';
import type {Claim, Listing} from '../format.ts';
import {SharedByPath} from '../shared-by-path.ts';

/** Whether a store lists the run with this id. */
type Lists = (id: string) => boolean;

/** Stores that were met, by path: a database, or the directory of an experiment. */
const known = new SharedByPath<Lists>();

/** Wherever an experiment keeps them, the artifacts of a run lie in a directory of this name, in one that is named after the run. */
const artifactsForm = /^(.*)\/([0-9a-f]{32})\/artifacts(?:\/|$)/;

/** Notes the stores in a directory, so that artifacts which they keep elsewhere are known for what they are. */
export function noteStores({path, entries}: Listing, databases: readonly Claim[], files: FileAccess): void {
	for (const {path: database} of databases) known.at(database, files, listsInDatabase);
	// Only experiments have runs right below; which ones, the files say when it is asked.
	if (entries.some(({name, kind}) => name === 'meta.yaml' && kind === 'file')) known.at(path, files, listsInFiles);
}

/**
 * Paths of the stores that list the run whose artifacts a directory belongs to: copies list the same; none for any other directory. The ids are random, so that they tell
 * also where a store has been moved, or had its artifacts kept by a server.
 */
export function storesOfArtifacts(directory: string, files: FileAccess): string[] {
	const found = directory.includes('/artifacts') ? artifactsForm.exec(directory) : null;
	if (found === null) return [];
	const [, above, id] = found as unknown as [string, string, string];
	// Which stores there are is known from the walk: nothing in the directory itself tells of another one.
	files.depend?.(above);
	return [...known.of(files)].filter(([store, lists]) => store !== above && lists(id)).map(([store]) => store);
}

/** Those of some databases that list a run; all where none of them does, or there is no other. */
export function databasesOf(id: string, databases: readonly string[], files: FileAccess): readonly string[] {
	if (databases.length < 2) return databases;
	const own = databases.filter(path => known.at(path, files, listsInDatabase)(id));
	return own.length > 0 ? own : databases;
}

const listsInFiles =
	(experiment: string, files: FileAccess): Lists =>
	id =>
		files.exists(`${experiment}/${id}/meta.yaml`);

function listsInDatabase(path: string, files: FileAccess): Lists {
	const database = new Database(files, path);
	let version = '';
	let ids: ReadonlySet<string> = new Set();
	return id => {
		const taken = database.take(now => (now === version ? [] : [{table: 'runs'}]));
		if (taken === 'unreadable') return false;
		if (taken === 'busy' || taken.version === version) return ids.has(id);
		const table = taken.tables.get('runs');
		const found = new Set<string>();
		const column = table?.column('run_uuid') ?? -1;
		table?.scan(row => found.add(row.text(column) ?? ''));
		version = taken.version;
		ids = found;
		return ids.has(id);
	};
}
