import path from 'node:path';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';

/** The run whose directory a link means: the very path, else the one that lies there seen from the nearest directory above. */
function findTarget(run: TrackedRun, link: string, byPath: ReadonlyMap<string, TrackedRun>): TrackedRun | null {
	if (path.isAbsolute(link)) return byPath.get(path.normalize(link)) ?? findMoved(run, link, byPath);
	for (let above = path.dirname(run.path); above !== path.dirname(above); above = path.dirname(above)) {
		const found = byPath.get(path.join(above, link));
		if (found !== undefined) return found;
	}
	return null;
}

/** A tree that was moved as a whole: the longest end of the link that is there below a directory above the run. */
function findMoved(run: TrackedRun, link: string, byPath: ReadonlyMap<string, TrackedRun>): TrackedRun | null {
	const parts = link.split('/').filter(Boolean);
	for (let from = 1; from < parts.length; from++) {
		const rest = parts.slice(from).join('/');
		for (let above = path.dirname(run.path); above.startsWith(run.root); above = path.dirname(above)) {
			const found = byPath.get(path.join(above, rest));
			if (found !== undefined) return found;
			if (above === path.dirname(above)) break;
		}
	}
	return null;
}

/**
 * Makes one row of runs that are one: a run that only logs another one to a second tracker (MLflow's of a flexlock run) becomes a layer of
 * it. Several that log the same run follow each other, the newest first.
 */
export function foldLinked(registry: Registry): void {
	const linked = [...registry.runs.values()].filter(({facts}) => facts.partOf !== null);
	if (linked.length === 0) return;
	const byPath = new Map<string, TrackedRun>();
	for (const run of registry.runs.values()) if (run.facts.partOf === null) byPath.set(run.path, run);
	linked.sort((a, b) => (b.facts.startedAtMs ?? 0) - (a.facts.startedAtMs ?? 0));
	for (const run of linked) {
		const target = findTarget(run, run.facts.partOf!, byPath);
		if (target !== null) registry.join(run, target);
	}
}
