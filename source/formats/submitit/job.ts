import type {FileAccess} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {JsonObject} from '../../core/run.ts';
import type {Judgement} from '../../core/status.ts';
import {type PickleValue, readPickle} from '../../encodings/pickle/index.ts';
import {countZeros, decodeText} from '../../encodings/text/text.ts';
import type {Listing} from '../format.ts';
import {readJobReturn} from '../hydra/job-return.ts';
import {summaryOfReturned} from '../hydra/returned.ts';

const submitted = '_submitted.pkl';
const mostResultBytes = 16 * 1024 * 1024;
const headBytes = 4096;

/**
 * The jobs that a directory is of: submitit (submitit/core/utils.py, JobPaths) writes `<id>_submitted.pkl` before it starts, `<id>_0_log.out`
 * and `.err`, and `<id>_0_result.pkl` at its end.
 */
export function jobIdsOf({entries}: Listing): string[] {
	const found = entries.filter(({name, kind}) => kind === 'file' && /^\d+(_\d+)?_submitted\.pkl$/.test(name));
	return found.map(({name}) => name.slice(0, -submitted.length));
}

export interface JobPaths {
	id: string;
	output: string;
	errors: string;
	result: string;
	/** Written for Slurm alone. */
	script: string;
}

/** @param file what was written before the job started */
export function pathsOf(file: string): JobPaths {
	const at = file.slice(0, -submitted.length);
	return {
		id: nameOf(at),
		output: `${at}_0_log.out`,
		errors: `${at}_0_log.err`,
		result: `${at}_0_result.pkl`,
		script: `${at.replace(/_\d+$/, '')}_submission.sh`,
	};
}

/** Host that a job was started on, as it says itself in its first lines; null before that. */
export function readHost(output: string, files: FileAccess): string | null {
	const head = files.readRange(output, 0, headBytes);
	return head === null ? null : (/JobEnvironment\(job_id=[^,]+, hostname=([^,)]+)/.exec(decodeText(head))?.[1] ?? null);
}

export interface JobEnd {
	outcome: Judgement;
	error: string | null;
	/** What it returned. */
	summary: JsonObject;
	/** What is wrong with the result; null where nothing is. */
	fault: string | null;
}

/** Why a result says nothing of the end, continuing "the file …". */
function faultOf(bytes: Uint8Array, isCut: boolean): string {
	if (bytes.length === 0) return 'is empty';
	if (countZeros(bytes) === bytes.length) return 'holds nothing but zero bytes';
	return isCut ? `ends too early, at byte ${bytes.length}` : 'holds no result of submitit';
}

/**
 * What the result says of the end; null where there is none yet, or none that may be read. A job of Hydra comes back whole from its own failure,
 * and says so inside. The file gets its name when it is whole (submitit/core/utils.py, temporary_save_path): one that makes no sense is damaged.
 */
export function readEnd(file: string, files: FileAccess): JobEnd | null {
	const bytes = files.readWhole(file, mostResultBytes);
	if (bytes === null) return null;
	const name = nameOf(file);
	const {value, damage} = readPickle(bytes, {maxBytes: mostResultBytes, maxObjects: 200_000});
	// Of one that is cut the first word may be left, and an error is one without its trace.
	const end = endOf(damage === null || Array.isArray(value) ? value : [value ?? null], name);
	if ((end !== null && damage === null) || damage?.kind === 'large') return end;
	const fault = `${name} ${faultOf(bytes, damage?.kind === 'cut')}`;
	if (end?.outcome.status === 'failed') return {...end, fault};
	return {outcome: {status: 'unknown', why: `${fault}, and it would say how the job ended`}, error: null, summary: {}, fault};
}

function endOf(value: PickleValue | undefined, name: string): JobEnd | null {
	const [kind, payload] = Array.isArray(value) ? value : [];
	if (kind === 'error') {
		const trace = typeof payload === 'string' ? payload.trimEnd() : '';
		return {outcome: {status: 'failed', why: `error in ${name}`}, error: trace === '' ? null : trace, summary: {}, fault: null};
	}
	if (kind !== 'success') return null;
	const back = readJobReturn(payload);
	const outcome: Judgement =
		back?.status === 'FAILED'
			? {status: 'failed', why: `JobStatus.FAILED in ${name}`}
			: {status: 'finished', why: `result in ${name}`};
	return {outcome, error: back?.error ?? null, summary: back?.summary ?? summaryOfReturned(payload), fault: null};
}
