import type {FileAccess} from '../../core/files/files.ts';
import type {RunFacts} from '../../core/run.ts';
import {PickleNode, readPickle} from '../../encodings/pickle/index.ts';
import {type Parsed, WholeFile} from '../whole-file.ts';
import {exceptionText, summaryOfReturned} from './returned.ts';

const name = 'job_return.pickle';
const limits = {maxBytes: 16 * 1024 * 1024, maxObjects: 200_000};
/** Clocks of file systems, and what copies one file after the other. */
const slackMs = 2000;

type JobStatus = 'COMPLETED' | 'FAILED';

/** How a job came back. */
export interface JobReturn {
	status: JobStatus;
	/** What it raised, as the last line of its trace says that: the trace itself is not kept. Null where that is not known, or nothing was raised. */
	error: string | null;
	/** What it returned: the number by which a sweep judges it. */
	summary: RunFacts['summary'];
}

/**
 * How a job came back by what Hydra pickles of it, a `JobReturn`, which holds what the job has returned, or else the exception that it raised
 * (hydra/core/utils.py; in Hydra 1.0 `return_value`, of jobs that came back well); null where it does not tell.
 */
export function readJobReturn(value: unknown): JobReturn | null {
	const state = value instanceof PickleNode && value.state instanceof Map ? value.state : new Map();
	const status: unknown = state.get('status');
	const code = status instanceof PickleNode ? status.args[0] : null;
	const returned = state.get('_return_value') ?? state.get('return_value') ?? null;
	if (code === 1) return {status: 'COMPLETED', error: null, summary: summaryOfReturned(returned)};
	return code === 2 ? {status: 'FAILED', error: exceptionText(returned), summary: {}} : null;
}

function parseReturn(bytes: Uint8Array): Parsed<JobReturn> {
	const value = readJobReturn(readPickle(bytes, limits).value);
	return {value, fault: value === null ? 'holds no status of the job that can be read' : null};
}

/** What a job returned, which lies beside its configs where it has Hydra's own `PickleJobInfoCallback` (hydra/experimental/callbacks.py). */
export class JobReturnFile extends WholeFile<JobReturn> {
	constructor(folder: string, files: FileAccess) {
		super(`${folder}/${name}`, files, parseReturn);
	}

	/**
	 * The end of the job, with what it returned or raised; all empty where it has not returned.
	 * @param beganAtMs when its configs were written: what is older was returned by an earlier start in the same directory
	 */
	facts(beganAtMs: number): Pick<RunFacts, 'outcome' | 'error' | 'summary'> {
		if (this.value === null || this.modifiedAtMs + slackMs < beganAtMs) return {outcome: null, error: null, summary: {}};
		const {status, error, summary} = this.value;
		const outcome = {status: status === 'FAILED' ? 'failed' : 'finished', why: `JobStatus.${status} in ${name}`} as const;
		return {outcome, error, summary};
	}
}
