import {unpackPoints} from '../asleep/kept-points.ts';
import type {KeptRun} from '../asleep/kept-reading.ts';
import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/**
 * Takes what an earlier start kept of a run in the place of reading it.
 * @param read reads the points after all
 */
export function restRun({run, layer}: {run: TrackedRun; layer: Layer}, kept: KeptRun, read: () => void): void {
	layer.facts(kept.facts);
	for (const [name, about] of kept.definitions) layer.defineMetric(name, about);
	layer.faults(kept.problems);
	if ('points' in kept) {
		layer.takePoints(unpackPoints(kept.points), read);
	} else {
		const {table, counters, silence, health} = kept;
		run.health = health;
		layer.sleep({table: {names: table.names, values: new Float64Array(table.values)}, counters, silence, read});
	}
	layer.findings.take(kept.findings);
}
