import {createDisplay, type Display, unicodeGlyphs} from '../../core/estimate/display.ts';
import {createEstimator, type Estimator, type Remaining} from '../../core/estimate/estimator.ts';
import {explainEstimate, explainPatience} from '../../core/estimate/explain.ts';
import type {Sibling} from '../../core/estimate/siblings.ts';
import {untold} from '../../core/row.ts';
import type {Series} from '../../core/series/series.ts';
import {localZone} from '../../io/local-zone.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {type Counted, countedOf} from './counted.ts';
import {followCourse} from './course.ts';
import {HeldBack} from './held-back.ts';
import {RowClock} from './row-clock.ts';
import {findSiblings} from './siblings.ts';

/** Points of the history that an estimator is fed with when a run is first seen; more would tell it nothing new. */
const mostHistory = 4000;
const everyMs = 500;
/** Estimates a second at most, so that many runs at once cost no more of a core. */
const mostPerSecond = 250;
const leastHoldMs = 1000;
/** How far the finish may move before it is told again: a share of what is left, and milliseconds. */
const strayShare = 0.05;
const leastStrayMs = 15_000;

/** An end that an improvement puts off is the soonest one. */
const atLeast = {...unicodeGlyphs, about: '≥ '};

interface Watched {
	estimator: Estimator;
	display: Display;
	heldBack: HeldBack;
	/** The clock that its points were timed by. */
	clock: RowClock;
	/** The series whose points were fed, how many of them, up to which step, and how often they were put into another order by then. */
	series: Series | null;
	fed: number;
	fedStep: number;
	reorders: number;
	/** True where two processes write its points side by side. */
	areBeside: boolean;
	/** How many attempts had replaced points of it by then. */
	attempts: number;
	/** Of one whose points have no time: different steps seen, and the last of them. */
	seen: number;
	seenStep: number | null;
	total: number;
	/** The total holds only if nothing improves. */
	conditional: boolean;
	/** True where it was found to have no step left. */
	isEnding: boolean;
	/** When it was found to be silent, milliseconds since the epoch: growth after that ends the silence; null where it is not. */
	stuckAtMs: number | null;
	/** When it is to be done, as it was told last: milliseconds since the epoch. */
	toldFinishMs: number;
	/** When its text may change again, milliseconds since the epoch: nothing is asked of it before. */
	dueAtMs: number;
}

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
		const {series} = countedOf(run);
		const watched =
			known !== null && known.series === series
				? known
				: begin(run, series, total, runs, this.clockOf(run, series), this.stalledAtMs.get(run.key));
		if (watched !== known) {
			this.watched.set(run.key, watched);
			run.explainEstimate = atMs => explain(run, watched, atMs);
		}
		const remaining = estimate(run, watched, nowMs);
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

/**
 * True where the times of its points tell the pace. Not of a run that was started again in place and whose points are kept as they were written: by
 * their steps, those of both starts lie among each other.
 */
function isTimed(series: Series | null): boolean {
	if (series === null || series.walls === null) return false;
	if (series.rule !== 'written') return true;
	series.settle();
	return series.wallsAscend;
}

function estimate(run: TrackedRun, watched: Watched, nowMs: number): Remaining | null {
	feed(watched, run, countedOf(run), nowMs);
	const remaining = watched.estimator.estimate((nowMs - watched.clock.offsetMs) / 1000, watched.total);
	// Rows without a time are as old as their arrival.
	return !isTimed(watched.series) ? remaining : watched.heldBack.explain(remaining, run.facts.writer, nowMs);
}

/** How the estimate of this moment is made, one line each. */
function explain(run: TrackedRun, watched: Watched, nowMs: number): string[] {
	const remaining = estimate(run, watched, nowMs);
	const model = watched.estimator.model();
	// What is not told yet has no reasons either.
	if (remaining === null || model === null || run.estimate?.text === untold) return [];
	const unit = run.progress?.unit ?? 'step';
	const lines = explainEstimate(model, remaining, {nowMs, zone: localZone, unit});
	if (watched.conditional || run.patience === null) return lines;
	const sooner = explainPatience(run.patience, remaining, watched.total, unit);
	return sooner === null ? lines : [...lines, sooner];
}

function begin(
	run: TrackedRun,
	series: Series | null,
	total: number,
	runs: ReadonlyMap<number, TrackedRun>,
	clock: RowClock,
	stalledAtMs?: number,
): Watched {
	const siblings: Sibling[] = findSiblings(run, total, runs.values());
	const conditional = run.progress?.condition !== undefined;
	const display = createDisplay(conditional ? atLeast : unicodeGlyphs);
	return {
		estimator: createEstimator({siblings}),
		display,
		heldBack: new HeldBack(stalledAtMs),
		clock,
		series,
		fed: 0,
		fedStep: Number.NEGATIVE_INFINITY,
		reorders: 0,
		areBeside: false,
		attempts: series?.attempts ?? 0,
		seen: 0,
		seenStep: null,
		total,
		conditional,
		isEnding: false,
		stuckAtMs: null,
		toldFinishMs: Number.NaN,
		dueAtMs: 0,
	};
}

/** Gives the estimator what is new: points with their wall times, or the moment now where the format has none. */
function feed(watched: Watched, run: TrackedRun, {isByValue, offset}: Counted, nowMs: number): void {
	const {series, estimator} = watched;
	if (series === null || series.length === 0) {
		const mark = run.facts.progress;
		if (mark !== null) observeNow(watched, mark.step, nowMs);
		return;
	}
	// A late point of an earlier step is no step back.
	series.settle();
	const {walls, length} = series;
	if (walls === null || !isTimed(series)) {
		observeNow(watched, (isByValue ? series.lastValue : series.lastStep) + offset, nowMs);
		return;
	}
	const from = firstUnfed(watched, series);
	const stride = from === 0 ? Math.max(1, Math.floor(length / mostHistory)) : 1;
	watched.areBeside = followCourse(series, from, stride, from > 0 && watched.areBeside, (index, isLater) => {
		const wallMs = walls.at(index);
		const step = (isByValue ? series.values.at(index) : series.steps.at(index)) + offset;
		if (!Number.isFinite(wallMs) || !Number.isFinite(step)) return;
		if (isLater) estimator.resume(wallMs / 1000, step);
		else estimator.observe(wallMs / 1000, step);
	});
	watched.fed = length;
	watched.fedStep = series.steps.at(length - 1);
}

/** Index of the first point of a timed series that the estimator does not know; what it knows is forgotten where points came among them. */
function firstUnfed(watched: Watched, series: Series): number {
	const {estimator} = watched;
	const {length} = series;
	const begun = series.attempts - watched.attempts;
	const isReordered = series.reorders !== watched.reorders;
	watched.attempts = series.attempts;
	watched.reorders = series.reorders;
	if (isReordered && !series.wallsAscend) {
		estimator.reset();
		return 0;
	}
	if (isReordered) return series.steps.lowerBound(watched.fedStep);
	// Much of a later attempt may be read at once.
	if (begun > 0 && watched.fed > 0)
		return Math.min(watched.fed, series.steps.lowerBound(series.seams.at(-begun) ?? series.seams[0] ?? 0));
	return watched.fed > length ? length - 1 : watched.fed;
}

/**
 * A step that has no time is as old as its being seen. What goes by until the first one is seen to come is only the rest of the time that it took, so
 * that nothing is known of the pace before the second one.
 */
function observeNow(watched: Watched, step: number, nowMs: number): void {
	const {estimator} = watched;
	if (!Number.isFinite(step) || step === watched.seenStep) return;
	if (++watched.seen === 2) estimator.reset();
	watched.seenStep = step;
	estimator.observe(nowMs / 1000, step);
}
