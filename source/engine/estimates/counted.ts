import type {Series} from '../../core/series/series.ts';
import {newestIsOver} from '../model/begun-epochs.ts';
import {epochSeries, leadingSeries, stepUnitOf} from '../model/counters.ts';
import {loggedSteps} from '../model/logged-steps.ts';
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
	if (run.progress?.unit === 'epoch' && stepUnitOf(run) !== 'epoch') {
		const series = epochSeries(run);
		// The first row of an epoch that is counted from 1 is written when one less is over.
		const isBegun = series !== null && newestIsOver(run.metrics, series) !== null;
		return {series, isByValue: true, offset: isBegun ? -1 : 0};
	}
	const logged = run.progress?.isByMetric === true ? loggedSteps(run) : null;
	if (logged !== null) return {series: logged.series, isByValue: true, offset: logged.first === 0 ? 1 : 0};
	const series = leadingSeries(run);
	series?.settle();
	return {series, isByValue: false, offset: series !== null && series.steps.at(0) === 0 ? 1 : 0};
}
