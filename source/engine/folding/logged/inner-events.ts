import path from 'node:path';
import {isWithin} from '../../../core/files/paths.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {indexByPath} from '../find-run.ts';
import {takeIn} from '../take-out.ts';
import {haveSameResults} from './same-results.ts';
import {followsSoon, overlap, spanOf} from './times.ts';

const events = 'tfevents';
/** Each `Live` has a directory of its own; a table may be the copy of one run of a sweep, in the directory of all. */
const outer = 'dvclive';

/** True for event files of one directory that are a run by themselves. */
const isBare = ({layers, parentId}: TrackedRun): boolean =>
	parentId === null && layers.length === 1 && layers[0]!.format === events && !layers[0]!.removed;

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
 * Makes one row of what DVCLive wrote and the event files further in its directory that the same program wrote: what both have of a metric is the same
 * at each step that they have in common, to the last of 32 bits, and both were written at one time. Where more than one run lies in there, all stay apart.
 */
export function foldInnerEvents(registry: Registry): void {
	const runs = [...registry.runs.values()];
	const bare = runs.filter(isBare);
	if (bare.length === 0) return;
	const byPath = indexByPath(registry.runs);
	for (const inner of bare) {
		const whole = findAbove(inner, byPath);
		if (whole === null || whole.layers.some(({format, removed}) => format !== outer || removed)) continue;
		if (!whole.layers.some(layer => areOneTraining(layer, inner.layers[0]!))) continue;
		const isOnly = runs.every(run => run === whole || run === inner || !isWithin(run.path, whole.path));
		if (isOnly) takeIn(inner, whole, registry);
	}
}
