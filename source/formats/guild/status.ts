import {deletedAfter, type Judgement} from '../../core/status.ts';
import {judgeExit, wordOfExit} from './exit.ts';

/** Between two marks of its preparation and its start: `pip freeze` of a large environment, or the copy of large sources, takes long on a slow disk. */
const startsWithinMs = 60_000;
/** In all, with what it needs from elsewhere. */
const preparesWithinMs = 10 * 60_000;

/** What tells how a run stands. Times in milliseconds. */
export interface Marks {
	isDeleted: boolean;
	/** Name of the remote that it runs on; null where it runs here, '' where the file does not say. */
	remote: string | null;
	isPending: boolean;
	/** When that was said. */
	pendingAtMs: number;
	isStaged: boolean;
	/** True where it has a process, or had one when Guild itself was killed: Guild takes the lock away at an end. */
	hasLock: boolean;
	/** True where it has a lock and its start was written after its exit status, by the times of the files. */
	isStartNewer: boolean;
	exitStatus: number | null;
	/** What is wrong where there is no exit status. */
	exitFault: 'missing' | 'empty' | 'damaged';
	/** False where the directory of its attributes is gone, so that one that is missing proves nothing. */
	hasAttributes: boolean;
	/** True where it says when it was made, which Guild writes first. */
	isInitialized: boolean;
	/** True where Guild came to its start, and nothing that a process leaves is there: Guild waits for it, and locks the run as soon as there is one. */
	hasNoProcess: boolean;
	/** When its preparation came as far as it did: nothing of it was written since. */
	preparedAtMs: number;
	startedAtMs: number | null;
	stoppedAtMs: number | null;
	/** True where the file of its start is there, whatever can be read of it. */
	isStartMarked: boolean;
	/** The same of its end or its exit status. */
	isEndMarked: boolean;
}

/**
 * True where the exit status is that of an earlier attempt: a restart in place rewrites the start and leaves the end as it was, so that
 * Guild itself lists a restarted run as completed while it runs, and for ever where it is killed then. The files of a lock and
 * a start tell it too, where a clock that was set back hides it; a lock alone may be what a copy of the run's earlier days has left, and then only
 * a process tells.
 */
export function isRestarted({startedAtMs, stoppedAtMs, isStartNewer}: Marks): boolean {
	return isStartNewer || (startedAtMs !== null && stoppedAtMs !== null && startedAtMs > stoppedAtMs);
}

/** When it ended as it is recorded: of a restarted run the end of an earlier attempt, unless that would pass for its own. */
export function recordedEndMs(marks: Marks): number | null {
	const {startedAtMs, stoppedAtMs} = marks;
	const passes = startedAtMs === null || stoppedAtMs === null || startedAtMs <= stoppedAtMs;
	return passes && isRestarted(marks) ? null : stoppedAtMs;
}

/** True where an end was recorded, whatever it was: a lock beside it would be one of a new attempt. */
export function hasEnded(marks: Marks): boolean {
	if (isRestarted(marks)) return false;
	return marks.exitStatus !== null || (marks.isEndMarked && !marks.hasLock);
}

/**
 * True where Guild ended its preparation and did not go on to start it, as it does where a dependency is not met. It takes PENDING away in any
 * case, and writes the start at once.
 */
function wasNeverStarted({isInitialized, isStartMarked, isEndMarked, hasLock}: Marks): boolean {
	return isInitialized && !isStartMarked && !isEndMarked && !hasLock;
}

/**
 * True where the command of the last attempt could not be started, as where its program is not there: Guild writes the start and the environment,
 * makes the process and writes LOCK (guild/op.py, 0.6 to HEAD of 2024), and leaves all as it is where that fails.
 */
const couldNotStart = (marks: Marks): boolean => marks.hasNoProcess && !hasEnded(marks);

/** How the run stands as far as its files prove it, in the order in which Guild looks; null where its process has to tell. */
export function outcomeOf(marks: Marks): Judgement | null {
	const own = ownOutcome(marks);
	if (!marks.isDeleted) return own;
	return deletedAfter(own, "in Guild's trash");
}

function ownOutcome(marks: Marks): Judgement | null {
	const {remote, isPending, isStaged, exitStatus} = marks;
	if (remote !== null)
		return {status: 'running', why: `LOCK.remote: on remote ${remote || '(unnamed)'} when it was last synchronized`};
	if (isPending) return pendingOf(marks);
	if (isStaged) return {status: 'queued', why: 'STAGED: prepared and not started', waits: true};
	if (wasNeverStarted(marks))
		return {
			status: 'failed',
			why: 'prepared and never started, as where a dependency is not met: no PENDING, started or LOCK',
			fromMs: marks.preparedAtMs + startsWithinMs,
		};
	if (couldNotStart(marks))
		return {
			status: 'failed',
			why: 'started, and its command could not be run: no LOCK, and no output since',
			fromMs: marks.preparedAtMs + startsWithinMs,
		};
	if (!marks.hasAttributes && !marks.hasLock)
		return {status: 'unknown', why: 'its attributes are gone, and with them how it ended; it has no LOCK'};
	if (!hasEnded(marks)) return null;
	// Guild takes the lock away at an end: there is a new attempt, or a copy of the run's earlier days has left it.
	if (exitStatus !== null) return {...judgeExit(exitStatus, 'exit_status'), ...(marks.hasLock && {mayBeOld: true})};
	return {status: 'unknown', why: `it has ended, and how is not known: exit_status is ${marks.exitFault}`};
}

/**
 * What PENDING says: Guild sets it while it prepares a run, and leaves it where it is killed then. Trials of a batch have it from the moment at
 * which all of them are made until the turn of each comes, which it never does where the batch is over before (guild/batch_util.py).
 */
const pendingOf = ({pendingAtMs}: Marks): Judgement => ({
	status: 'queued',
	why: 'PENDING: made and not started, and nothing of its preparation is written any more',
	fromMs: pendingAtMs + preparesWithinMs,
	waits: true,
});

/** Guild's own word where it needs no process to say it. */
export function wordOf(marks: Marks): string | null {
	const {remote, isPending, isStaged, exitStatus} = marks;
	if (remote !== null) return 'running';
	if (isPending) return 'pending';
	if (isStaged) return 'staged';
	if (exitStatus !== null) return wordOfExit(exitStatus);
	return hasEnded(marks) || wasNeverStarted(marks) || couldNotStart(marks) ? 'error' : null;
}
