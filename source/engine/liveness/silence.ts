import type {RunFacts} from '../../core/run.ts';
import {formatDuration} from '../../core/units.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

const leastMs = 120_000;

/** Median time between the latest points of a run's fullest series, milliseconds; null where it has no times. */
export function usualGapMs(run: TrackedRun): number | null {
	let fullest = null;
	for (const series of run.metrics.values())
		if (series.walls !== null && (fullest === null || series.length > fullest.length)) fullest = series;
	const walls = fullest?.walls;
	if (!walls || walls.length < 3) return null;
	const gaps: number[] = [];
	for (let i = Math.max(1, walls.length - 64); i < walls.length; i++) {
		const gap = walls.at(i) - walls.at(i - 1);
		if (gap > 0) gaps.push(gap);
	}
	gaps.sort((a, b) => a - b);
	return gaps.length === 0 ? null : gaps[gaps.length >> 1]!;
}

/** Silence that this run's own rhythm and its writer's buffer do not explain, milliseconds, with the reason in words. */
export function silenceLimit(
	facts: RunFacts,
	gapMs: number | null,
	bytesPerPoint: number | null,
): {stallAfterMs: number; stallReason: string} {
	const {bufferMs, bufferBytes} = facts.writer;
	const rhythmMs = gapMs === null ? 0 : gapMs * 10;
	const blockMs = gapMs !== null && bytesPerPoint !== null && bufferBytes > 0 ? (bufferBytes / bytesPerPoint) * gapMs * 2 : 0;
	const stallAfterMs = Math.max(leastMs, rhythmMs, bufferMs * 1.25, blockMs);
	if (gapMs === null) return {stallAfterMs, stallReason: `its rhythm is unknown, limit ${formatDuration(stallAfterMs / 1000)}`};
	const usual = `usually every ${formatDuration(gapMs / 1000)}`;
	const buffered = stallAfterMs === blockMs || stallAfterMs === bufferMs * 1.25 ? ', its writer buffers' : '';
	return {stallAfterMs, stallReason: `${usual}${buffered}`};
}
