import {mostPoints} from '../../../core/row.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {ProcessEvidence} from '../writers/evidence.ts';

/** A time further ahead than this is one of a skewed clock. */
const slackMs = 60_000;
/** What a process wrote before its end may be read this much later. */
const flushMs = 3000;
/** So long after that it is still asked whether what was read so late was written so late. */
const readLateMs = 15_000;
const dayMs = 86_400_000;
/** So long after the last growth others are believed to go on beside a suspended process. */
const besideMs = 120_000;

export interface LifeSign {
	/** Newest sign of life, milliseconds since the epoch; null where there is none that can be believed. */
	signAtMs: number | null;
	/** True where that is only its start. */
	isStart: boolean;
	/** How far the times lie ahead of this clock, milliseconds; 0 where they do not. */
	aheadMs: number;
}

/**
 * Newest sign of life. Times inside the data count more than file times, which a copy makes new. A time from the future is a skewed clock:
 * it gives way to the file's, and where that is ahead too, to growth that this program has seen itself.
 */
export function findSign(run: TrackedRun, nowMs: number): LifeSign {
	const {facts, grewAtMs, modifiedAtMs, appendedAtMs, copiedAtMs} = run;
	const past = (atMs: number | null): number | null => (atMs !== null && atMs <= nowMs + slackMs ? atMs : null);
	// A time that is older than the file itself came with the copy.
	const isOfFiles = copiedAtMs === null || modifiedAtMs < copiedAtMs;
	const sign = Math.max(past(facts.lastSignMs) ?? past(isOfFiles ? modifiedAtMs : null) ?? 0, past(appendedAtMs) ?? 0, grewAtMs);
	const newestMs = Math.max(facts.lastSignMs ?? 0, modifiedAtMs);
	const aheadMs = newestMs > nowMs + slackMs ? newestMs - nowMs : 0;
	if (sign > 0) return {signAtMs: sign, isStart: false, aheadMs};
	const startMs = aheadMs > 0 ? null : past(facts.startedAtMs);
	return {signAtMs: startMs, isStart: startMs !== null, aheadMs};
}

/** A file that is made anew for each row is hardly younger than that row, and never older than a few of them. */
const leastRewriteMs = 10_000;

/** Rows of a run that has just begun, and how far apart in time they are at least where they were not copied, milliseconds. */
const [mostFirstRows, apartMs] = [20, 100];

/**
 * When the files of a run were copied here; null where they were not, as far as anybody knows. A run's first file is as old as the run, and
 * its last one as its last point. Files that were all made in one go are a copy where the run is older than they are (by a minute for a run
 * of this machine, by a day for one whose clock is another), where its points lie further apart than the making of the files took, or where
 * they held several points from the beginning and no time at all. A run that says it works in this very directory is none: a copy names that
 * of the original. Nor is one whose newest row is as new as its files, for the next few rows: many writers replace their file for each.
 */
export function findCopy(run: TrackedRun, isHere: boolean, nowMs: number): number | null {
	const {facts, grewAtMs, appendedAtMs} = run;
	if (grewAtMs > 0 || appendedAtMs > 0 || facts.command?.cwd === run.path) return null;
	const {made} = run;
	if (made === null) return null;
	const {startedAtMs, lastSignMs} = facts;
	const newestMs = lastSignMs ?? startedAtMs;
	const oldestMs = startedAtMs ?? lastSignMs;
	if (newestMs === null || oldestMs === null)
		return hasPoints(run) && !facts.writer.writesWhole && !isBeginning(run, made.lastMs, nowMs) ? made.lastMs : null;
	const rewriteMs = Math.max(leastRewriteMs, (3 * (newestMs - oldestMs)) / Math.max(1, pointsOf(run) - 1));
	const isFresh = nowMs - made.lastMs <= rewriteMs && Math.abs(made.lastMs - newestMs) <= rewriteMs;
	if (isFresh && facts.pid === null && !facts.writer.holdsOpen) return null;
	const isOlder = made.firstMs - oldestMs > (isHere ? slackMs : dayMs) || made.firstMs - newestMs > dayMs;
	const isLonger = newestMs - oldestMs > slackMs + made.lastMs - made.firstMs;
	return isOlder || (isLonger && !facts.writer.writesWhole) ? made.lastMs : null;
}

const hasPoints = (run: TrackedRun): boolean => rowsOf(run) > 1;

/** True where a few rows were written a moment ago, and not at once: a copy of so few is made within less than the time between them. */
function isBeginning(run: TrackedRun, madeAtMs: number, nowMs: number): boolean {
	const {modifiedAtMs} = run;
	return modifiedAtMs - madeAtMs >= apartMs && nowMs - modifiedAtMs <= leastRewriteMs && rowsOf(run) <= mostFirstRows;
}

/** True where a point of it was read. */
export const hasRows = (run: TrackedRun): boolean => pointsOf(run) > 0;

/** Rows that its files hold, also where none of their values could be read. */
export const rowsOf = (run: TrackedRun): number => Math.max(pointsOf(run), run.facts.unreadRows ?? 0);

/** Points of the fullest metric. */
function pointsOf(run: TrackedRun): number {
	if (run.asleep !== null) return mostPoints(run.asleep.table);
	let most = 0;
	for (const {length} of run.metrics.values()) most = Math.max(most, length);
	return most;
}

/**
 * How many rows a run has whose files hold no time, and were left alone since they were made: it has just begun, or is a copy of one that had.
 * Null where it tells more of itself.
 */
export const findBeginning = (run: TrackedRun): number | null =>
	isTimeless(run) && !run.facts.writer.writesWhole ? rowsOf(run) : null;

/** True for a run whose files hold no time, and were left alone since they were made, where its writer makes them anew for all that it adds. */
export const isWrittenOnce = (run: TrackedRun): boolean => isTimeless(run) && run.facts.writer.writesWhole === true;

/** True where nothing but its files tells when a run was, and these were made in one go. */
const isTimeless = ({facts, grewAtMs, appendedAtMs, made}: TrackedRun): boolean =>
	grewAtMs <= 0 && appendedAtMs <= 0 && made !== null && facts.startedAtMs === null && facts.lastSignMs === null;

/** When its files changed the last time by this machine's clock, as far as neither a copy nor a skewed clock can have made it up. */
export function findTouch({grewAtMs, appendedAtMs}: TrackedRun, nowMs: number): number {
	return Math.max(grewAtMs, appendedAtMs <= nowMs + slackMs ? appendedAtMs : 0);
}

/** Evidence of absence, and since when there was some. */
export interface Absence {
	evidence: ProcessEvidence;
	/** Milliseconds since the epoch; null while somebody is there. */
	sinceMs: number | null;
}

/**
 * Files that go on growing although nobody seems to be there, or to be awake, have a writer that this machine does not show: in a
 * container, on another machine, or a child of the process that is gone. Absence proves nothing then.
 */
export function weighAbsence(
	evidence: ProcessEvidence,
	sinceMs: number | null,
	{grewAtMs, modifiedAtMs}: Pick<TrackedRun, 'grewAtMs' | 'modifiedAtMs'>,
	nowMs: number,
): Absence {
	const {kind} = evidence;
	if (kind === 'writer' || (kind === 'alive' && !evidence.suspended)) return {evidence, sinceMs: null};
	if (kind === 'unknown') return {evidence, sinceMs};
	const since = sinceMs ?? nowMs;
	if (grewAtMs <= since + flushMs) return {evidence, sinceMs: since};
	// What was written before its end may be read long after it, on a busy machine: its files tell when it was.
	if (grewAtMs <= since + readLateMs && modifiedAtMs > 0 && modifiedAtMs <= since + flushMs) return {evidence, sinceMs: since};
	// Who wrote beside a suspended process has stopped too: it is what they wait for.
	if (kind === 'alive' && nowMs - grewAtMs > besideMs) return {evidence, sinceMs: since};
	if (kind === 'no writer') return {evidence: {kind: 'unknown'}, sinceMs: since};
	const instead = kind === 'gone' ? evidence.why : `pid ${evidence.pid} ${kind === 'alive' ? 'is suspended' : 'has ended'}`;
	return {evidence: {kind: 'unknown', instead}, sinceMs: since};
}
