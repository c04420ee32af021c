import type {TrackedRun} from '../model/tracked-run.ts';
import type {ProcessEvidence} from './evidence.ts';

/** A time further ahead than this is one of a skewed clock. */
const slackMs = 60_000;
/** What a process wrote before its end may be read this much later. */
const flushMs = 3000;
const dayMs = 86_400_000;

export interface LifeSign {
	/** Newest sign of life, milliseconds since the epoch; null where there is none that can be believed. */
	signAtMs: number | null;
	/** How far the times lie ahead of this clock, milliseconds; 0 where they do not. */
	aheadMs: number;
	/** When its files were copied here, where they are a copy without a time of their own; null where nothing says so. */
	copiedAtMs: number | null;
}

/**
 * Newest sign of life. Times inside the data count more than file times, which a copy makes new. A time from the future is a skewed clock:
 * it gives way to the file's, and where that is ahead too, to growth that this program has seen itself.
 */
export function findSign(run: TrackedRun, nowMs: number): LifeSign {
	const {facts, grewAtMs, modifiedAtMs, appendedAtMs} = run;
	const copiedAtMs = copyOf(run);
	const past = (atMs: number | null): number | null => (atMs !== null && atMs <= nowMs + slackMs ? atMs : null);
	const sign = Math.max(
		past(facts.lastSignMs) ?? past(copiedAtMs === null ? modifiedAtMs : facts.startedAtMs) ?? 0,
		past(appendedAtMs) ?? 0,
		grewAtMs,
	);
	const newestMs = Math.max(facts.lastSignMs ?? 0, modifiedAtMs);
	const aheadMs = newestMs > nowMs + slackMs ? newestMs - nowMs : 0;
	if (sign > 0) return {signAtMs: sign, aheadMs, copiedAtMs};
	return {signAtMs: aheadMs > 0 ? null : past(facts.startedAtMs), aheadMs, copiedAtMs};
}

/**
 * A run's first file is as old as the run. Where all its files were made here together, or are empty, and that a day or more after its start
 * (clocks are not that far apart), they were copied: their times say nothing of its life.
 */
function copyOf({facts, madeAtMs, grewAtMs, appendedAtMs}: TrackedRun): number | null {
	const {startedAtMs, lastSignMs} = facts;
	if (lastSignMs !== null || startedAtMs === null || madeAtMs === 0 || grewAtMs > 0 || appendedAtMs > 0) return null;
	return madeAtMs - startedAtMs > dayMs ? madeAtMs : null;
}

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
 * Files that go on growing although nobody seems to be there have a writer that this machine does not show: in a container, on another
 * machine, or a child of the process that is gone. Absence proves nothing then.
 */
export function weighAbsence(evidence: ProcessEvidence, sinceMs: number | null, grewAtMs: number, nowMs: number): Absence {
	const {kind} = evidence;
	if (kind === 'alive' || kind === 'writer') return {evidence, sinceMs: null};
	if (kind === 'unknown') return {evidence, sinceMs};
	const since = sinceMs ?? nowMs;
	if (grewAtMs <= since + flushMs) return {evidence, sinceMs: since};
	if (kind === 'no writer') return {evidence: {kind: 'unknown'}, sinceMs: since};
	const instead = kind === 'gone' ? evidence.why : `pid ${evidence.pid} has ended`;
	return {evidence: {kind: 'unknown', instead}, sinceMs: since};
}
