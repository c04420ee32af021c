import {journalFileName} from '../../core/files/journal-file.ts';
import {directoryOf, nameOf} from '../../core/files/paths.ts';
import {placeId} from '../../core/files/place-id.ts';
import type {RunFacts} from '../../core/run.ts';
import {unpackedName} from '../plain/packed.ts';
import type {JournalEntry} from './journal.ts';

/** A place that a run was known by when it had the same file, and whose journal may tell of it. */
export interface Elsewhere {
	path: string;
	id: string;
	/** Name of that journal. */
	name: string;
	/** The file of the run that was all, or the first, of what lay in its directory by then; null where the place is that of the file itself. */
	file: string | null;
}

/** Logs or tables of one run; a directory with more is none that was read one by one before. */
const mostFiles = 16;
/** Of such formats a file is a run, and so is a directory with one of them. */
const formatsOfFiles = new Set(['csv', 'jsonl', 'json', 'textlog']);
const known = new WeakMap<readonly string[], {at: string; places: Elsewhere[]}>();

/**
 * Other places of a run that is told from others by where it lies: its log alone in a directory is the run of that, and a run by itself beside a second
 * one. What was said of it by then is said of it.
 */
export function placesElsewhere(format: string, at: string, {id, signFiles}: Pick<RunFacts, 'id' | 'signFiles'>): Elsewhere[] {
	if (id !== null || !formatsOfFiles.has(format)) return [];
	const before = known.get(signFiles);
	if (before?.at === at) return before.places;
	const places = findPlaces(format, at, signFiles);
	known.set(signFiles, {at, places});
	return places;
}

function findPlaces(format: string, at: string, files: readonly string[]): Elsewhere[] {
	const placeOf = (place: string, file: string | null): Elsewhere => {
		const id = placeId(place);
		return {path: place, id, name: journalFileName(format, id), file};
	};
	if (files.includes(at)) return [placeOf(directoryOf(at), nameOf(at))];
	return files.length > mostFiles ? [] : files.filter(file => directoryOf(file) === at).map(file => placeOf(file, null));
}

/** Paths of the files of a run of a directory by which its words are told from those of another one that lay there; null where nothing tells that. */
const filesOf = (format: string, at: string, {id, signFiles}: Pick<RunFacts, 'id' | 'signFiles'>): readonly string[] | null =>
	id !== null || !formatsOfFiles.has(format) || signFiles.includes(at)
		? null
		: signFiles.filter(file => directoryOf(file) === at);

/** The name of the file that words about the run of a directory go with once others lie beside it; null where that is no such run. */
export function fileSaidOf(format: string, at: string, {id, signFiles}: Pick<RunFacts, 'id' | 'signFiles'>): string | null {
	const file = filesOf(format, at, {id, signFiles})?.[0];
	return file === undefined ? null : nameOf(file);
}

/**
 * False for a word that names a file which the run of a directory has not, where that was said before any of its own was made: the other one lay beside
 * them, and is gone. A file that was there by then may have been renamed, and one of the same name may have been packed since.
 * @param bornAtMs when a file was made here, milliseconds since the epoch; 0 where nobody knows
 */
export function isSaidOfFiles(
	{file, atMs}: JournalEntry,
	run: {format: string; path: string; facts: Pick<RunFacts, 'id' | 'signFiles'>},
	bornAtMs: (path: string) => number,
): boolean {
	if (file === undefined) return true;
	const files = filesOf(run.format, run.path, run.facts) ?? [];
	return files.length === 0 || files.some(path => unpackedName(nameOf(path)) === unpackedName(file) || bornAtMs(path) <= atMs);
}

/**
 * True for a word in such a journal that was said of the run.
 * @param bornAtMs when the file of the run was made here, milliseconds since the epoch, 0 where nobody knows: what was said before names no file
 */
export function isSaidElsewhere({file, atMs}: JournalEntry, place: Elsewhere, bornAtMs: number): boolean {
	if (place.file === null) return true;
	return file === undefined ? bornAtMs > 0 && bornAtMs <= atMs : file === place.file;
}
