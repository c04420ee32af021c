import {overshoot} from '../../core/progress/total.ts';
import type {ProgressMark} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import {newestEpoch} from '../model/counts/begun-epochs.ts';
import {epochSeries, leadingSeries, stepUnitOf} from '../model/counts/counters.ts';
import {loggedSteps} from '../model/counts/logged-steps.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** What leads to a run's total. */
export interface Counted {
	series: Series | null;
	/** True where it is its values that count, not the steps of its points. */
	isByValue: boolean;
	/** What has to be added to have the steps that were done: those counted from 0 have done one more than they say. */
	offset: number;
}

/** The series whose steps, or values where a metric counts, lead to the total of a run; none where there is no such series. */
export function countedOf(run: TrackedRun): Counted {
	if (run.progress?.unit === 'epoch' && stepUnitOf(run) !== 'epoch' && !countsEpochs(run)) {
		const series = epochSeries(run);
		// The first row of an epoch that is counted from 1 is written when one less is over.
		const isBegun = series !== null && newestEpoch(run.metrics, series) !== null;
		return {series, isByValue: true, offset: isBegun ? -1 : 0};
	}
	const logged = run.progress?.isByMetric === true ? loggedSteps(run) : null;
	if (logged !== null) return {series: logged.series, isByValue: true, offset: logged.first === 0 ? 1 : 0};
	const series = leadingSeries(run);
	series?.settle();
	return {series, isByValue: false, offset: series === null ? 0 : offsetOf(series)};
}

/** From the third step on those of batches, of which an epoch has several, are far ahead of the epochs. */
const fewestEpochs = 3;

/** True where the steps of its rows are the epochs of a counter in its output: they are as many, but for one that is told earlier by either. */
function countsEpochs(run: TrackedRun): boolean {
	const {progress, facts} = run;
	const mark = facts.progress;
	const series = leadingSeries(run);
	if (mark === null || series === null || series.lastStep < fewestEpochs || epochSeries(run) !== null) return false;
	return progress?.totalFrom === mark.from && Math.abs(doneBy(series) - mark.step) <= 1;
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

/** Steps that a series has done, counted from 1. */
export const doneBy = (series: Series): number => series.lastStep + offsetOf(series);

/** Steps from 0 have done one more than they say. */
const offsetOf = (series: Series): number => (series.steps.at(0) === 0 ? 1 : 0);

/** How many usual gaps between rows what counts every step is ahead of them at most. */
const mostGaps = 3;

/**
 * What counts the steps that a run's total is of, where its rows count something else: the batches of all epochs, where they count epochs, or the
 * epochs, where they count steps. Null where the rows count the same.
 */
export function markBeside(run: TrackedRun, {series, isByValue}: Counted): ProgressMark | null {
	const {progress, facts} = run;
	const mark = facts.progress;
	if (series === null || series.length === 0 || mark === null || progress === null || isByValue) return null;
	if (progress.totalFrom !== mark.from || progress.total !== mark.total || progress.step !== mark.step) return null;
	const done = doneBy(series);
	if (done > overshoot(mark.total)) return mark;
	// Of two batches an epoch, too.
	if (mark.unit === 'step' && mark.step > done && stepUnitOf(run) === 'epoch') return mark;
	if (mark.step <= 2 * done) return null;
	const gap = series.length > 1 ? (series.lastStep - series.firstStep) / (series.length - 1) : 0;
	return mark.step - done > mostGaps * gap + 1 ? mark : null;
}
