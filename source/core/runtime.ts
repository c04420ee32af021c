import type {RunRow} from './row.ts';

/** Two clocks of one machine may be read this far apart. */
const slackMs = 1000;

/**
 * From a run's start to its end, to now while it goes on, or to its last sign of life where it ended unseen, seconds. Null where one of
 * them is not known: also where the end that is told is that of an earlier attempt, before the start.
 */
export function readRuntime(row: RunRow, nowMs: number): number | null {
	const {startedAtMs, endedAtMs, updatedAtMs, status} = row;
	if (startedAtMs === null || status === 'queued') return null;
	const isOwn = endedAtMs !== null && endedAtMs >= startedAtMs - slackMs;
	const goesOn = status === 'running' || status === 'stalled';
	const endMs = isOwn ? endedAtMs : goesOn ? nowMs : updatedAtMs;
	return endMs === null || endMs < startedAtMs - slackMs ? null : Math.max(0, endMs - startedAtMs) / 1000;
}
