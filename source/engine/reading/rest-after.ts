import type {SourceHandle} from './source-handle.ts';

/** What grows all the time and is costly to read, as a database of thousands of runs is, takes this share of the time at most: one in so many. */
const restsByCost = 10;
/** Nobody waits longer than that for a row. */
const longestRestMs = 1000;

/** Takes note of what it took to read what was new of a source. */
export function restAfter(handle: SourceHandle, beganAtMs: number, endedAtMs: number): void {
	handle.restsUntilMs = endedAtMs + Math.min(longestRestMs, restsByCost * (endedAtMs - beganAtMs));
}

/** True where a source has something to read and does not rest. A clock that was set back has nobody wait. */
export function isDue({dirty, restsUntilMs}: SourceHandle, nowMs: number): boolean {
	return dirty && (nowMs >= restsUntilMs || restsUntilMs > nowMs + longestRestMs);
}
