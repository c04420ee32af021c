import type {Layer} from '../../../model/layer.ts';
import {digestsOf} from './digests.ts';
import {isUntimed, spanOf} from './times.ts';

/** How long after the last sign of a run, or before its end, a traceback is printed. */
const soonMs = 60_000;
/** What clocks of files and of programs differ in. */
const clockMs = 1000;

/** True for what holds nothing but how a program failed, as `python train.py 2> err.txt` keeps it. */
const isFailureAlone = (log: Layer): boolean => log.factsNow.outcome?.status === 'failed' && digestsOf(log).size === 0;

/**
 * When a tracker was told the last of a run that did not end well, milliseconds; null where it ended well, or nobody knows. Times of files alone count
 * where these were written row by row here: those of a copy say nothing.
 */
function lastToldMs(tracked: Layer): number | null {
	if (tracked.factsNow.outcome?.status === 'finished') return null;
	if (isUntimed([tracked]) && (tracked.bornAtMs === 0 || tracked.made !== null)) return null;
	return spanOf([tracked])?.toMs ?? null;
}

const keyAt = (ms: number, by = 0): string => `failed ${Math.floor(ms / soonMs) + by}`;

/** What a log that tells of a failure alone has in common with all that it may be the last words of: of thousands each belongs to few. */
export const keysOfFailure = (log: Layer): string[] => (isFailureAlone(log) ? [keyAt(log.modifiedAtMs)] : []);

/** The same of what a tracker was told. */
export function keysOfEnd(tracked: Layer): string[] {
	const endMs = lastToldMs(tracked);
	return endMs === null ? [] : [-1, 0, 1].map(by => keyAt(endMs, by));
}

/** True where a log that tells of a failure alone was written when a tracker was told the last of a run that did not end well. */
export function areLastWords(log: Layer, tracked: Layer): boolean {
	if (!isFailureAlone(log)) return false;
	const endMs = lastToldMs(tracked);
	if (endMs === null) return false;
	// Of such a run nothing tells that it ended well: `2> err.txt` was opened before it, that of another start may have been later.
	if (isUntimed([tracked]) && (log.bornAtMs === 0 || log.bornAtMs > tracked.bornAtMs + clockMs)) return false;
	// What was told more of its training after that goes on: only the end itself may come behind a traceback.
	const isEnded = tracked.factsNow.endedAtMs !== null;
	return log.modifiedAtMs >= endMs - (isEnded ? soonMs : clockMs) && log.modifiedAtMs <= endMs + soonMs;
}
