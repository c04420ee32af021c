import type {FileAccess} from '../../../core/files/files.ts';
import {isObject} from '../../values.ts';
import {fileNames} from '../layout.ts';
import type {RunRecord} from '../record/record.ts';
import {objectAt, textAt} from '../record/values.ts';

/** How many parts of a path are tried together, and how many directories above the run they are looked for in. */
const longestTail = 5;
const furthestUp = 6;
/** From a record's own time to when its file was made, at most: its inputs are hashed in between. */
const bornWithinMs = 60_000;
/** Between the two times of a file that was written here, at most. */
const copySlackMs = 1000;

/** The directory that relative paths in a record start from: the run's own directory without its `save_dir`, wherever it lies now. */
export function rootOf(directory: string, record: RunRecord): string | null {
	const tail = record.saveDirectory?.replace(/^\.\//, '').replace(/\/+$/, '') ?? null;
	if (tail !== null && !tail.startsWith('/') && directory.endsWith(`/${tail}`))
		return directory.slice(0, -tail.length - 1) || '/';
	return recordedRoots(record)[0] ?? null;
}

/**
 * Where a recorded path is now. Records hold absolute paths of the machine they were made on; the tree is often elsewhere since, so the
 * longest tail of the path that exists beside the run is taken. Null where nothing like it is there.
 */
export function locate(files: FileAccess, directory: string, record: RunRecord, recorded: string): string | null {
	if (recorded.startsWith('/') && files.stat(recorded) !== null) return recorded;
	const root = rootOf(directory, record);
	for (const before of recordedRoots(record)) {
		if (root === null || !recorded.startsWith(`${before}/`)) continue;
		const moved = `${root}${recorded.slice(before.length)}`;
		if (files.stat(moved) !== null) return moved;
	}
	const parts = recorded.split('/').filter(part => part !== '' && part !== '.');
	const above = directory.split('/');
	for (let from = Math.max(0, parts.length - longestTail); from < parts.length; from++) {
		const tail = parts.slice(from).join('/');
		for (let depth = above.length - 1; depth > Math.max(0, above.length - 1 - furthestUp); depth--) {
			const candidate = `${above.slice(0, depth).join('/')}/${tail}`;
			if (files.stat(candidate) !== null) return candidate;
		}
	}
	return null;
}

/**
 * True where the run was made in another place than it lies in now: copied since, or seen through a mount. The recorded places are those of the
 * sources, which a run need not lie in: one whose record came to be here when it was made, while they are here too, is in its own place, unless the
 * same record lies where they would have it.
 */
export function isElsewhere(files: FileAccess, directory: string, record: RunRecord): boolean {
	const recorded = recordedRoots(record);
	const root = rootOf(directory, record);
	const {saveDirectory: saved} = record;
	if (saved !== null && recorded.some(path => isOriginal(files, directory, saved.startsWith('/') ? saved : `${path}/${saved}`)))
		return true;
	if (root === null || recorded.length === 0 || recorded.includes(root)) return false;
	const {bornAtMs = 0, modifiedAtMs = 0} = files.stat(`${directory}/${fileNames.lock}`) ?? {};
	// Only what copies a file can leave it an earlier time than that of its making.
	const isCopied = modifiedAtMs < bornAtMs - copySlackMs;
	const ageMs = bornAtMs - (record.startedAtMs ?? Number.NaN);
	const isBornHere = bornAtMs > 0 && !isCopied && Math.abs(ageMs) < bornWithinMs;
	if (isBornHere && recorded.some(path => files.exists(path))) return false;
	const here = files.stat(root);
	return !recorded.some(path => {
		const there = files.stat(path);
		return there !== null && here !== null && there.inode === here.inode && there.device === here.device;
	});
}

/** True where another directory has the same record: its first line is the time when it was made, to the microsecond. */
function isOriginal(files: FileAccess, directory: string, other: string): boolean {
	const [here, there] = [directory, other].map(path => `${path}/${fileNames.lock}`) as [string, string];
	const [own, first] = [files.stat(here), files.stat(there)];
	if (own === null || first === null || (own.inode === first.inode && own.device === first.device)) return false;
	const [line, otherLine] = [here, there].map(
		path => /^timestamp:.*/.exec(new TextDecoder().decode(files.readRange(path, 0, 100) ?? undefined))?.[0],
	);
	return line !== undefined && line === otherLine;
}

/** Directories of the sources as they were, which the other absolute paths usually begin with. */
export function recordedRoots({raw}: RunRecord): string[] {
	const scopes = [...Object.values(objectAt(raw, 'source_scope')), ...Object.values(objectAt(raw, 'repos'))];
	return [
		...new Set(scopes.flatMap(scope => (isObject(scope) ? [textAt(scope, 'path')] : [])).filter(path => path?.startsWith('/'))),
	] as string[];
}
