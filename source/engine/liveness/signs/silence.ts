import {
	createRhythm,
	enough,
	type Rhythm,
	type RhythmKeeper,
	rhythmOf,
	stallAfterLifeMs,
	stallAfterMs,
} from '../../../core/estimate/rhythm.ts';
import type {RunFacts} from '../../../core/run.ts';
import type {Series} from '../../../core/series/series.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import {rowsOf} from './signs.ts';
import type {SilenceLimit} from './silence-limit.ts';

/** Latest points that a rhythm is learned from; a judgement must not cost more for a longer run. */
const mostPoints = 512;

/** The fullest series with wall times, by which a run's writing is timed; null where it has none. */
export function timedSeries(run: TrackedRun): Series | null {
	let fullest: Series | null = null;
	for (const series of run.metrics.values()) {
		if (series.walls !== null && (fullest === null || series.length > fullest.length)) fullest = series;
	}
	return fullest;
}

/** How a run writes, from the latest wall times of a series. */
export function rhythmOfSeries(series: Series | null): Rhythm | null {
	const walls = series?.walls;
	if (!walls) return null;
	const from = Math.max(0, walls.length - mostPoints);
	return rhythmOf(walls.length - from, index => walls.at(from + index));
}

/** Silence that this run's own rhythm and its writer's buffer do not explain. */
export function silenceLimit(facts: RunFacts, rhythm: Rhythm | null): SilenceLimit {
	const {ms, why} = stallAfterMs(rhythm, facts.writer);
	return {stallAfterMs: ms, stallReason: why};
}

/** True where nothing that the run holds tells when it was written. */
const isUntimed = (run: TrackedRun, series: Series | null): boolean => series === null && run.facts.lastSignMs === null;

/**
 * By how long its files took to grow to all their rows; null where nobody knows. Only for files that nobody has open: a program that has, and is silent
 * for the first time, may be at work.
 */
function lifeLimit(run: TrackedRun): SilenceLimit | null {
	const {bornAtMs, appendedAtMs, facts} = run;
	if (bornAtMs === 0 || appendedAtMs === 0) return null;
	const limit = stallAfterLifeMs(rowsOf(run), appendedAtMs - bornAtMs, facts.writer);
	return limit && {stallAfterMs: limit.ms, stallReason: limit.why};
}

/** The limit of a run that is over, as it was read or as an earlier start has kept it. */
export function silenceLimitOf(run: TrackedRun): SilenceLimit {
	if (run.asleep !== null) return run.asleep.silence ?? silenceLimit(run.facts, null);
	const series = timedSeries(run);
	return (isUntimed(run, series) ? lifeLimit(run) : null) ?? silenceLimit(run.facts, rhythmOfSeries(series));
}

/** Limits of runs, learned anew when they have a few points more, or when one would be called stalled by what was known. */
export class SilenceLimits {
	private readonly known = new WeakMap<TrackedRun, {length: number; habits: RunFacts['writer']; limit: SilenceLimit}>();

	/** When rows came that hold no time, as this program saw it. */
	private readonly arrivals = new WeakMap<TrackedRun, RhythmKeeper>();

	/** @param silentMs how long it has been silent so far */
	find(run: TrackedRun, silentMs: number): SilenceLimit {
		if (run.asleep !== null) return silenceLimitOf(run);
		const series = timedSeries(run);
		if (isUntimed(run, series)) {
			const arrivals = this.noteArrival(run);
			const isKnown = arrivals !== null && arrivals.count >= enough;
			return (run.isUnheld && !isKnown ? lifeLimit(run) : null) ?? silenceLimit(run.facts, arrivals);
		}
		const length = series?.length ?? 0;
		const known = this.known.get(run);
		const grown = known === undefined ? Number.POSITIVE_INFINITY : length - known.length;
		const isSame = known !== undefined && known.habits === run.facts.writer && grown >= 0 && grown <= known.length >> 5;
		if (isSame && (grown === 0 || silentMs <= known.limit.stallAfterMs)) return known.limit;
		const limit = silenceLimit(run.facts, rhythmOfSeries(series));
		this.known.set(run, {length, habits: run.facts.writer, limit});
		return limit;
	}

	/** The rhythm so far; null before it grew twice. */
	private noteArrival(run: TrackedRun): Rhythm | null {
		const keeper = this.arrivals.get(run) ?? createRhythm();
		this.arrivals.set(run, keeper);
		if (run.grewAtMs > 0) keeper.observe(run.grewAtMs);
		return keeper.rhythm();
	}
}
