import type {Judgement} from '../../../core/status.ts';
import type {EndMarks} from '../record/marks.ts';
import type {Generation} from '../record/record.ts';
import {saidOf} from '../tasks/sweep-record.ts';
import {countsText, type TaskCounts, type TaskRow} from '../tasks/tasks.ts';

export interface StatusEvidence {
	marks: EndMarks;
	/** The row of this run in a sweep's database. */
	row: TaskRow | null;
	/** True where it is a stage of the task in that row, and a later stage failed. */
	isSoundStage: boolean;
	/** The tasks of this run, where it is a sweep. */
	tasks: TaskCounts | null;
	/** True where the sweep came to its end in order, with tasks left or not. */
	isClosed: boolean;
	/** True where its tasks are a scheduler's to start, none of whose jobs has begun. */
	isHandedOver: boolean;
	generation: Generation;
	/** True where the directory has flexlock's own lock, which a living controller holds open. */
	hasController: boolean;
	/** True where workers that live would hold its tasks' database open. */
	isHeld: boolean;
	/** Where it was made, where that is not here: then nothing here can tell whether its controller lives. */
	madeIn: string | null;
}

/**
 * How the run stands, as far as its files prove it; null where its controller may be alive. The marks in its own directory come before the
 * row of its task: one failed stage of a composite task leaves a sound stage before it sound, although they share a row.
 */
export function outcomeOf(evidence: StatusEvidence): Judgement | null {
	const {marks, row, tasks, madeIn} = evidence;
	const begunAgain = isBegunAgain(row, marks);
	if (!begunAgain && marks.error !== null) return failure(marks.error, row);
	if (!begunAgain && marks.complete) return {status: 'finished', why: 'run.complete is there'};
	if (evidence.isSoundStage) return {status: 'finished', why: 'a later stage of its task failed; run.complete is missing'};
	const settled = row !== null ? ofRow(row) : tasks !== null && tasks.total > 0 ? ofTasks(tasks, evidence) : null;
	if (settled !== null) return settled;
	const silent = withoutMark(evidence);
	if (silent !== null && !evidence.isHeld) return silent;
	if (madeIn !== null)
		return {
			status: 'unknown',
			why: `it has no end mark, and it was made in ${madeIn}: whether its controller lives cannot be seen here`,
		};
	return null;
}

/** True where a task runs that was started after the end which its marks tell: they are those of the start before. */
export const isBegunAgain = (row: TaskRow | null, {endedAtMs}: EndMarks): boolean =>
	row?.status === 'running' && row.startedAtMs !== null && endedAtMs !== null && row.startedAtMs > endedAtMs;

/** What is to be said of a run of the early versions, which leave no mark of their end; null for others. */
export function withoutMark({tasks, generation, hasController}: StatusEvidence): Judgement | null {
	if (generation === 'current' || (generation === 'early' && hasController)) return null;
	return {status: 'unknown', why: `${tasks === null ? '' : `${countsText(tasks)} (${tasks.from}); `}${unmarked[generation]}`};
}

const unmarked = {
	caller: 'so early a flexlock writes run.lock when the run asks for it, and no mark of its end',
	early: 'this early flexlock writes run.lock, and no mark of its end',
} as const;

function failure({type, message}: NonNullable<EndMarks['error']>, row: TaskRow | null): Judgement {
	if (type === null || (message === null && type !== 'KeyboardInterrupt')) {
		const said = row === null ? null : ofRow(row);
		const isEnd = said?.status === 'failed' || said?.status === 'stopped';
		if (isEnd) return said;
		return {status: 'failed', why: `run.error${type === null ? ' is there' : `: ${type}`}; what more it said cannot be read`};
	}
	if (type === 'KeyboardInterrupt') return {status: 'stopped', why: 'run.error says that it was interrupted from the keyboard'};
	return {status: 'failed', why: `run.error: ${type}${message ? `: ${message.split('\n')[0]}` : ''}`};
}

/** How a task stands by its row; null where it runs. */
export function ofRow(row: TaskRow): Judgement | null {
	const {status} = row;
	switch (status) {
		case 'done':
			return {status: 'finished', why: 'its task is done in the sweep’s database'};
		case 'failed':
			return {status: 'failed', why: `its task failed: ${saidOf(row)}`};
		case 'interrupted':
			return {status: 'stopped', why: `its task was ${saidOf(row)}`};
		case 'pending':
			return {status: 'queued', why: 'its task waits in the sweep’s database'};
		case 'running':
			return null;
		default:
			return {status: 'unknown', why: `its task is in the state "${status}"`};
	}
}

/** A sweep with tasks left is alive or not as its controller is. */
function ofTasks(tasks: TaskCounts, {isClosed, isHandedOver}: StatusEvidence): Judgement | null {
	const {counts, total, ended, from, gap} = tasks;
	// What handed them over has ended, or waits itself.
	if (isHandedOver && counts.pending === total)
		return {status: 'queued', why: `handed to a scheduler, which has started nothing of it: ${countsText(tasks)} (${from})`};
	if (ended < total) {
		if (!isClosed || !counts.interrupted || counts.running) return null;
		return {status: 'stopped', why: `it was interrupted, and ended with tasks left: ${countsText(tasks)} (${from})`};
	}
	if (gap !== null) return {status: 'unknown', why: `${countsText(tasks)} (${from}); ${gap}`};
	const why = `all ${total} tasks ended: ${countsText(tasks)} (${from})`;
	if (counts.failed) return {status: 'failed', why};
	return {status: counts.interrupted ? 'stopped' : 'finished', why};
}
