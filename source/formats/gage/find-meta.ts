import type {FileAccess} from '../../core/files/files.ts';
import type {Claim} from '../format.ts';
import {readAhead} from './archive.ts';
import {metasFor, placeOf} from './layout.ts';

/** Of which a meta has one at least. */
const firstFiles = ['opref', 'id', '__schema__'];
/** What an archive must have that is to count before the directory, where that has it. */
const telling = [...firstFiles, 'initialized', 'staged', 'started', 'stopped', 'proc/exit', 'proc/lock', 'summary.json'];

/** An archive, or a directory with one of the files that Gage writes first, which any may be damaged, unless its archive is what counts. */
export function isMeta(path: string, files: FileAccess): boolean {
	if (/\.zip(?:\.deleted)?$/.test(path)) return files.stat(path) !== null;
	const hasAny = firstFiles.some(name => files.stat(`${path}/${name}`) !== null);
	return hasAny && !isNothing(path, files) && !isArchived(path, files);
}

/**
 * True where all that there is of a run is an empty opref: Gage makes the file before it finds that what it was asked for has no name that it could
 * write (run_util.make_run), and leaves it.
 */
function isNothing(path: string, files: FileAccess): boolean {
	if (files.stat(`${path}/opref`)?.size !== 0 || files.list(path)?.length !== 1) return false;
	const place = placeOf(path);
	if (place === null) return false;
	const {work, user, moves, project} = place;
	return [work, user, moves, project].every(part => files.stat(part) === null);
}

/**
 * True for what is left of a directory: Gage deletes it once its archive is made, and may be killed in between. While the archive is being made
 * it lacks its end.
 */
function isArchived(path: string, files: FileAccess): boolean {
	const archive = path.replace(/\.meta(?=(?:\.deleted)?$)/, '.meta.zip');
	const zip = readAhead(files, archive);
	if (zip === null) return false;
	const held = new Set(zip.names);
	return (
		zip.damage === null && held.has('opref') && telling.every(name => held.has(name) || files.stat(`${path}/${name}`) === null)
	);
}

/** A claim on a run by its meta. */
export const claimOn = (path: string): Claim => ({format: 'gage', path, files: [path], ownsSubtree: false});

/** Path of the meta of the run of which a directory is a part, or lies in one; undefined where it is no part's. */
export function findMeta(directory: string, files: FileAccess): string | undefined {
	return metasFor(directory).find(candidate => isMeta(candidate, files));
}
