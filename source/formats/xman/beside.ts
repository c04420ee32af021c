import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem, RunEvent} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {type PickleValue, pickleToJson} from '../../encodings/pickle/index.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {fileNames, noteNames} from './layout.ts';
import {type Limits, readSaved, tooLarge} from './saved.ts';

const noteBytes = 1024 * 1024;
/** Of a longer text, in bytes. */
const shownOfLong = 4096;
const noteLimits: Limits = {whole: noteBytes, condensed: 8 * noteBytes};
const notShown = 'the note is not shown';

/** What is lost of a note with this value, and what to do. */
const noteLoss = (value: PickleValue | undefined): string =>
	`${value === undefined ? notShown : 'what can still be read of the note is shown'}; restore the file from a copy`;

/** What people and the running code left beside an experiment's state. */
export interface Notes {
	texts: string[];
	/** By file name, as data where they hold some. */
	values: JsonObject;
	problems: Problem[];
}

/** Reads note.txt, note.json and note.pickle of an experiment, a group or a project. */
export function readNotes(files: FileAccess, directory: string): Notes {
	const notes: Notes = {texts: [], values: {}, problems: []};
	for (const name of noteNames) {
		const file = `${directory}/${name}`;
		const kind = files.stat(file)?.kind;
		if (kind === 'directory') notes.problems.push({file, message: `${name} is a directory, so ${notShown}`});
		if (kind !== 'file') continue;
		if (name === 'note.pickle') addPickledNote(notes, files, file);
		else addTextNote(notes, files, file, name);
	}
	return notes;
}

function addPickledNote(notes: Notes, files: FileAccess, file: string): void {
	const {value, damage, isTooLarge, bytes} = readSaved(files, file, noteLimits);
	const wrong = isTooLarge ? tooLarge('note.pickle', bytes, notShown) : damage === null ? null : `${damage}: ${noteLoss(value)}`;
	if (wrong !== null) notes.problems.push({file, message: wrong});
	if (value !== undefined) addNote(notes, 'note.pickle', pickleToJson(value, {maxValues: 500}));
}

function addTextNote(notes: Notes, files: FileAccess, file: string, name: 'note.txt' | 'note.json'): void {
	const size = files.stat(file)?.size ?? 0;
	// The beginning of a text tells as well, that of JSON does not.
	const isLong = size > noteBytes;
	const bytes = isLong ? files.readRange(file, 0, shownOfLong) : files.readWhole(file, noteBytes);
	if (bytes === null) notes.problems.push({file, message: `${name} cannot be read, so ${notShown}`});
	else if (name === 'note.json' && isLong) notes.problems.push({file, message: tooLarge(name, size, notShown)});
	else if (name === 'note.json') addJsonNote(notes, file, decodeFile(bytes));
	else {
		const text = decodeFile(bytes);
		if (text.trim() !== '') addNote(notes, name, isLong ? `${text.replace(/\ufffd$/, '')}… (${size} bytes in all)` : text);
	}
}

function addJsonNote(notes: Notes, file: string, text: string): void {
	const value = parseExactJson(text);
	if (value !== undefined) addNote(notes, 'note.json', value);
	else
		notes.problems.push({
			file,
			message: `note.json is ${text.trim() === '' ? 'empty' : 'cut or no JSON'}: ${noteLoss(undefined)}`,
		});
}

function addNote(notes: Notes, name: string, value: JsonObject[string]): void {
	notes.texts.push(typeof value === 'string' ? value.trim() : JSON.stringify(value, withOddNumbers));
	notes.values[name] = value;
}

/** Keeps NaN and the infinities, which JSON would make null. */
function withOddNumbers(_key: string, value: unknown): unknown {
	return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

export interface Checkpoints {
	events: RunEvent[];
	/** Time of the newest, milliseconds. */
	newestAtMs: number | null;
	problems: Problem[];
}

/** Reads the list of checkpoints; where that is damaged, the directory itself tells. */
export function readCheckpoints(files: FileAccess, directory: string): Checkpoints {
	const found: Checkpoints = {events: [], newestAtMs: null, problems: []};
	const list = `${directory}/${fileNames.checkpointList}`;
	let paths = listedPaths(files, list);
	if (paths === 'damaged')
		found.problems.push({
			file: list,
			message: 'checkpoints/list.json is cut or no list of paths; the files themselves are shown',
		});
	if (paths === null || paths === 'damaged') {
		const entries = files.list(`${directory}/${fileNames.checkpoints}`) ?? [];
		paths = entries
			.flatMap(({name, kind}) => (kind === 'file' && name.endsWith('.cp') ? [`${fileNames.checkpoints}/${name}`] : []))
			.sort();
	}
	for (const path of paths.slice(-1000)) {
		const file = path.startsWith('/') ? path : `${directory}/${path}`;
		const stat = files.stat(file);
		const isElsewhere = stat === null && mayBeElsewhere(path);
		if (stat === null && !isElsewhere) found.problems.push({file, message: `The checkpoint ${path} is listed, but is not there`});
		const atMs = timeInName(path) ?? stat?.modifiedAtMs ?? null;
		const place = isElsewhere ? ' (not in its directory)' : stat === null ? ' (missing)' : '';
		found.events.push({atMs, step: null, kind: 'checkpoint', text: `${path}${place}`});
		if (atMs !== null) found.newestAtMs = Math.max(found.newestAtMs ?? 0, atMs);
	}
	return found;
}

/**
 * True of a path that may be one from where the session ran, which nobody knows: what is saved outside of the experiment is listed as it was typed
 * (save_checkpoint of xman/filesystem.py). What xman names itself lies in the experiment.
 */
function mayBeElsewhere(path: string): boolean {
	return !path.startsWith('/') && !(path.startsWith(`${fileNames.checkpoints}/`) && timeInName(path) !== null);
}

function listedPaths(files: FileAccess, list: string): string[] | null | 'damaged' {
	const bytes = files.readWhole(list, noteBytes);
	if (bytes === null) return files.stat(list)?.kind === 'directory' ? 'damaged' : null;
	const paths = parseExactJson(decodeFile(bytes));
	return Array.isArray(paths) && paths.every(path => typeof path === 'string') ? paths : 'damaged';
}

/** xman names checkpoints by UTC time: "2026-11-21__00_53_02--699692913.cp" (the last nine digits are nanoseconds). */
function timeInName(path: string): number | null {
	const found = /(\d{4})-(\d\d)-(\d\d)__(\d\d)_(\d\d)_(\d\d)--(\d{9})\.cp$/.exec(path);
	if (found === null) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, nanoseconds = 0] = found.slice(1).map(Number);
	return Date.UTC(year, month - 1, day, hour, minute, second) + nanoseconds / 1e6;
}
