import type {FileAccess} from '../../core/files/files.ts';
import type {Judgement} from '../../core/status.ts';
import {PickleNode, readPickle} from '../../encodings/pickle/index.ts';
import {type Parsed, WholeFile} from '../whole-file.ts';

const name = 'job_return.pickle';
const limits = {maxBytes: 16 * 1024 * 1024, maxObjects: 200_000};
/** Clocks of file systems, and what copies one file after the other. */
const slackMs = 2000;

type JobStatus = 'COMPLETED' | 'FAILED';

/** How a job came back by what Hydra pickles of it, a `JobReturn` (hydra/core/utils.py); null where it does not tell. */
export function statusIn(value: unknown): JobStatus | null {
	const state = value instanceof PickleNode && value.state instanceof Map ? value.state : new Map();
	const status: unknown = state.get('status');
	const code = status instanceof PickleNode ? status.args[0] : null;
	return code === 1 ? 'COMPLETED' : code === 2 ? 'FAILED' : null;
}

function parseReturn(bytes: Uint8Array): Parsed<JobStatus> {
	const status = statusIn(readPickle(bytes, limits).value);
	return {value: status, fault: status === null ? 'holds no status of the job that can be read' : null};
}

/** What a job returned, which lies beside its configs where it has Hydra's own `PickleJobInfoCallback` (hydra/experimental/callbacks.py). */
export class JobReturnFile extends WholeFile<JobStatus> {
	constructor(folder: string, files: FileAccess) {
		super(`${folder}/${name}`, files, parseReturn);
	}

	/**
	 * The end of the job; null where it has not returned.
	 * @param beganAtMs when its configs were written: what is older was returned by an earlier start in the same directory
	 */
	outcome(beganAtMs: number): Judgement | null {
		if (this.value === null || this.modifiedAtMs + slackMs < beganAtMs) return null;
		return {status: this.value === 'FAILED' ? 'failed' : 'finished', why: `JobStatus.${this.value} in ${name}`};
	}
}
