import type {FileAccess} from '../../core/files/files.ts';
import type {JsonObject, Judgement} from '../../core/run.ts';
import {parseTolerantJson} from '../../encodings/json/tolerant-json.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {errorOfTrace} from '../trace-error.ts';
import {objectOf, textOf} from '../values.ts';
import type {TrialState} from './experiment.ts';

const tailBytes = 64 * 1024;
const head = /^Failure # (\d+) \(occurred at ([\d_-]+)\)\n/gm;

/** The newest failure in a trial's `error.txt`. */
export interface Failure {
	/** Failures so far, with this one. */
	count: number;
	/** When it was, by the clock of the experiment: text that sorts by it. */
	atText: string;
	error: string | null;
}

/** The end of `error.txt`, to which each failure of the trial adds its trace; null where there is none. */
export function readFailure(path: string, files: FileAccess): Failure | null {
	const text = readTail(path, files);
	const last = [...text.matchAll(head)].at(-1);
	if (last === undefined) return null;
	const lines = text.slice(last.index + last[0].length).split('\n');
	const at = lines.findIndex(line => /^\s+File "/.test(line));
	return {count: Number(last[1]), atText: last[2]!, error: errorOfTrace(lines.slice(Math.max(0, at)).join('\n'))};
}

/** The last whole row of `result.json`; an empty one where there is none. */
export function readLastResult(path: string, files: FileAccess): JsonObject {
	const lines = readTail(path, files).split('\n').slice(0, -1);
	return objectOf(parseTolerantJson(lines.at(-1) ?? ''));
}

function readTail(path: string, files: FileAccess): string {
	const size = files.stat(path)?.size ?? 0;
	const bytes = size === 0 ? null : files.readRange(path, Math.max(0, size - tailBytes), tailBytes);
	return bytes === null ? '' : decodeText(bytes);
}

/**
 * How a trial ended, as far as anything proves it. The experiment's state is written every few seconds, so it may be behind what the trial's
 * own files say, but what it calls over is. A failure may be followed by another start.
 * @param begunText when the experiment was started or restored for the last time, by the clock of the failure; null where nobody knows
 */
export function judgeTrial(
	state: TrialState | null,
	failure: Failure | null,
	last: JsonObject,
	begunText: string | null,
): Judgement | null {
	if (state?.status === 'TERMINATED') return {status: 'finished', why: 'experiment state says TERMINATED'};
	if (state?.status === 'ERROR') return {status: 'failed', why: 'experiment state says ERROR'};
	if (failure !== null) return judgeFailure(failure, state, last, begunText);
	return last.done === true ? {status: 'finished', why: 'last row of result.json is done'} : null;
}

function judgeFailure(failure: Failure, state: TrialState | null, last: JsonObject, begunText: string | null): Judgement | null {
	const isFollowed = (textOf(last.date) ?? '') > failure.atText || (begunText !== null && begunText > failure.atText);
	if (isFollowed) return last.done === true ? {status: 'finished', why: 'last row of result.json is done'} : null;
	const most = state?.mostFailures ?? null;
	const startsAgain = most !== null && (most < 0 || failure.count <= most);
	return startsAgain ? null : {status: 'failed', why: 'nothing follows the failure in error.txt'};
}
