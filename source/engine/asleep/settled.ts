import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';

/** A run of a source, what of that it is, and what the source says of it. */
export interface HeldRun {
	key: string;
	run: TrackedRun;
	layer: Layer;
}

/**
 * The runs of a store that do not go on now, whatever others do, where it can be known again what was read of each: whether one of them goes on later, as one
 * may that is idle, is seen by that.
 */
export function settledOf(handle: SourceHandle): HeldRun[] {
	if (handle.state !== 'current' || handle.hasFault || handle.shut.all.length > 0 || handle.isAsleep) return [];
	if (handle.source.mark === undefined) return [];
	const held = Array.from(handle.runs, ([key, {run, layer}]) => ({key, run, layer}));
	return held.filter(
		each => !each.layer.removed && isByItself(each) && (each.run.isOver || each.run.judgement.status === 'idle'),
	);
}

/** The runs of a source that was read to its end, where all of them go on no more, and nothing but its files tells what it says; null for others. */
export function settledRuns(handle: SourceHandle): HeldRun[] | null {
	if (handle.state !== 'current' || handle.hasFault) return null;
	// No time tells when that may be read.
	if (handle.shut.all.length > 0) return null;
	// It says something else soon, although no file changes.
	if (!handle.isAsleep && (handle.source.turnsAtMs?.() ?? null) !== null) return null;
	if (handle.format.learnsFromOthers === true || (!handle.isAsleep && handle.source.tellsOthers === true)) return null;
	const held: HeldRun[] = [];
	for (const [key, {run, layer}] of handle.runs) {
		if (layer.removed) continue;
		const each = {key, run, layer};
		if (!isSettled(each)) return null;
		held.push(each);
	}
	return held.length > 0 ? held : null;
}

function isSettled({key, run, layer}: HeldRun): boolean {
	// What waits in a store is begun in that.
	return isByItself({run, layer}) && (run.isOver || (run.judgement.status === 'queued' && key !== ''));
}

/** False for starts: another command may not put together what this one has, and finds others there then. */
const isByItself = ({run, layer}: Pick<HeldRun, 'run' | 'layer'>): boolean =>
	run.startOf === null && layer.starts?.isOneByOthers !== true && run.preview === null;

/** True for a source that was read to its end, and to whose runs, which go on no more, no other one adds: of them a list needs no points. */
export function isWorthKeeping(handle: SourceHandle): boolean {
	return settledRuns(handle)?.every(({run}) => isToldAlone(run, handle)) === true;
}

/** True for a run of which no other source tells. */
export function isToldAlone(run: TrackedRun, {owner}: SourceHandle): boolean {
	// The next start will put it to its owner first, as this one has.
	if (run.earlier !== null || (owner !== null && owner !== run)) return false;
	return run.layers.length === 1;
}
