import type {RunFacts} from '../run.ts';
import type {Status} from '../status.ts';

/** A run that something is to be done to, as the engine knows it. Plain data: it crosses threads and processes. */
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
	/** True where no process of this machine has its files open, though one may open them again for a row. */
	isUnheld: boolean;
	/** Its process, or that which has its files open, as it was seen here; null where none was. */
	livePid: number | null;
	facts: RunFacts;
	/** Id of the living run that repeats it, null where none does. */
	liveRestart: string | null;
	/** False while it is still being read, and not all is known that was recorded. */
	isComplete: boolean;
	/** True where other runs lie in its directory. */
	holdsOthers: boolean;
}

/** True where it is prepared, or was to be, and nobody is at work on it: what is done to it disturbs nothing. */
export function isWaiting({status, facts: {outcome}}: Pick<Target, 'status' | 'facts'>, nowMs: number): boolean {
	return status === 'queued' && outcome?.waits === true && nowMs >= (outcome.fromMs ?? 0);
}

/** True where its process lives, or may live, as far as anybody knows. */
export function isLive({status}: Pick<Target, 'status'>): boolean {
	return status === 'running' || status === 'stalled' || status === 'queued';
}
