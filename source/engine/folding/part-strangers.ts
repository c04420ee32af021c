import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';

/**
 * Layers of further trackers' runs, by format, where one format has several of them that are not one: folds, tries, the runs of a loop. Those of
 * one training are its starts.
 */
function strangersOf({layers}: TrackedRun): Layer[] {
	const byFormat = new Map<string, Layer[]>();
	for (const layer of layers) {
		const {id, partOf} = layer.factsNow;
		if (layer.below === '' || id === null || partOf !== null) continue;
		byFormat.set(layer.format, [...(byFormat.get(layer.format) ?? []), layer]);
	}
	const several = [...byFormat.values()].filter(found => new Set(found.map(({factsNow}) => factsNow.id)).size > 1);
	return layers.some(layer => layer.isOneTraining) ? several.flatMap(earlierTrainings) : several.flat();
}

/** Of the starts of one training those before the newest that began anew: they are trainings whose outputs were written over. */
function earlierTrainings(starts: readonly Layer[]): Layer[] {
	const startOf = ({factsNow}: Layer) => factsNow.startedAtMs ?? Number.POSITIVE_INFINITY;
	const sorted = [...starts].sort((a, b) => startOf(a) - startOf(b) || (a.below < b.below ? -1 : 1));
	return sorted.slice(0, Math.max(0, sorted.findLastIndex(beginsAnew)));
}

/** The first step that the Hugging Face trainer logs is one distance of its log away from 0, unless it goes on from a checkpoint. */
function beginsAnew({metrics}: Layer): boolean {
	const steps = metrics.get('train/global_step')?.values;
	if (steps === undefined || steps.length === 0) return false;
	const first = steps.at(0);
	for (let at = 1; at < steps.length; at++) if (steps.at(at) > first) return first <= steps.at(at) - first;
	return false;
}

/**
 * Makes runs of their own, below the run, of what a tracker logged as several runs in its directory: none of them tells how the whole went, nor
 * has its curves.
 */
export function partStrangers(registry: Registry): void {
	for (const run of [...registry.runs.values()]) {
		if (run.layers.length < 2) continue;
		for (const layer of strangersOf(run)) registry.part(run, layer);
	}
}
