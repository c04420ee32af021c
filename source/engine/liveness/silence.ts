import {type Rhythm, rhythmOf, stallAfterMs} from '../../core/estimate/rhythm.ts';
import type {RunFacts} from '../../core/run.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** Latest points that a rhythm is learned from; a judgement must not cost more for a longer run. */
const mostPoints = 512;

/** How a run writes, from the wall times of its fullest series; null where it has none. */
export function findRhythm(run: TrackedRun): Rhythm | null {
	let fullest = null;
	for (const series of run.metrics.values()) {
		if (series.walls !== null && (fullest === null || series.length > fullest.length)) fullest = series;
	}
	const walls = fullest?.walls;
	if (!walls) return null;
	const from = Math.max(0, walls.length - mostPoints);
	return rhythmOf(walls.length - from, index => walls.at(from + index));
}

/** Silence that this run's own rhythm and its writer's buffer do not explain, milliseconds, with the reason in words. */
export function silenceLimit(facts: RunFacts, rhythm: Rhythm | null): {stallAfterMs: number; stallReason: string} {
	const {ms, why} = stallAfterMs(rhythm, facts.writer);
	return {stallAfterMs: ms, stallReason: why};
}
