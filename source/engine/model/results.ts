import {numbersByPath} from '../../core/flatten.ts';
import type {Json, JsonObject} from '../../core/run.ts';
import type {TrackedRun} from './tracked-run.ts';

const mostResults = 500;
const known = new WeakMap<JsonObject, Map<string, number>>();

/**
 * Single numbers that a run returned, by name, those within others by their paths, as its curves are called: a metric has one of the names already,
 * or a setting that the run only gives back, where it is left out.
 * @param settings the flat config of the run
 */
export function resultsOf(run: TrackedRun, settings: Readonly<Record<string, Json>>): Map<string, number> {
	const found = new Map<string, number>();
	for (const layer of run.layers) {
		if (!layer.hasResults) continue;
		const {summary} = layer.factsNow;
		const numbers = known.get(summary) ?? numbersByPath(summary);
		known.set(summary, numbers);
		if (numbers.size === 0) continue;
		const set = new Set(Object.keys(settings).map(key => key.slice(key.lastIndexOf('.') + 1)));
		for (const [name, value] of numbers)
			if (
				!layer.isNotReturned(name) &&
				!run.hasMetric(name) &&
				!set.has(name.slice(name.lastIndexOf('/') + 1)) &&
				found.size < mostResults
			)
				found.set(name, value);
	}
	return found;
}
