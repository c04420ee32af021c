import {isWithin} from '../../../core/files/paths.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {takeIn} from '../take-out.ts';
import {haveSameResults} from './evidence/same-results.ts';
import {followsSoon, overlap, spanOf} from './evidence/times.ts';

/** True for event files of one directory that are a run by themselves. */
const isBare = ({layers, parentId}: TrackedRun): boolean =>
	parentId === null && layers.length === 1 && layers[0]!.logged.isEvents === true && !layers[0]!.removed;

/** True for what one tracker alone wrote that has a directory a run. */
const isOuter = ({layers}: TrackedRun): boolean => layers.every(({logged, removed}) => logged.holdsEvents === true && !removed);

function areOneTraining(rows: Layer, curves: Layer): boolean {
	const [of, spent] = [spanOf([rows]), spanOf([curves])];
	if (of === null || spent === null || !(overlap(of, spent) || followsSoon(of, spent))) return false;
	return haveSameResults(rows, curves);
}

/**
 * Makes one row of what a tracker, such as DVCLive, wrote and the event files further in its directory that the same program wrote: what both have of a metric is the same
 * at each step that they have in common, to the last of 32 bits, and both were written at one time. Where more than one run lies in there, all stay apart.
 */
export function foldInnerEvents(registry: Registry): void {
	const runs = [...registry.runs.values()];
	for (const whole of runs.filter(isOuter)) {
		const [inner, ...others] = runs.filter(run => run !== whole && isWithin(run.path, whole.path));
		if (inner === undefined || others.length > 0 || !isBare(inner) || !whole.path.startsWith(inner.root)) continue;
		if (whole.layers.some(layer => areOneTraining(layer, inner.layers[0]!))) takeIn(inner, whole, registry);
	}
}
