import type {FileAccess} from '../../core/files/files.ts';
import type {Judgement} from '../../core/run.ts';
import {readPickle} from '../../encodings/pickle/index.ts';
import {decodeText} from '../../encodings/text/text.ts';
import type {Listing} from '../format.ts';
import {statusIn} from '../hydra/job-return.ts';

const submitted = '_submitted.pkl';
const mostResultBytes = 16 * 1024 * 1024;
const headBytes = 4096;

/**
 * The job that a directory is of: submitit (submitit/core/utils.py, JobPaths) writes `<id>_submitted.pkl` before it starts, `<id>_0_log.out`
 * and `.err`, and `<id>_0_result.pkl` at its end. Null where it is of none, or of several.
 */
export function jobIdOf({entries}: Listing): string | null {
	const found = entries.filter(({name, kind}) => kind === 'file' && /^\d+(_\d+)?_submitted\.pkl$/.test(name));
	return found.length === 1 ? found[0]!.name.slice(0, -submitted.length) : null;
}

export interface JobPaths {
	submitted: string;
	output: string;
	errors: string;
	result: string;
	/** Written for Slurm alone. */
	script: string;
}

export function pathsOf(directory: string, id: string): JobPaths {
	const at = `${directory}/${id}`;
	return {
		submitted: at + submitted,
		output: `${at}_0_log.out`,
		errors: `${at}_0_log.err`,
		result: `${at}_0_result.pkl`,
		script: `${directory}/${id.replace(/_\d+$/, '')}_submission.sh`,
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
}

/** What the result says of the end; null where there is none yet. A job of Hydra comes back whole from its own failure, and says so inside. */
export function readEnd(file: string, files: FileAccess): JobEnd | null {
	const bytes = files.readWhole(file, mostResultBytes);
	if (bytes === null) return null;
	const {value} = readPickle(bytes, {maxBytes: mostResultBytes, maxObjects: 200_000});
	const [kind, payload] = Array.isArray(value) ? value : [];
	const name = file.slice(file.lastIndexOf('/') + 1);
	if (kind === 'error') {
		const trace = typeof payload === 'string' ? payload.trimEnd() : '';
		return {outcome: {status: 'failed', why: `error in ${name}`}, error: trace === '' ? null : trace};
	}
	if (kind !== 'success') return null;
	const hasFailed = statusIn(payload) === 'FAILED';
	return {
		outcome: hasFailed ? {status: 'failed', why: `JobStatus.FAILED in ${name}`} : {status: 'finished', why: `result in ${name}`},
		error: null,
	};
}
