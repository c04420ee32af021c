import type {Direction} from '../../core/table/metrics/direction.ts';
import type {MetricDefinition} from '../../formats/format.ts';
import type {TrackedRun} from './tracked-run.ts';

/** What a run's trackers declared of its metrics, under the names that the run has for them. */
export function* definitionsOf(run: TrackedRun): Generator<[string, MetricDefinition]> {
	// A number that was returned is no metric of the run's own directory, but called as it is there.
	for (const {definitions, below} of run.layers)
		for (const [name, about] of definitions) yield [below === '' || run.hasMetric(name) ? name : `${below}/${name}`, about];
}

/** Directions that a run's trackers declared, by metric. */
export function declaredGoals(run: TrackedRun): Map<string, Direction> {
	const goals = new Map<string, Direction>();
	for (const [name, {goal}] of definitionsOf(run)) if (goal !== undefined) goals.set(name, goal === 'minimize' ? 'down' : 'up');
	return goals;
}

/** Metrics that a run's trackers keep out of sight. */
export const hiddenMetrics = (run: TrackedRun): Set<string> => metricsThat(run, ({hidden}) => hidden === true);

/** Metrics that a run only repeats of its own runs. */
export const echoedMetrics = (run: TrackedRun): Set<string> => metricsThat(run, ({isEcho}) => isEcho === true);

function metricsThat(run: TrackedRun, are: (about: MetricDefinition) => boolean): Set<string> {
	const names = new Set<string>();
	for (const [name, about] of definitionsOf(run)) if (are(about)) names.add(name);
	return names;
}
