import type {ProgressMark} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import {epochSeries, leadingSeries, stepUnitOf} from '../model/counters.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** The series whose steps, or values where they count epochs, lead to the total; null where there is none. */
export function countedSeries(run: TrackedRun): Series | null {
	return countsEpochs(run) ? epochSeries(run) : leadingSeries(run);
}

/**
 * True where the times of its points tell the pace. Not of a run that was started again in place and whose points are kept as they were written: by
 * their steps, those of both starts lie among each other.
 */
export function isTimed(series: Series | null): boolean {
	if (series === null || series.walls === null) return false;
	if (series.rule !== 'written') return true;
	series.settle();
	return series.wallsAscend;
}

/** True where the total is of epochs, which a metric counts beside the steps. */
export function countsEpochs(run: TrackedRun): boolean {
	return run.progress?.unit === 'epoch' && stepUnitOf(run) !== 'epoch';
}

/** Steps that a series has done, counted from 1. */
export const doneBy = (series: Series): number => series.lastStep + offsetOf(series);

/** Steps from 0 have done one more than they say. */
export const offsetOf = (series: Series): number => (series.steps.at(0) === 0 ? 1 : 0);

/** How many usual gaps between rows what counts every step is ahead of them at most. */
const mostGaps = 3;
const overshoot = 1.02;

/**
 * What counts the steps that a run's total is of, where its rows count something else: the batches of all epochs, where they count epochs, or the
 * epochs, where they count steps. Null where the rows count the same.
 */
export function markBeside(run: TrackedRun, series: Series | null): ProgressMark | null {
	const {progress, facts} = run;
	const mark = facts.progress;
	if (series === null || series.length === 0 || mark === null || progress === null || countsEpochs(run)) return null;
	if (progress.totalFrom !== mark.from || progress.total !== mark.total || progress.step !== mark.step) return null;
	const done = doneBy(series);
	if (done > mark.total * overshoot + 1) return mark;
	if (mark.step <= 2 * done) return null;
	const gap = series.length > 1 ? (series.lastStep - series.firstStep) / (series.length - 1) : 0;
	return mark.step - done > mostGaps * gap + 1 ? mark : null;
}
