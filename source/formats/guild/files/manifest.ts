import {type FileAccess, stateText} from '../../../core/files/files.ts';
import type {Problem} from '../../../core/run.ts';
import {hexDigest} from '../../../encodings/digests/sha.ts';
import {decodeFile} from '../../../encodings/text/text.ts';
import {Given, type GivenFile} from '../../given.ts';
import {splitWords} from '../attributes/operation.ts';
import {fileNames} from '../layout.ts';

/** A file of a run and what it was when it was noted. */
export interface Noted {
	/** Relative to the run directory. */
	path: string;
	digest: string;
}

const mostBytes = 256 * 1024 * 1024;
const mostManifestBytes = 16 * 1024 * 1024;
const digestForm = /^[0-9a-f]{40}$/;

/** The text of a run's manifest; null where there is none, or it is too long. */
export function readManifest(files: FileAccess, runPath: string): string | null {
	const bytes = files.readWhole(`${runPath}/${fileNames.own}/${fileNames.manifest}`, mostManifestBytes);
	return bytes === null ? null : decodeFile(bytes);
}

interface LastGiven {
	runPath: string;
	/** Of the file as it was read. */
	state: string;
	given: Given | null;
}

/** A run with tables and folders of its own is asked about twice in a row. */
const lastGiven = new WeakMap<FileAccess, LastGiven>();

/** All that Guild has put into a run: copies of source code, and what the operation needs, such as data; null where nobody knows. */
export function givenTo(runPath: string, files: FileAccess): Given | null {
	const stat = files.stat(`${runPath}/${fileNames.own}/${fileNames.manifest}`);
	if (stat === null) return null;
	const state = stateText(stat);
	const known = lastGiven.get(files);
	if (known?.runPath === runPath && known.state === state) return known.given;
	const text = readManifest(files, runPath);
	const given = text === null ? null : new Given(notesIn(text), 'sha1', stat.modifiedAtMs);
	lastGiven.set(files, {runPath, state, given});
	return given;
}

/** What it says of each path. */
function notesIn(text: string): Map<string, GivenFile> {
	const notes = new Map<string, GivenFile>();
	for (const line of text.split('\n')) {
		const [kind, path, digest = ''] = splitWords(line) ?? [];
		if (path !== undefined) notes.set(path, {digest: digestForm.test(digest) ? digest : null, isData: kind !== 's'});
	}
	return notes;
}

/** Lines of Guild's manifest, `<kind> <path> <sha1 or -> <where from> …`, words quoted as a shell does; those without a digest are left out. */
export function parseManifest(text: string): Noted[] {
	return text.split('\n').flatMap(line => {
		const [, path, digest] = splitWords(line) ?? [];
		return path !== undefined && digest !== undefined && digestForm.test(digest) ? [{path, digest}] : [];
	});
}

/** For a check: what is wrong with a manifest itself; `hasSource` where the run has noted that source code was copied. */
export function verifyManifest(text: string, hasSource: boolean): string | null {
	const unknown = 'which files the run was given is not known';
	if (text === '') return hasSource ? `Is empty: ${unknown}; restore it from a copy` : null;
	const lines = text.split('\n');
	if (lines.pop() !== '') return `Ends within line ${lines.length + 1}, or was cut there: ${unknown} from there on`;
	const odd = lines.findIndex(line => !/^[a-z]$/.test(splitWords(line)?.[0] ?? '') || (splitWords(line)?.length ?? 0) < 2);
	return odd < 0 ? null : `Line ${odd + 1} is no entry of a manifest: it was cut or damaged`;
}

/** Compares files of a run with their digests: what is gone, what cannot be read, what is another file now. */
export function compareDigests(
	files: FileAccess,
	directory: string,
	noted: readonly Noted[],
	algorithm: 'sha1' | 'sha256',
): Problem[] {
	return noted.flatMap(({path, digest}) => {
		const file = `${directory}/${path}`;
		const stat = files.stat(file);
		if (stat === null) return [{file, message: 'Is in the manifest of the run and gone'}];
		if (stat.size > mostBytes) return [{file, message: 'Larger than 256 MiB, so it was not compared with the manifest'}];
		const bytes = files.readWhole(file, mostBytes);
		if (bytes === null) return [{file, message: 'Cannot be read, so it was not compared with the manifest'}];
		return hexDigest(algorithm, bytes) === digest
			? []
			: [{file, message: 'Is another file than the manifest of the run says: it was changed since'}];
	});
}
