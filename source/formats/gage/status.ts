import type {Judgement} from '../../core/run.ts';
import {judgeExit, wordOfExit} from '../guild/exit.ts';

export interface Marks {
	exit: number | null;
	hasLock: boolean;
	isStaged: boolean;
	isInitialized: boolean;
	isStarted: boolean;
	/** `active`, `trash` or the id of an archive. */
	container: string;
}

/**
 * How a run stands as far as its files prove it; null where its process has to tell. The release of Gage leaves the lock of a run that was
 * stopped with ctrl-c and then calls it running for ever, so a lock proves nothing here.
 */
export function outcomeOf(marks: Marks): Judgement | null {
	const own = ownOutcome(marks);
	if (marks.container !== 'trash') return own;
	return {status: 'deleted', why: `in Gage's trash${own === null ? '' : `; before that ${own.status}, ${own.why}`}`};
}

function ownOutcome({exit, hasLock, isStaged, isInitialized, isStarted}: Marks): Judgement | null {
	if (exit !== null) return judgeExit(exit, 'proc/exit');
	if (hasLock || isStarted) return null;
	if (isStaged) return {status: 'queued', why: 'staged and not started'};
	if (isInitialized) return {status: 'queued', why: 'initialized, and being prepared'};
	return {status: 'unknown', why: 'its meta holds no time and no exit code'};
}

/** Gage's own word. */
export function wordOf({exit, hasLock, isStaged, isInitialized}: Marks): string {
	if (exit !== null) return wordOfExit(exit);
	if (hasLock) return 'running';
	return isStaged ? 'staged' : isInitialized ? 'pending' : 'unknown';
}
