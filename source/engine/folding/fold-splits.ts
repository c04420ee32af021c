import path from 'node:path';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';

/** Directories that hold the curves of one part of the data each, as Keras and TensorFlow's estimators write them. */
const splitName = /^(?:train|training|val|valid|validation|eval|evaluation|dev|test|testing)$/i;

function isSplit(run: TrackedRun, formats: ReadonlySet<string>): boolean {
	return run.startOf === null && run.dir !== '.' && formats.has(run.format) && splitName.test(path.basename(run.path));
}

/** Where the run is that the splits of a directory are: the one that lies there already, else a new one if there are at least two. */
function findWhole(directory: string, splits: readonly TrackedRun[], registry: Registry): TrackedRun | null {
	const {format, root} = splits[0]!;
	for (const run of registry.runs.values()) if (run.path === directory && run.format === format) return run;
	return splits.length > 1 ? registry.makeRun(root, directory) : null;
}

/**
 * Makes one row of `train/` and `validation/` beside each other, and of `eval/` inside a run's directory: the list has one line for a
 * training, whose curves lie in one chart. Only of formats that say of themselves that they split runs.
 */
export function foldSplits(registry: Registry, formats: ReadonlySet<string>): void {
	const byDirectory = new Map<string, TrackedRun[]>();
	for (const run of registry.runs.values()) {
		if (!isSplit(run, formats)) continue;
		const above = path.dirname(run.path);
		const splits = byDirectory.get(above);
		if (splits) splits.push(run);
		else byDirectory.set(above, [run]);
	}
	for (const [directory, splits] of byDirectory) {
		const whole = findWhole(directory, splits, registry);
		if (whole === null) continue;
		const isNew = whole.layers.length === 0;
		for (const run of splits) {
			registry.join(run, whole);
			whole.takeLife(run, isNew);
		}
	}
}
