import type {RunFacts, Status} from '../core/run.ts';

/** A run that something is to be done to, as the engine knows it. */
export interface Target {
	id: string;
	name: string;
	/** Absolute path of its directory, or of the file it is kept in. */
	path: string;
	/** Absolute path of the root it was found under. */
	root: string;
	format: string;
	/** True where ids of its format are unique only in their store. */
	hasLocalId: boolean;
	status: Status;
	statusWhy: string;
	facts: RunFacts;
}

/** Why something is not done, for people. */
export interface Refusal {
	refusal: string;
	/** What would have been done, where that is known all the same. */
	lines?: string[];
}

export function isRefusal(value: object): value is Refusal {
	return 'refusal' in value;
}

/** True where its process lives, or may live, as far as anybody knows. */
export function isLive({status}: Pick<Target, 'status'>): boolean {
	return status === 'running' || status === 'stalled' || status === 'queued';
}
