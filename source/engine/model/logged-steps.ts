import type {Series} from '../../core/series/series.ts';
import type {TrackedRun} from './tracked-run.ts';

/** "global_step", "train/global_step", "trainer/global_step": what frameworks call the steps of the whole run. */
const globalName = /(?:^|[/.])global_?step$/i;
/** What a run draws its metrics over counts its steps where it is called so. */
const stepName = /(?:^|[/._-])(?:steps?|iters?|iterations?|timesteps?|updates?)$/i;
/** Rounds of something within a run or beside its training. */
const partName =
	/(?:^|[/._-])(?:val|valid|validation|eval|evaluation|test|dev|inner|local|epochs?|batch|batches|episodes?)(?=[/._-])/i;
/** Lightning's, by any of its loggers: it counts from 0, whichever step is logged first. */
const zeroedName = 'trainer/global_step';

/** A metric whose values are the steps that a run has done, where its tracker counts the calls that log something. */
export interface LoggedSteps {
	series: Series;
	/** The first of them, 0 where they are known to count from there. */
	first: number;
	last: number;
}

function stepMetricsOf({layers}: TrackedRun): Set<string> {
	const names = new Set<string>();
	for (const {definitions} of layers)
		for (const {stepMetric} of definitions.values())
			if (stepMetric !== undefined && stepName.test(stepMetric) && !partName.test(stepMetric)) names.add(stepMetric);
	return names;
}

function readSteps(name: string, {values, length, nonfinite}: Series): Omit<LoggedSteps, 'series'> | null {
	if (length === 0 || nonfinite > 0) return null;
	const [first, last] = [values.at(0), values.at(length - 1)];
	if (!Number.isInteger(first) || !Number.isInteger(last) || first < 0 || last < first) return null;
	return {first: name === zeroedName ? 0 : first, last};
}

/**
 * What a run logs its steps under: a metric called so by its framework, else the furthest of those that its tracker was told to draw others over
 * and whose name says that they are steps of the training. Null where there is none.
 */
export function loggedSteps(run: TrackedRun): LoggedSteps | null {
	let found: (LoggedSteps & {isGlobal: boolean}) | null = null;
	const named = stepMetricsOf(run);
	for (const [name, series] of run.metrics) {
		const isGlobal = globalName.test(name) && !partName.test(name);
		if ((!isGlobal && !named.has(name)) || run.isLeft(name)) continue;
		series.settle();
		const steps = readSteps(name, series);
		if (steps === null || (found !== null && (found.isGlobal !== isGlobal ? found.isGlobal : found.last >= steps.last))) continue;
		found = {series, ...steps, isGlobal};
	}
	return found;
}
