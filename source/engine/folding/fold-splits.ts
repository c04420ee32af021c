import path from 'node:path';
import {gather} from '../../core/table/gather.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';

/** Directories that hold the curves of one part of the data each, as Keras and TensorFlow's estimators write them. */
const splitName = /^(?:train|training|val|valid|validation|eval|evaluation|dev|test|testing)$/i;

/** Between the writers that a program makes when it begins. */
const besideMs = 2000;

const maySplit = (run: TrackedRun, formats: ReadonlySet<string>): boolean =>
	run.startOf === null && run.dir !== '.' && formats.has(run.format);

const isSplit = ({path: directory}: TrackedRun): boolean => splitName.test(path.basename(directory));

/**
 * True for what the process of a split wrote beside it from the same moment on, whatever it is called: TensorBoard draws a curve over another one only
 * where they lie in directories of their own (`train`, `real_data`, `lower_bound`).
 */
function isBeside(run: TrackedRun, split: TrackedRun): boolean {
	const [one, other] = [run.layers[0]?.factsNow, split.layers[0]?.factsNow];
	if (run.layers.length !== 1 || !one || !other || one.pid === null || one.host === null) return false;
	if (one.pid !== other.pid || one.host !== other.host || one.startedAtMs === null || other.startedAtMs === null) return false;
	return Math.abs(one.startedAtMs - other.startedAtMs) <= besideMs;
}

/** Where the run is that the splits of a directory are: the one that lies there already, else a new one if there are at least two. */
function findWhole(directory: string, splits: readonly TrackedRun[], registry: Registry): TrackedRun | null {
	const {format, root} = splits[0]!;
	for (const run of registry.runs.values()) if (run.path === directory && run.format === format) return run;
	return splits.length > 1 ? registry.makeRun(root, directory) : null;
}

/**
 * Makes one row of `train/` and `validation/` beside each other, with what their process wrote there else, and of `eval/` inside a run's directory: the list has one line for a
 * training, whose curves lie in one chart. Only of formats that say of themselves that they split runs.
 */
export function foldSplits(registry: Registry, formats: ReadonlySet<string>): void {
	const byDirectory = gather(
		[...registry.runs.values()].filter(run => maySplit(run, formats)),
		run => path.dirname(run.path),
	);
	for (const [directory, runs] of byDirectory) {
		const named = runs.filter(isSplit);
		if (named.length === 0) continue;
		const splits = [...named, ...runs.filter(run => !isSplit(run) && named.some(split => isBeside(run, split)))];
		const whole = findWhole(directory, splits, registry);
		if (whole === null) continue;
		const isNew = whole.layers.length === 0;
		for (const run of splits) {
			registry.join(run, whole);
			whole.takeLife(run, isNew);
		}
	}
}
