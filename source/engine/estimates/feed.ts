import type {Series} from '../../core/series/series.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {findBegun} from './begun.ts';
import {type Counted, doneBy, isTimed} from './counted.ts';
import {followCourse} from './course.ts';
import type {Watched} from './watched.ts';

/** Points of the history that an estimator is fed with when a run is first seen; more would tell it nothing new. */
const mostHistory = 4000;

/** Gives the estimator what is new: points with their wall times, or the moment now where the format has none. */
export function feed(watched: Watched, run: TrackedRun, counted: Counted, nowMs: number): void {
	const {isByValue, offset} = counted;
	const {series, estimator} = watched;
	if (series === null || series.length === 0) {
		const mark = run.facts.progress;
		if (mark !== null) observeNow(watched, mark.step, nowMs);
		return;
	}
	// A late point of an earlier step is no step back.
	series.settle();
	const {walls, length} = series;
	const mark = watched.isByMark ? run.facts.progress : null;
	if (walls === null || !isTimed(series)) {
		const step = mark?.step ?? (isByValue ? series.lastValue : series.lastStep) + watched.offset;
		if (watched.seen < 2) observeBefore(watched, run, counted, step);
		observeNow(watched, step, nowMs);
		return;
	}
	const scale = mark === null ? 1 : mark.step / doneBy(series);
	const from = firstUnfed(watched, series);
	if (from < watched.fed - 1) watched.scaledStep = 0;
	const stride = from === 0 ? Math.max(1, Math.floor(length / mostHistory)) : 1;
	watched.areBeside = followCourse(series, from, stride, from > 0 && watched.areBeside, (index, isLater) => {
		const wallMs = walls.at(index);
		if (isLater) watched.scaledStep = 0;
		const step = scaled((isByValue ? series.values.at(index) : series.steps.at(index)) + offset);
		if (!Number.isFinite(wallMs) || !Number.isFinite(step)) return;
		if (isLater) estimator.resume(wallMs / 1000, step);
		else estimator.observe(wallMs / 1000, step);
	});
	watched.fed = length;
	watched.fedStep = series.steps.at(length - 1);

	/** What counts the total stands still while rows go on, and moves between them: that is no step back. */
	function scaled(step: number): number {
		if (mark === null) return step;
		watched.scaledStep = Math.max(watched.scaledStep, step * scale);
		return watched.scaledStep;
	}
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

/** What went before the first look, where the files tell when it began. */
function observeBefore(watched: Watched, run: TrackedRun, counted: Counted, step: number): void {
	const begun = findBegun(run, counted);
	const done = begun === null || counted.series === null ? Number.NaN : (begun.done * step) / doneBy(counted.series);
	if (begun === null || !(done < step)) return;
	watched.estimator.reset();
	watched.estimator.observe(begun.atMs / 1000, done);
	watched.estimator.observe(begun.wroteAtMs / 1000, step);
	watched.seen = 2;
	watched.seenStep = step;
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
