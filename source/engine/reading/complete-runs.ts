import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** A run and what a source says of it. */
export interface RunOfSource {
	run: TrackedRun;
	layer: Layer;
}

/** Takes note that the source of some runs was read to its end. */
export function completeRuns(runs: Iterable<RunOfSource>): void {
	const all = [...runs];
	for (const {layer} of all) layer.starts?.settle();
	for (const {run} of all) {
		if (run.preview !== null || !run.complete) run.judgedVersion++;
		run.preview = null;
		run.complete = true;
	}
}
