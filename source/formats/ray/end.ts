import type {FileAccess} from '../../core/files/files.ts';
import {readEnd} from '../../core/files/read-end.ts';
import type {JsonObject} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {errorOfTrace} from '../trace-error.ts';
import {numberOf, objectOf, textOf} from '../values.ts';
import type {KnownTrial} from './experiment.ts';

const tailBytes = 64 * 1024;
/** A row of RLlib holds the reward of each episode, and its settings. */
const longRowBytes = 4 * 1024 * 1024;
/** The marks that end an event file are small. */
const markBytes = 4096;
/** Of a row, what tells of the trial in words. */
const textColumns = ['trial_id', 'date', 'hostname'];
const head = /^Failure # (\d+) \(occurred at ([\d_-]+)\)\n/gm;

/** True for the event files that its logger writes. */
export const isEventFile = (name: string): boolean => name.startsWith('events.out.tfevents.');

/** The newest failure in a trial's `error.txt`. */
export interface Failure {
	/** Failures so far, with this one. */
	count: number;
	/** When it was, by the clock of the experiment: text that sorts by it. */
	atText: string;
	error: string | null;
}

/** What the files in the directory of a trial tell of its end. */
export interface OwnEnd {
	/** Null where there was none; `shut` where that may not be read. */
	failure: Failure | 'shut' | null;
	/** The last whole row of `result.json`, or of `progress.csv` where there is none; an empty one where there is neither. */
	last: JsonObject;
	/** Which of them that is. */
	lastFrom: string;
	/** True where its newest event file was closed: Ray's logger writes a mark into it then, which says SUCCESS whatever became of the trial. */
	isClosed: boolean;
}

/** Reads what a trial's own files tell of its end. `directory` is that of the trial, absolute. */
export function readOwnEnd(directory: string, files: FileAccess): OwnEnd {
	const isJson = files.stat(`${directory}/result.json`) !== null;
	return {
		failure: readFailure(`${directory}/error.txt`, files),
		last: isJson
			? objectOf(parseTolerantJson(readLastLine(`${directory}/result.json`, files)))
			: readLastOfTable(`${directory}/progress.csv`, files),
		lastFrom: isJson ? 'result.json' : 'progress.csv',
		isClosed: readIsClosed(directory, files),
	};
}

/** What the last row of `progress.csv` says of the trial, as `result.json` would (ray/tune/logger/csv.py writes the same results, flattened). */
function readLastOfTable(path: string, files: FileAccess): JsonObject {
	const head = decodeText(files.readRange(path, 0, tailBytes) ?? new Uint8Array(0));
	const columns = cellsOf(head.slice(0, Math.max(0, head.search(/\r?\n/))));
	const cells = cellsOf(readLastLine(path, files));
	if (cells.length !== columns.length || columns.length < 2 || cells.every((cell, at) => cell === columns[at])) return {};
	const last: JsonObject = {};
	for (const [at, name] of columns.entries()) {
		const cell = cells[at]!;
		if (cell === '') continue;
		if (textColumns.includes(name)) last[name] = cell;
		else if (name === 'done') last.done = cell === 'True';
		else if (Number.isFinite(Number(cell))) last[name] = Number(cell);
	}
	return last;
}

/** The cells of a row; those of lists, which have commas, are quoted. */
const cellsOf = (line: string): string[] => [...`${line},`.matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(match => match[1]!);

/** The end of `error.txt`, to which each failure of the trial adds its trace. */
function readFailure(path: string, files: FileAccess): OwnEnd['failure'] {
	const text = readTail(path, files);
	if (text === null) return 'shut';
	const last = [...text.matchAll(head)].at(-1);
	if (last === undefined) return null;
	const lines = text.slice(last.index + last[0].length).split('\n');
	const at = lines.findIndex(line => /^\s+File "/.test(line));
	return {count: Number(last[1]), atText: last[2]!, error: errorOfTrace(lines.slice(Math.max(0, at)).join('\n'))};
}

function readIsClosed(directory: string, files: FileAccess): boolean {
	const newest = (files.names(directory) ?? []).filter(isEventFile).sort().at(-1);
	if (newest === undefined) return false;
	return readTail(`${directory}/${newest}`, files, markBytes)?.includes('_hparams_/session_end_info') ?? false;
}

/** The last line that is whole; empty where there is none, or it may not be read. */
function readLastLine(path: string, files: FileAccess): string {
	const size = files.stat(path)?.size ?? 0;
	for (const most of [tailBytes, longRowBytes]) {
		const lines = (readTail(path, files, most) ?? '').split(/\r?\n/).slice(0, -1);
		if (lines.length > 1 || size <= most) return lines.at(-1) ?? '';
	}
	return '';
}

/** Empty where there is nothing; null where it may not be read. */
function readTail(path: string, files: FileAccess, most = tailBytes): string | null {
	const bytes = readEnd(path, files, most);
	return bytes === null ? null : decodeText(bytes);
}

/**
 * How a trial ended, as far as anything proves it. The experiment's state is written every few seconds, so it may be behind what the trial's
 * own files say, but what it calls over is. A failure may be followed by another start.
 * @param known what the experiment knows of it; null where that does not tell of it
 * @param isQuiet true where nobody is at work on the experiment
 */
export function judgeTrial(known: KnownTrial | null, own: OwnEnd, isQuiet: boolean): Judgement | null {
	const status = known?.state.status;
	if (status === 'TERMINATED') return {status: 'finished', why: 'experiment state says TERMINATED'};
	if (status === 'ERROR') return {status: 'failed', why: 'experiment state says ERROR'};
	const {failure} = own;
	if (failure === 'shut' && known === null)
		return {status: 'unknown', why: 'error.txt cannot be read, and it would say how the trial ended'};
	const end = failure === null ? judgeSuccess(own) : failure === 'shut' ? null : judgeFailure(failure, known, own);
	if (end !== null || known === null || !isWaiting(known, own.last, isQuiet)) return end;
	return {status: 'queued', why: `experiment state says ${status}`};
}

/** True for a trial whose turn has not come yet, or has not come again since it was paused or has failed. */
function isWaiting({state, writtenAtMs}: KnownTrial, last: JsonObject, isQuiet: boolean): boolean {
	if (state.status !== 'PENDING' && state.status !== 'PAUSED') return false;
	const rowAtMs = (numberOf(last.timestamp) ?? 0) * 1000;
	return last.training_iteration === undefined || (!isQuiet && rowAtMs <= writtenAtMs);
}

/** A trial that fails leaves its error before its loggers close their files. */
function judgeSuccess({last, lastFrom, isClosed}: OwnEnd): Judgement | null {
	if (last.done === true) return {status: 'finished', why: `last row of ${lastFrom} is done`};
	return isClosed ? {status: 'finished', why: 'its event file was closed, and no error follows its last row'} : null;
}

function judgeFailure(failure: Failure, known: KnownTrial | null, own: OwnEnd): Judgement | null {
	if ((textOf(own.last.date) ?? '') > failure.atText) return judgeSuccess(own);
	// It was taken up again where it lies, and has nothing to show for that yet.
	if (known !== null && known.begunText > failure.atText) return null;
	const most = known?.state.mostFailures ?? null;
	const startsAgain = most !== null && (most < 0 || failure.count <= most);
	return startsAgain ? null : {status: 'failed', why: 'nothing follows the failure in error.txt'};
}
