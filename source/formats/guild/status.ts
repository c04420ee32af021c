import type {Judgement} from '../../core/run.ts';
import {judgeExit, wordOfExit} from './exit.ts';

/** What tells how a run stands. Times in milliseconds. */
export interface Marks {
	isDeleted: boolean;
	/** Name of the remote that it runs on; null where it runs here, '' where the file does not say. */
	remote: string | null;
	isPending: boolean;
	isStaged: boolean;
	exitStatus: number | null;
	startedAtMs: number | null;
	stoppedAtMs: number | null;
}

/**
 * True where the exit status is that of an earlier attempt: a restart in place rewrites the start and leaves the end as it was, so that
 * Guild itself lists a restarted run as completed while it runs, and for ever where it is killed then.
 */
export function isRestarted({startedAtMs, stoppedAtMs}: Marks): boolean {
	return startedAtMs !== null && stoppedAtMs !== null && startedAtMs > stoppedAtMs;
}

/** How the run stands as far as its files prove it, in the order in which Guild looks; null where its process has to tell. */
export function outcomeOf(marks: Marks): Judgement | null {
	const own = ownOutcome(marks);
	if (!marks.isDeleted) return own;
	return {status: 'deleted', why: `in Guild's trash${own === null ? '' : `; before that ${own.status}, ${own.why}`}`};
}

function ownOutcome(marks: Marks): Judgement | null {
	const {remote, isPending, isStaged, exitStatus} = marks;
	if (remote !== null)
		return {status: 'running', why: `LOCK.remote: on remote ${remote || '(unnamed)'} when it was last synchronized`};
	if (isPending) return {status: 'queued', why: 'PENDING: being prepared'};
	if (isStaged) return {status: 'queued', why: 'STAGED: prepared and not started'};
	if (exitStatus === null || isRestarted(marks)) return null;
	return judgeExit(exitStatus, 'exit_status');
}

/** Guild's own word where it needs no process to say it. */
export function wordOf({remote, isPending, isStaged, exitStatus}: Marks): string | null {
	if (remote !== null) return 'running';
	if (isPending) return 'pending';
	if (isStaged) return 'staged';
	return exitStatus === null ? null : wordOfExit(exitStatus);
}
