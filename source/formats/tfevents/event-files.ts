import type {Entry, FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {RunFacts} from '../../core/run.ts';
import type {WriterHabits} from '../../core/writer-habits.ts';
import {type EventFileName, isAddress, isEventFile, readFileName} from './file-name.ts';

/** The tensorboard package appends each event at once and keeps no file open. */
const appends: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: false, holdsOpen: false};
/** tensorboardX and TensorFlow hold the file open and write a block of it at a time, or what there is after two minutes. Both load numpy. */
const buffers: WriterHabits = {
	bufferMs: 120_000,
	bufferBytes: 8192,
	marksEnd: false,
	holdsOpen: true,
	python: {needs: ['numpy'], program: null},
};

/** Absolute paths of the event files among the entries of a directory, in the order in which they were begun. */
export function listEventFiles(directory: string, entries: readonly Entry[]): string[] {
	const names = entries.filter(entry => entry.kind !== 'directory' && isEventFile(entry.name)).map(entry => entry.name);
	return names.sort().map(name => `${directory}/${name}`);
}

/**
 * Without the copies that a browser or a desktop makes beside a file (`events.out….0 (1)`; no host has a blank): of each file and its copies the
 * largest stands for all, for readers that take every point of every file.
 */
export function withoutCopies(paths: readonly string[], files: FileAccess): string[] {
	if (!paths.some(path => path.includes(' '))) return [...paths];
	const best = new Map<string, {path: string; size: number}>();
	for (const path of paths) {
		const blank = path.indexOf(' ', path.lastIndexOf('/'));
		const original = blank < 0 ? path : path.slice(0, blank);
		const key = paths.includes(original) ? original : path;
		const size = files.stat(path)?.size ?? 0;
		if (size > (best.get(key)?.size ?? -1)) best.set(key, {path, size});
	}
	return Array.from(best.values(), ({path}) => path);
}

/**
 * The host of the newest file. What programs add to the names of their files, such as the number of a process, is behind the host, and nothing
 * tells it from the rest of that, but files beside it whose hosts begin with the same label and go on with another one.
 */
function hostOf(names: readonly EventFileName[]): string | null {
	const {host, pid} = names.at(-1)!;
	if (host === null || pid !== null || isAddress(host)) return host;
	let shared = host.split('.');
	for (const other of names) {
		if (other.host === null || other.pid !== null) continue;
		const labels = other.host.split('.');
		const common = shared.findIndex((label, i) => label !== labels[i]);
		if (common > 0) shared = shared.slice(0, common);
	}
	return shared.join('.');
}

/**
 * Facts that the names of a run's event files give: host and process of the newest, and how its writer behaves. `sawTorn` is true where a file
 * was seen to end inside a record: then it is written in blocks, whatever its name says (the tensorboard package does so where TensorFlow is
 * installed beside it).
 */
export function factsOfNames(paths: readonly string[], sawTorn: boolean): Partial<RunFacts> {
	const names = paths.map(path => readFileName(nameOf(path)));
	const newest = names.at(-1);
	if (newest === undefined) return {};
	return {
		startedAtMs: names[0]!.openedAtMs,
		host: hostOf(names),
		pid: newest.pid,
		writer: newest.writer === 'tensorboard' && !sawTorn ? appends : buffers,
		signFiles: [...paths],
	};
}
