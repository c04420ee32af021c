import path from 'node:path';
import {gather} from '../../../core/table/gather.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {indexByPath} from '../find-run.ts';
import {takeIn} from '../take-out.ts';
import {haveSameResults} from './fold-versions.ts';
import {followsSoon, overlap, spanOf} from './times.ts';

const events = 'tfevents';
/** What a program writes right into the directory of its run, beside which it may have event files further in. */
const outer = new Set(['dvclive', 'csv', 'jsonl']);

interface Pair {
	inner: TrackedRun;
	whole: TrackedRun;
}

/** The run in the nearest directory above that is one. */
function findAbove({path: at, root}: TrackedRun, byPath: ReadonlyMap<string, TrackedRun>): TrackedRun | null {
	for (let above = path.dirname(at); above.startsWith(root) && above !== path.dirname(above); above = path.dirname(above)) {
		const found = byPath.get(above);
		if (found !== undefined) return found;
	}
	return null;
}

function areOneTraining(rows: Layer, curves: Layer): boolean {
	const [of, spent] = [spanOf([rows]), spanOf([curves])];
	if (of === null || spent === null || !(overlap(of, spent) || followsSoon(of, spent))) return false;
	return haveSameResults(rows, curves);
}

/**
 * Makes one row of a table that is a run and the event files further in its directory that the same program wrote: what both have of a metric is the same
 * at each step that they have in common, to the last of 32 bits, and both were written at one time. What fits twice stays apart.
 */
export function foldInnerEvents(registry: Registry): void {
	const bare = [...registry.runs.values()].filter(
		({layers, parentId}) => parentId === null && layers.length === 1 && layers[0]!.format === events && !layers[0]!.removed,
	);
	if (bare.length === 0) return;
	const byPath = indexByPath(registry.runs);
	const pairs = bare.flatMap((inner): Pair[] => {
		const whole = findAbove(inner, byPath);
		if (whole === null || !whole.layers.every(({format, removed}) => outer.has(format) && !removed)) return [];
		return whole.layers.some(layer => areOneTraining(layer, inner.layers[0]!)) ? [{inner, whole}] : [];
	});
	for (const [only, ...others] of gather(pairs, ({whole}) => String(whole.key)).values())
		if (only !== undefined && others.length === 0) takeIn(only.inner, only.whole, registry);
}
