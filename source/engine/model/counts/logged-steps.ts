import type {Series} from '../../../core/series/series.ts';
import type {TrackedRun} from '../tracked-run.ts';
import {countUp} from './count-up.ts';

/** "global_step", "train/global_step", "trainer/global_step": what frameworks call the steps of the whole run. */
const globalName = /(?:^|[/.])global_?step$/i;
/** What a run draws its metrics over counts its steps where it is called so. */
const stepName = /(?:^|[/._-])(?:steps?|iters?|iterations?|timesteps?|updates?)$/i;
/** Rounds of something within a run or beside its training, or the step of something that it keeps. */
const partName =
	/(?:^|[/._-])(?:val|valid|validation|eval|evaluation|test|dev|inner|local|epochs?|batch|batches|episodes?)(?=[/._-])/i;
const keptName = /(?:^|[/._-])(?:best|ckpts?|checkpoints?|saved?|video|media)(?=[/._-])/i;
const isOfPart = (name: string): boolean => partName.test(name) || keptName.test(name);
/** Lightning's, by any of its loggers: it counts from 0, whichever step is logged first. */
const zeroedName = 'trainer/global_step';
/** What counts the steps of a run stands in this share of its rows at least: what stands in fewer is of evaluations. */
const leastShare = 0.9;
/** Rows at the end that may be without it: results of a whole run have none. */
const mostRowsBehind = 3;

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
			if (stepMetric !== undefined && stepName.test(stepMetric) && !isOfPart(stepMetric)) names.add(stepMetric);
	return names;
}

/** The most points that a metric of a run has, and the step of its last row. */
function rowsOf(run: TrackedRun): {count: number; lastStep: number} {
	let count = 0;
	let lastStep = Number.NEGATIVE_INFINITY;
	for (const [name, series] of run.metrics) {
		// Samples of the machine are counted by themselves.
		if (series.length === 0 || name.startsWith('system/') || run.isLeft(name)) continue;
		count = Math.max(count, series.length);
		lastStep = Math.max(lastStep, series.lastStep);
	}
	return {count, lastStep};
}

/** True where the steps of a series are counted by ones: its tracker counts the rows, or all of its steps were logged. */
const isByOnes = ({steps, length}: Series): boolean => steps.at(length - 1) - steps.at(0) === length - 1;

function readSteps(name: string, series: Series, rows: ReturnType<typeof rowsOf>): Omit<LoggedSteps, 'series'> | null {
	const {values, steps, length, nonfinite} = series;
	if (length === 0 || nonfinite > 0 || length < leastShare * rows.count) return null;
	const [first, last] = [values.at(0), values.at(length - 1)];
	const [firstStep, lastStep] = [steps.at(0), steps.at(length - 1)];
	if (!Number.isInteger(first) || !Number.isInteger(last) || first < 0) return null;
	const gap = length > 1 ? (lastStep - firstStep) / (length - 1) : 1;
	if (rows.lastStep - lastStep > Math.max(mostRowsBehind, length * (1 - leastShare)) * gap) return null;
	// The same count as its tracker's own, which tells of the rows without it as well.
	if (first === firstStep && last === lastStep) return null;
	// Steps that were given to the tracker, and are ahead, are the steps; it is the metric that counts rows.
	if (last < lastStep && !isByOnes(series)) return null;
	return countUp(series) ? {first: name === zeroedName ? 0 : first, last} : null;
}

/**
 * What a run logs its steps under, in nearly all of its rows and up to the last: a metric called so by its framework, else the furthest of those
 * that its tracker was told to draw others over and whose name says that they are steps of the training. Null where there is none, and where it
 * says what the tracker counts itself.
 */
export function loggedSteps(run: TrackedRun): LoggedSteps | null {
	let found: (LoggedSteps & {isGlobal: boolean}) | null = null;
	const named = stepMetricsOf(run);
	let rows: ReturnType<typeof rowsOf> | null = null;
	for (const [name, series] of run.metrics) {
		const isGlobal = globalName.test(name) && !isOfPart(name);
		if ((!isGlobal && !named.has(name)) || run.isLeft(name)) continue;
		series.settle();
		rows ??= rowsOf(run);
		const steps = readSteps(name, series, rows);
		if (steps === null || (found !== null && (found.isGlobal !== isGlobal ? found.isGlobal : found.last >= steps.last))) continue;
		found = {series, ...steps, isGlobal};
	}
	return found;
}
