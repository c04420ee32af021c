import {isWithin} from '../../core/files/paths.ts';
import {gather} from '../../core/table/gather.ts';
import type {Layer} from '../model/layer.ts';
import {isOfBefore} from '../model/starts/of-before.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Registry} from '../registry.ts';
import {rootOf} from './nested-root.ts';

/** What of a table only counts its rows. */
const counters = new Set(['epoch', 'step', 'global_step', 'iteration', 'time']);

/**
 * Layers of further trackers' runs, by format, where one format has several of them that are not one: folds, tries, the runs of a loop. Those of
 * one training are its starts.
 */
function strangersOf({layers}: TrackedRun): Layer[] {
	const named = byFormat(layers.filter(({below, factsNow: {id, partOf}}) => below !== '' && id !== null && partOf === null));
	const several = named.filter(found => new Set(found.map(({factsNow}) => factsNow.id)).size > 1);
	if (layers.some(layer => layer.isOneTraining)) return several.flatMap(earlierTrainings);
	if (layers[0]?.isHost !== true) return several.flatMap(withoutRoot);
	const unnamed = byFormat(layers.filter(layer => layer.isRunWithoutId));
	return [...several.flatMap(found => besideTheOnly(found, layers)), ...unnamed.flatMap(found => apartFrom(found, layers))];
}

/** Without the one that all others were opened within: that is what the run itself has logged. */
function withoutRoot(found: Layer[]): Layer[] {
	const root = rootOf(found);
	return found.filter(layer => layer !== root);
}

const byFormat = (layers: readonly Layer[]): Layer[][] => [...gather(layers, ({format}) => format).values()];

/** Without the one that is not of an earlier start of the host's run, or that all others which are not were opened within: the run itself has logged it. */
function besideTheOnly(found: Layer[], layers: readonly Layer[]): Layer[] {
	const now = found.filter(layer => !isOfBefore(layer, layers));
	const only = now.length === 1 ? now[0] : rootOf(now);
	return found.filter(layer => layer !== only);
}

/**
 * Those without ids that are runs of their own: at least two of what the tracker wrote since the host's run was started have a metric in common, or
 * another value of a setting. A test after a training has neither.
 */
function apartFrom(found: Layer[], layers: readonly Layer[]): Layer[] {
	const now = found.filter(layer => !isOfBefore(layer, layers));
	const isApart = now.some((one, i) => now.slice(i + 1).some(other => differ(one, other)));
	return isApart ? found : [];
}

function differ(one: Layer, other: Layer): boolean {
	for (const name of one.metrics.keys()) if (!counters.has(name) && other.metrics.has(name)) return true;
	const {config} = other.factsNow;
	return Object.entries(one.factsNow.config).some(
		([name, value]) => name in config && JSON.stringify(config[name]) !== JSON.stringify(value),
	);
}

/** Of the starts of one training those before the newest that began anew: they are trainings whose outputs were written over. */
function earlierTrainings(starts: readonly Layer[]): Layer[] {
	const startOf = ({factsNow}: Layer) => factsNow.startedAtMs ?? Number.POSITIVE_INFINITY;
	const sorted = [...starts].sort((a, b) => startOf(a) - startOf(b) || (a.below < b.below ? -1 : 1));
	return sorted.slice(0, Math.max(0, sorted.findLastIndex(beginsAnew)));
}

/** The first step that the Hugging Face trainer logs is one distance of its log away from 0, unless it goes on from a checkpoint. */
function beginsAnew({metrics}: Layer): boolean {
	const steps = metrics.get('train/global_step')?.values;
	if (steps === undefined || steps.length === 0) return false;
	const first = steps.at(0);
	for (let at = 1; at < steps.length; at++) if (steps.at(at) > first) return first <= steps.at(at) - first;
	return false;
}

/**
 * Makes runs of their own, below the run, of what a tracker logged as several runs in its directory: none of them tells how the whole went, nor
 * has its curves. What lies in the directory of one goes with it.
 */
export function partStrangers(registry: Registry): void {
	for (const run of [...registry.runs.values()]) {
		if (run.layers.length < 2) continue;
		const strangers = strangersOf(run).sort((a, b) => a.below.length - b.below.length);
		const parted = new Map<string, TrackedRun>();
		for (const layer of strangers) {
			const {below} = layer;
			const around = aroundOf(below, parted);
			const isRunWithoutId = layer.isRunWithoutId;
			const own = registry.part(run, layer, around);
			if (own === null || around !== null) continue;
			parted.set(below, own);
			if (isRunWithoutId) own.whole = run;
		}
		if (run.layers[0]?.isHost !== true) continue;
		for (const layer of run.layers) {
			const around = layer.below === '' ? null : aroundOf(layer.below, parted);
			if (around !== null) registry.part(run, layer, around);
		}
	}
}

/** The run in whose directory something lies, or that has the same one. */
function aroundOf(below: string, parted: ReadonlyMap<string, TrackedRun>): TrackedRun | null {
	for (const [directory, run] of parted) if (isWithin(below, directory)) return run;
	return null;
}
