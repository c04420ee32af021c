import type {RunRow} from './row.ts';

/** Two clocks of one machine may be read this far apart. */
const slackMs = 1000;

/**
 * From a run's start to now while it goes on, else to its end, or to its last sign of life where it ended unseen, seconds. Null where one of
 * them is not known: also where the end that is told is that of an earlier attempt, before the start, and nothing came after that.
 */
export function readRuntime(row: RunRow, nowMs: number): number | null {
	const {startedAtMs, endedAtMs, updatedAtMs, status} = row;
	if (startedAtMs === null || status === 'queued') return null;
	if (status === 'running' || status === 'stalled') return between(startedAtMs, nowMs);
	if (endedAtMs === null || endedAtMs >= startedAtMs - slackMs) return between(startedAtMs, endedAtMs ?? updatedAtMs);
	// The last sign is the start itself where there is no other.
	return updatedAtMs === null || updatedAtMs <= startedAtMs ? null : between(startedAtMs, updatedAtMs);
}

function between(startedAtMs: number, endMs: number | null): number | null {
	return endMs === null || endMs < startedAtMs - slackMs ? null : Math.max(0, endMs - startedAtMs) / 1000;
}
