import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Problem, RunEvent} from '../../core/run.ts';
import {parseExactJson} from '../../encodings/json/tolerant-json.ts';
import {pickleToJson} from '../../encodings/pickle/index.ts';
import {decodeFile} from '../../encodings/text/text.ts';
import {fileNames, noteNames} from './layout.ts';
import {readSaved} from './saved.ts';

const noteBytes = 1024 * 1024;

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
		if (files.stat(file)?.kind !== 'file') continue;
		if (name === 'note.pickle') {
			const {value, damage} = readSaved(files, file, noteBytes);
			if (damage !== null) notes.problems.push({file, message: damage});
			if (value !== undefined) addNote(notes, name, pickleToJson(value, {maxValues: 500}));
			continue;
		}
		const bytes = files.readWhole(file, noteBytes);
		if (bytes === null) notes.problems.push({file, message: `${name} cannot be read`});
		else if (name === 'note.txt') addNote(notes, name, decodeFile(bytes));
		else addJsonNote(notes, file, decodeFile(bytes));
	}
	return notes;
}

function addJsonNote(notes: Notes, file: string, text: string): void {
	const value = parseExactJson(text);
	if (value !== undefined) addNote(notes, 'note.json', value);
	else notes.problems.push({file, message: text.trim() === '' ? 'note.json is empty' : 'note.json is cut or no JSON'});
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
		if (stat === null) found.problems.push({file, message: `The checkpoint ${path} is listed, but is not there`});
		const atMs = timeInName(path) ?? stat?.modifiedAtMs ?? null;
		found.events.push({atMs, step: null, kind: 'checkpoint', text: stat === null ? `${path} (missing)` : path});
		if (atMs !== null) found.newestAtMs = Math.max(found.newestAtMs ?? 0, atMs);
	}
	return found;
}

function listedPaths(files: FileAccess, list: string): string[] | null | 'damaged' {
	const bytes = files.readWhole(list, noteBytes);
	if (bytes === null) return null;
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
