import type {Remaining} from '../../core/estimate/remaining.ts';
import {explainEstimate, explainPatience} from '../../core/estimate/said/explain.ts';
import {untold} from '../../core/row.ts';
import type {Series} from '../../core/series/series.ts';
import {localZone} from '../../io/local-zone.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {type Counted, countedOf, isTimed, markBeside} from './counted.ts';
import {feed} from './feed.ts';
import {RowClock} from './row-clock.ts';
import {begin, goesOnWith, type Watched} from './watched.ts';

const everyMs = 500;
/** Estimates a second at most, so that many runs at once cost no more of a core. */
const mostPerSecond = 250;
const leastHoldMs = 1000;
/** How far the finish may move before it is told again: a share of what is left, and milliseconds. */
const strayShare = 0.05;
const leastStrayMs = 15_000;

/** Remaining time of every run that is running and whose total is known. */
export class Estimating {
	private readonly watched = new Map<number, Watched>();
	/** When a run was seen stalled last, milliseconds. */
	private readonly stalledAtMs = new Map<number, number>();
	private updatedAtMs = Number.NEGATIVE_INFINITY;
	private changed = false;

	/** Brings the estimates up to date whose text may change by now; true when one that is shown did. */
	update(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): boolean {
		if (nowMs >= this.updatedAtMs && nowMs - this.updatedAtMs < everyMs) return false;
		this.updatedAtMs = nowMs;
		this.changed = false;
		// Runs that were seen at once are due at once: not all of them need be asked at once.
		let spare = Math.max((mostPerSecond * everyMs) / 1000, this.watched.size >> 3);
		for (const run of runs.values()) {
			const total = run.progress?.total ?? null;
			if (run.judgement.status !== 'running' || total === null || !run.complete) {
				if (run.judgement.status === 'stalled') this.stalledAtMs.set(run.key, nowMs);
				this.clear(run);
				continue;
			}
			const known = this.watched.get(run.key);
			known?.heldBack.note(run.grewAtMs);
			const isOfOtherClock = known?.clock.noteRun(run, known.series) === true;
			const isSame = known?.total === total && known.conditional === (run.progress?.condition !== undefined);
			const isAtEnd = run.progress?.fraction === 1 && known?.isEnding === false;
			const isAwake = known !== undefined && known.stuckAtMs !== null && run.grewAtMs > known.stuckAtMs;
			if (isSame && ((nowMs < known.dueAtMs && !isAtEnd && !isAwake && !isOfOtherClock) || spare-- <= 0)) continue;
			this.updateRun(run, isSame && !isOfOtherClock ? known : null, total, runs, nowMs);
		}
		for (const key of this.watched.keys()) if (!runs.has(key)) this.watched.delete(key);
		for (const key of this.stalledAtMs.keys()) if (!runs.has(key)) this.stalledAtMs.delete(key);
		return this.changed;
	}

	/** Forgets a run that is gone, or another one by now. */
	forget(key: number): void {
		this.watched.delete(key);
		this.stalledAtMs.delete(key);
	}

	/** What is known of the clock that a run's points are timed by. */
	private clockOf(run: TrackedRun, series: Series | null): RowClock {
		const clock = this.watched.get(run.key)?.clock ?? new RowClock();
		clock.noteRun(run, series);
		return clock;
	}

	private clear(run: TrackedRun): void {
		if (!this.watched.delete(run.key) && run.estimate === null) return;
		run.explainEstimate = () => [];
		if (run.estimate === null) return;
		run.estimate = null;
		this.touch(run);
	}

	private touch(run: TrackedRun): void {
		run.judgedVersion++;
		this.changed = true;
	}

	private updateRun(
		run: TrackedRun,
		known: Watched | null,
		total: number,
		runs: ReadonlyMap<number, TrackedRun>,
		nowMs: number,
	): void {
		const counted = countedOf(run);
		const {series} = counted;
		const isOfSeries = known !== null && goesOnWith(known, counted);
		// What was found to count something else goes on doing so.
		const isByMark = (isOfSeries && known.isByMark) || markBeside(run, counted) !== null;
		const watched =
			isOfSeries && known.isByMark === isByMark
				? known
				: begin(run, counted, isByMark, total, runs, this.clockOf(run, series), this.stalledAtMs.get(run.key));
		watched.series = series;
		if (watched !== known) {
			this.watched.set(run.key, watched);
			run.explainEstimate = atMs => explain(run, watched, atMs);
		}
		const remaining = estimate(run, watched, counted, nowMs);
		watched.isEnding = remaining?.ending === true;
		watched.stuckAtMs = remaining?.stuck === true ? nowMs : null;
		const text = watched.display.show(nowMs / 1000, remaining);
		const holdMs = Math.max(leastHoldMs, (this.watched.size / mostPerSecond) * 1000, watched.display.holdsUntil * 1000 - nowMs);
		// Points without a time are timed as they come.
		watched.dueAtMs = nowMs + (isTimed(series) ? holdMs : leastHoldMs);
		if (remaining === null) {
			if (run.estimate !== null) this.clear(run);
			return;
		}
		const condition = run.progress?.condition;
		const from = `${remaining.from}, total from ${run.progress?.totalFrom ?? 'the run'}`;
		const {seconds, low, high, stuck, ending} = remaining;
		const finishAtMs = nowMs + seconds * 1000;
		const mayStray = Math.max(leastStrayMs, strayShare * seconds * 1000);
		// A text may stand while its finish moves, which is told beside it.
		if (run.estimate?.text !== text || run.estimate.from !== from || !(Math.abs(finishAtMs - watched.toldFinishMs) <= mayStray)) {
			watched.toldFinishMs = finishAtMs;
			this.touch(run);
		}
		run.estimate = {
			seconds,
			low,
			high,
			finishAtMs,
			from,
			text,
			...(condition !== undefined && {condition}),
			...((stuck || ending || text === untold) && {isOpen: true}),
		};
	}
}

function estimate(run: TrackedRun, watched: Watched, counted: Counted, nowMs: number): Remaining | null {
	feed(watched, run, counted, nowMs);
	const remaining = watched.estimator.estimate((nowMs - watched.clock.offsetMs) / 1000, watched.total);
	// Rows without a time are as old as their arrival.
	return !isTimed(watched.series) ? remaining : watched.heldBack.explain(remaining, run.facts.writer, nowMs);
}

/** How the estimate of this moment is made, one line each. */
function explain(run: TrackedRun, watched: Watched, nowMs: number): string[] {
	const remaining = estimate(run, watched, countedOf(run), nowMs);
	const model = watched.estimator.model();
	// What is not told yet has no reasons either.
	if (remaining === null || model === null || run.estimate?.text === untold) return [];
	const unit = run.progress?.unit ?? 'step';
	const lines = explainEstimate(model, remaining, {nowMs, zone: localZone, unit});
	if (watched.conditional || run.patience === null) return lines;
	const sooner = explainPatience(run.patience, remaining, watched.total, unit);
	return sooner === null ? lines : [...lines, sooner];
}
