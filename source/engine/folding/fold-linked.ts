import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';
import {findRunAt} from './find-run.ts';

/**
 * Makes one row of runs that are one: a run that only logs another one to a second tracker (MLflow's of a flexlock run) becomes a layer of
 * it. Several that log the same run follow each other, the newest first.
 */
export function foldLinked(registry: Registry): void {
	const linked = [...registry.runs.values()].filter(({facts}) => facts.partOf !== null);
	if (linked.length === 0) return;
	const byPath = new Map<string, TrackedRun>();
	const wholes = [...registry.runs.values()].filter(({facts}) => facts.partOf === null);
	for (const run of wholes) for (const file of run.facts.logFiles) byPath.set(file, run);
	for (const run of wholes) byPath.set(run.path, run);
	linked.sort((a, b) => (b.facts.startedAtMs ?? 0) - (a.facts.startedAtMs ?? 0));
	for (const run of linked) {
		// A job whose output makes a run: the link names one of its two streams, and the run may be of the other.
		const streams = run.facts.logFiles.flatMap(file => byPath.get(file) ?? []);
		const target = findRunAt(run, run.facts.partOf!, byPath) ?? streams[0];
		if (target !== undefined) registry.join(run, target);
	}
}
