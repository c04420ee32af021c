import type {FileAccess} from '../../../core/files/files.ts';
import {nameOf} from '../../../core/files/paths.ts';
import type {JsonObject, Problem} from '../../../core/run.ts';
import {parseJsonPrefix} from '../../../encodings/json/json-prefix.ts';
import {parseExactJson} from '../../../encodings/json/tolerant-json.ts';
import {decodeFile} from '../../../encodings/text/text.ts';
import {isObject} from '../../values.ts';
import {fileNames} from '../layout.ts';
import type {TaskRow} from '../tasks/tasks.ts';
import type {RunRecord} from './record.ts';
import {textAt, timeOf} from './values.ts';

/** The marks that a run leaves at its end. */
export interface EndMarks {
	complete: boolean;
	error: {
		/** Null, as the message, where the file is damaged and does not tell any more. */
		type: string | null;
		message: string | null;
		traceback: string | null;
		/** The task of a sweep that it was. */
		taskId: string | null;
		node: string | null;
		stage: string | null;
	} | null;
	endedAtMs: number | null;
}

const mostBytes = 4 * 1024 * 1024;

const errorKeys = ['exc_type', 'exc_message', 'traceback', 'timestamp'];

export const unmarked: EndMarks = {complete: false, error: null, endedAtMs: null};

/**
 * Reads run.complete and run.error. A success removes the error and a failure the success; where a copy has both, the later one counts.
 * @param problems gets what is damaged; a mark is a mark all the same
 */
export function readMarks(files: FileAccess, directory: string, problems: Problem[]): EndMarks {
	const complete = readObject(files, `${directory}/${fileNames.complete}`, problems);
	const told = problems.length;
	const failed = readFailure(files, `${directory}/${fileNames.error}`, problems);
	const isWhole = problems.length === told;
	const completeMs = complete === null ? null : timeOf(complete.ts);
	const failedMs = failed === null ? null : timeOf(failed.timestamp);
	if (complete !== null && 'ts' in complete && completeMs === null)
		problems.push({
			file: `${directory}/${fileNames.complete}`,
			message: 'run.complete holds no time in ts: when the run ended is unknown; restore it from a copy',
		});
	if (isWhole && failed !== null && Object.keys(failed).length > 0 && !errorKeys.some(key => key in failed))
		problems.push({file: `${directory}/${fileNames.error}`, message: 'run.error tells of no error, as flexlock writes it'});
	const hasFailed = failed !== null && (complete === null || (failedMs ?? 0) > (completeMs ?? 0));
	return {
		complete: complete !== null && !hasFailed,
		error: hasFailed
			? {
					type: textAt(failed, 'exc_type'),
					message: 'exc_message' in failed ? (textAt(failed, 'exc_message') ?? '') : null,
					traceback: textAt(failed, 'traceback'),
					taskId: textAt(failed, 'task_id'),
					node: textAt(failed, 'node'),
					stage: textAt(failed, 'stage'),
				}
			: null,
		endedAtMs: hasFailed ? failedMs : completeMs,
	};
}

/**
 * The marks of the latest start: `--force` leaves the error of the start before, and `--save-dir-policy unsafe` also its success, where they are
 * until the run is over (flexlock 0.10.0, api.py), while run.lock is written anew, and gets the result before the mark of a success.
 */
export function marksSince(marks: EndMarks, {startedAtMs, result, isDamaged}: RunRecord): EndMarks {
	const {endedAtMs} = marks;
	const isEarlier = startedAtMs !== null && endedAtMs !== null && endedAtMs < startedAtMs;
	return isEarlier && result === null && !isDamaged ? unmarked : marks;
}

/** What went wrong; of an interrupted task what flexlock says of its worker. A row’s error is that of the stage of a composite task that failed: the sound ones before it have none. */
export function errorText({error, complete}: EndMarks, row: TaskRow | null): string | null {
	if (error?.traceback) return error.traceback.trimEnd();
	const isBroken = row?.status === 'failed' || row?.status === 'interrupted';
	const ofRow = !complete && isBroken ? row.error : null;
	if (error === null) return ofRow;
	if (ofRow?.includes(error.message ?? '')) return ofRow;
	return error.message === null ? error.type : `${error.type ?? 'error'}: ${error.message}`;
}

/** What run.error says, of a cut one every value that is whole. */
function readFailure(files: FileAccess, file: string, problems: Problem[]): JsonObject | null {
	const read = readObject(files, file, problems);
	if (read === null || 'timestamp' in read) return read;
	const text = decodeFile(files.readWhole(file, mostBytes) ?? new Uint8Array());
	const whole = [...text.matchAll(/^\s*("\w+"):\s*("(?:[^"\\]|\\.)*")\s*,?\s*$/gm)].map(([, name, value]) => `${name}:${value}`);
	const found = parseExactJson(`{${whole.join()}}`);
	return isObject(found) ? {...found, ...read} : read;
}

/** A small JSON object of Python; of a damaged one what is whole, an empty one where nothing can be read, null where it is not there. */
export function readObject(files: FileAccess, file: string, problems: Problem[]): JsonObject | null {
	if (files.stat(file)?.kind !== 'file') return null;
	const bytes = files.readWhole(file, mostBytes);
	const name = nameOf(file);
	if (bytes === null) {
		problems.push({file, message: `${name} cannot be read; check who may read it`});
		return {};
	}
	const text = decodeFile(bytes);
	const {value, cutAt} = parseJsonPrefix(text, parseExactJson);
	const left = isObject(value) ? value : {};
	if (isObject(value) && cutAt === text.length) return left;
	const rest = Object.keys(left).length === 0 ? 'or no JSON object' : 'or damaged: what can still be read of it is shown';
	const what = bytes.length === 0 ? 'is empty' : `is cut ${rest}`;
	problems.push({file, message: `${name} ${what}; restore it from a copy`});
	return left;
}
