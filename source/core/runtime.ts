import {aggregateColumn, aggregateStride, type MetricTable, type RunRow} from './row.ts';

const firstStepAt = aggregateColumn('firstStep');
const lastStepAt = aggregateColumn('lastStep');

/** Two clocks of one machine may be read this far apart. */
const slackMs = 1000;

/**
 * From a run's start to now while it goes on, else to its end, or to its last sign of life where it ended unseen, seconds. Null where one of
 * them is not known: also where the end that is told is that of an earlier attempt, before the start, and nothing came after that; where nobody
 * knows whether it ended; and where it has no values and its files were only made when it started (an event file that its writer never got to
 * fill), or has several steps and no later time (the values of a trial of Optuna have none).
 */
export function readRuntime(row: RunRow, nowMs: number): number | null {
	const {startedAtMs, endedAtMs, updatedAtMs, status} = row;
	if (startedAtMs === null || status === 'queued') return null;
	if (status === 'running' || status === 'stalled') return between(startedAtMs, nowMs);
	// Its files tell when they were copied here, too, and nothing else that it ended then.
	if (status === 'unknown' && endedAtMs === null) return null;
	if (isOnlyStart(row)) return null;
	if (endedAtMs === null || endedAtMs >= startedAtMs - slackMs) return between(startedAtMs, endedAtMs ?? updatedAtMs);
	// The last sign is the start itself where there is no other.
	return updatedAtMs === null || updatedAtMs <= startedAtMs ? null : between(startedAtMs, updatedAtMs);
}

/** True where nothing but its start is known of a run whose end nobody saw: steps that have no time of their own took some all the same. */
function isOnlyStart({startedAtMs, endedAtMs, updatedAtMs, metrics}: RunRow): boolean {
	if (startedAtMs === null || endedAtMs !== null || updatedAtMs === null) return false;
	if (updatedAtMs === startedAtMs && hasSteps(metrics)) return true;
	return metrics.names.length === 0 && Math.abs(updatedAtMs - startedAtMs) <= slackMs;
}

function hasSteps({names, values}: MetricTable): boolean {
	return names.some((_, i) => values[i * aggregateStride + firstStepAt]! < values[i * aggregateStride + lastStepAt]!);
}

function between(startedAtMs: number, endMs: number | null): number | null {
	return endMs === null || endMs < startedAtMs - slackMs ? null : Math.max(0, endMs - startedAtMs) / 1000;
}
