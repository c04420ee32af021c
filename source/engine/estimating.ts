import {createDisplay, type Display, unicodeGlyphs} from '../core/estimate/display.ts';
import {createEstimator, type Estimator} from '../core/estimate/estimator.ts';
import {explainEstimate, explainPatience} from '../core/estimate/explain.ts';
import type {Sibling} from '../core/estimate/siblings.ts';
import type {Series} from '../core/series/series.ts';
import {localZone} from '../io/local-zone.ts';
import {epochSeries, leadingSeries, stepUnitOf} from './model/counters.ts';
import type {TrackedRun} from './model/tracked-run.ts';
import {findSiblings} from './siblings.ts';

/** Points of the history that an estimator is fed with when a run is first seen; more would tell it nothing new. */
const mostHistory = 4000;
const leastEveryMs = 1000;
/** Estimates a second at most, so that many runs at once cost no more of a core. */
const mostPerSecond = 250;

/** An end that an improvement puts off is the soonest one. */
const atLeast = {...unicodeGlyphs, about: '≥ '};

interface Watched {
	estimator: Estimator;
	display: Display;
	/** The series whose points were fed, and how many of them. */
	series: Series | null;
	fed: number;
	total: number;
	/** The total holds only if nothing improves. */
	conditional: boolean;
}

/** Remaining time of every run that is running and whose total is known. */
export class Estimating {
	private readonly watched = new Map<number, Watched>();
	private updatedAtMs = Number.NEGATIVE_INFINITY;
	private changed = false;

	/** Brings the estimates up to date, each run once a second at most; true when a text that is shown changed. */
	update(runs: ReadonlyMap<number, TrackedRun>, nowMs: number): boolean {
		if (nowMs - this.updatedAtMs < Math.max(leastEveryMs, (this.watched.size / mostPerSecond) * 1000)) return false;
		this.updatedAtMs = nowMs;
		this.changed = false;
		for (const run of runs.values()) {
			const alive = run.judgement.status === 'running';
			const total = run.progress?.total ?? null;
			if (!alive || total === null || !run.complete) this.clear(run);
			else this.updateRun(run, total, runs, nowMs);
		}
		for (const key of this.watched.keys()) if (!runs.has(key)) this.watched.delete(key);
		return this.changed;
	}

	private clear(run: TrackedRun): void {
		this.watched.delete(run.key);
		if (run.estimate === null) return;
		run.estimate = null;
		run.explainEstimate = () => [];
		this.touch(run);
	}

	private touch(run: TrackedRun): void {
		run.judgedVersion++;
		this.changed = true;
	}

	private updateRun(run: TrackedRun, total: number, runs: ReadonlyMap<number, TrackedRun>, nowMs: number): void {
		const known = this.watched.get(run.key);
		const inEpochs = run.progress?.unit === 'epoch' && stepUnitOf(run) !== 'epoch';
		const series = inEpochs ? epochSeries(run) : leadingSeries(run);
		const conditional = run.progress?.condition !== undefined;
		const isSame = known !== undefined && known.series === series && known.total === total && known.conditional === conditional;
		const watched = isSame ? known : begin(run, series, total, runs);
		this.watched.set(run.key, watched);
		feed(watched, run, inEpochs, nowMs);
		const remaining = watched.estimator.estimate(nowMs / 1000, total);
		const text = watched.display.show(nowMs / 1000, remaining);
		if (remaining === null) {
			if (run.estimate !== null) this.clear(run);
			return;
		}
		const condition = run.progress?.condition;
		const from = `${remaining.from}, total from ${run.progress?.totalFrom ?? 'the run'}`;
		if (run.estimate?.text !== text || run.estimate.from !== from) this.touch(run);
		run.explainEstimate = () => {
			const model = watched.estimator.model();
			if (model === null) return [];
			const unit = run.progress?.unit ?? 'step';
			const lines = explainEstimate(model, remaining, {nowMs, zone: localZone, unit});
			const sooner =
				condition === undefined && run.patience !== null ? explainPatience(run.patience, remaining, total, unit) : null;
			return sooner === null ? lines : [...lines, sooner];
		};
		run.estimate = {
			seconds: remaining.seconds,
			low: remaining.low,
			high: remaining.high,
			finishAtMs: nowMs + remaining.seconds * 1000,
			from,
			text,
			...(condition === undefined ? {} : {condition}),
		};
	}
}

function begin(run: TrackedRun, series: Series | null, total: number, runs: ReadonlyMap<number, TrackedRun>): Watched {
	const siblings: Sibling[] = findSiblings(run, total, runs.values());
	const conditional = run.progress?.condition !== undefined;
	const display = createDisplay(conditional ? atLeast : unicodeGlyphs);
	return {estimator: createEstimator({siblings}), display, series, fed: 0, total, conditional};
}

/** Gives the estimator what is new: points with their wall times, or the moment now where the format has none. */
function feed(watched: Watched, run: TrackedRun, inEpochs: boolean, nowMs: number): void {
	const {series, estimator} = watched;
	if (series === null || series.length === 0) {
		const mark = run.facts.progress;
		if (mark !== null) estimator.observe(nowMs / 1000, mark.step);
		return;
	}
	const {walls, length} = series;
	if (watched.fed > length) watched.fed = length - 1;
	const stride = watched.fed === 0 ? Math.max(1, Math.floor(length / mostHistory)) : 1;
	// Steps from 0 have done one more than they say.
	const offset = !inEpochs && series.steps.at(0) === 0 ? 1 : 0;
	const from = walls === null ? Math.max(watched.fed, length - 1) : watched.fed;
	for (let i = from; i < length; i += i + stride >= length && i < length - 1 ? length - 1 - i : stride) {
		const wallMs = walls === null ? nowMs : walls.at(i);
		const step = inEpochs ? series.values.at(i) : series.steps.at(i) + offset;
		if (Number.isFinite(wallMs) && Number.isFinite(step)) estimator.observe(wallMs / 1000, step);
	}
	watched.fed = length;
}
