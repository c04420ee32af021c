import type {Layer} from './model/layer.ts';
import type {TrackedRun} from './model/tracked-run.ts';
import type {Registry} from './registry.ts';

/** Layers of further trackers' runs, by format, where one format has several of them that are not one: folds, tries, the runs of a loop. */
function strangersOf({layers}: TrackedRun): Layer[] {
	const byFormat = new Map<string, Layer[]>();
	for (const layer of layers) {
		const {id, partOf} = layer.factsNow;
		if (layer.below === '' || id === null || partOf !== null) continue;
		byFormat.set(layer.format, [...(byFormat.get(layer.format) ?? []), layer]);
	}
	return [...byFormat.values()].flatMap(found => (new Set(found.map(({factsNow}) => factsNow.id)).size > 1 ? found : []));
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
