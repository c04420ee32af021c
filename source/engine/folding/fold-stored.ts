import type {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import type {Registry} from '../registry.ts';
import {rootOf} from './nested-root.ts';
import {takeIn} from './take-out.ts';

/** By how much a clock whose zone nobody knows may be off, milliseconds. */
const zonesMs = 26 * 3_600_000;

/** The run in whose directory another one was found, also where that was joined to a third one since. */
function wholeOf(run: TrackedRun, owner: TrackedRun | null, registry: Registry): TrackedRun | null {
	if (owner?.parts.has(run) === true && registry.runs.get(owner.key) === owner) return owner;
	for (const whole of registry.runs.values()) if (whole.parts.has(run)) return whole;
	return null;
}

/** True for what was logged before the run in whose directory it lies was started: that one was started again in place. */
function isOfEarlierStart({facts: {endedAtMs, lastSignMs}}: TrackedRun, whole: TrackedRun): boolean {
	const lastMs = Math.max(endedAtMs ?? 0, lastSignMs ?? 0);
	const {startedAtMs} = whole.facts;
	const slackMs = whole.layers[0]?.isZoneless === true ? zonesMs : 0;
	return startedAtMs !== null && lastMs > 0 && lastMs < startedAtMs - slackMs;
}

/** The only run of a store, or the only one that all others of it were opened within; null where there is none like that. */
function mainOf({runs}: SourceHandle): {run: TrackedRun; layer: Layer} | null {
	const all = [...runs.values()].filter(({layer}) => !layer.removed);
	const root = all.length === 1 ? all[0]!.layer : rootOf(all.map(({layer}) => layer));
	return all.find(({layer}) => layer === root) ?? null;
}

/** The main run of a store where that is the run in whose directory the store lies; null where there are several, or it is another one. */
function findLogged(handle: SourceHandle, registry: Registry): {run: TrackedRun; whole: TrackedRun} | null {
	const {state, format, owner} = handle;
	const main = state === 'current' ? mainOf(handle) : null;
	if (main === null) return null;
	const {run, layer} = main;
	if (registry.runs.get(run.key) !== run || layer.removed || run.layers.length !== 1) return null;
	const whole = wholeOf(run, owner, registry);
	if (whole === null || run.facts.partOf !== null || run.facts.outcome?.status === 'deleted') return null;
	const hasOther = whole.layers.some(other => other.format === format.id);
	return hasOther || isOfEarlierStart(run, whole) ? null : {run, whole};
}

/** Makes runs of their own of those of a store that was taken for one run until it had a second one, but for one that the others were opened within. */
function partSeveral(handle: SourceHandle, registry: Registry): void {
	const main = mainOf(handle);
	for (const {run, layer} of [...handle.runs.values()])
		if (run.layers.length > 1 && layer.below !== '' && layer !== main?.layer) registry.part(run, layer);
}

/**
 * Makes one row of the run in whose directory a store lies and the only run in that store: MLflow keeps a directory a run or a database, as it is
 * told, and both are what the program logged of itself. Only of formats that say so of their stores.
 */
export function foldStored(registry: Registry): void {
	for (const handle of registry.handles.values()) {
		if (handle.format.logsPrograms !== true || handle.owner === null || handle.runs.has('')) continue;
		if (handle.runs.size > 1) partSeveral(handle, registry);
		const found = findLogged(handle, registry);
		if (found === null) continue;
		takeIn(found.run, found.whole, registry);
	}
}
