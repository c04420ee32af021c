import {findStepTotal, overshoot} from '../../../core/progress/total.ts';
import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../layer.ts';
import {flatConfigOf} from '../row.ts';
import type {TrackedRun} from '../tracked-run.ts';

/** The layer whose total counts, with its steps; null where none has one in steps. */
function tellerOf({starts}: TrackedRun): Layer | null {
	return starts.standing.find(({factsNow: {total}}) => total !== null && total.unit !== 'epoch') ?? null;
}

/** The last step that a run can come to by its planned end, infinite where that is not known in steps. */
export function mostSteps(run: TrackedRun): number {
	const {facts} = run;
	if (facts.total?.unit === 'epoch') return Number.POSITIVE_INFINITY;
	return overshoot((facts.total ?? findStepTotal(flatConfigOf(facts)))?.total ?? Number.POSITIVE_INFINITY);
}

/** Series of trackers that count beyond the planned end, and of which another one told that end: they count rows, batches, samples. */
export function countedBeyond(run: TrackedRun, most: number): Set<Series> {
	const teller = tellerOf(run);
	const passed = new Set<Series>();
	for (const series of run.metrics.values()) if (series.lastStep > most) passed.add(series);
	for (const layer of run.layers) {
		// Samples of the machine are counted by themselves.
		const own = Array.from(layer.metrics).flatMap(([name, series]) => (name.startsWith('system/') ? [] : [series]));
		if (layer === teller) for (const series of own) passed.delete(series);
		else if (own.some(({length, lastStep}) => length > 0 && lastStep > most)) for (const series of own) passed.add(series);
	}
	return passed;
}

/** True where a run's steps are counted beyond its tracker's own total by another tracker. */
export function isOther(run: TrackedRun, leading: Series): boolean {
	if (run.layers.length < 2 || run.facts.total === null || leading.lastStep <= mostSteps(run)) return false;
	return !Array.from(tellerOf(run)?.metrics.values() ?? []).includes(leading);
}
