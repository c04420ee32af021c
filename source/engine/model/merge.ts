import {countsTheSame} from '../../core/progress/progress.ts';
import {emptyFacts, type JsonObject, noHabits, type ProgressMark, type RunFacts, type WriterHabits} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import {dataOf} from '../../formats/plain/data-words.ts';
import type {Layer} from './layer.ts';

function isEmpty(value: unknown): boolean {
	if (value === null || value === noHabits) return true;
	if (Array.isArray(value)) return value.length === 0;
	return typeof value === 'object' && Object.keys(value).length === 0;
}

const joined = new Set<keyof RunFacts>(['signFiles', 'logFiles', 'tags']);
/** Of these, each name comes from the strongest layer that has it. */
const byName = new Set<keyof RunFacts>(['config', 'summary', 'extra']);
// A layer inside a run names, places and times itself; only the outermost one speaks for the run in these.
const ownOnly = new Set<keyof RunFacts>(['id', 'idScope', 'name', 'group', 'parent', 'partOf', 'attempt']);
/** What a format whose times have no zone tells of these counts only where no other one tells it. */
const times = new Set<keyof RunFacts>(['startedAtMs', 'lastSignMs']);

/**
 * Facts of a run from its layers, strongest first: each fact from the strongest layer that has it, lists of files joined. Those of a
 * single layer are the layer's own, which it goes on changing.
 */
export function mergeFacts(layers: readonly Layer[]): RunFacts {
	const [only, ...others] = layers;
	// Most runs have one layer, and each of their points may bring facts.
	if (only !== undefined && others.length === 0) return only.factsNow;
	const merged = emptyFacts();
	for (const layer of layers) {
		for (const key of Object.keys(merged) as (keyof RunFacts)[]) {
			if (ownOnly.has(key) && layer !== layers[0] && layer.below !== '') continue;
			const value = layer.factsNow[key];
			if (isEmpty(value)) continue;
			if (times.has(key) && layer.isZoneless && layers.some(other => other !== layer && other.factsNow[key] !== null)) continue;
			const before = merged[key];
			if (joined.has(key)) Object.assign(merged, {[key]: [...new Set([...(before as string[]), ...(value as string[])])]});
			else if (isEmpty(before)) Object.assign(merged, {[key]: value});
			else if (byName.has(key)) Object.assign(merged, {[key]: {...(value as JsonObject), ...(before as JsonObject)}});
			else if (key === 'writer') Object.assign(merged, {writer: mergeHabits(merged.writer, layer.factsNow.writer)});
			else if (key === 'progress') merged.progress = furtherOf(merged.progress!, layer.factsNow.progress!);
			else if (key === 'lastSignMs') merged.lastSignMs = Math.max(merged.lastSignMs!, layer.factsNow.lastSignMs!);
		}
	}
	return merged;
}

/** Of two counters of the same thing the one that is further: a bar is drawn more often than a state is saved. */
function furtherOf(first: ProgressMark, other: ProgressMark): ProgressMark {
	return countsTheSame(other, first) && other.step > first.step ? other : first;
}

/** One writer of several files: that it marks its end, and how it shows its life, count whichever of them says so. */
function mergeHabits(first: WriterHabits, other: WriterHabits): WriterHabits {
	const stronger = other.marksEnd && !first.marksEnd ? other : first;
	return {
		...stronger,
		bufferMs: Math.max(first.bufferMs, other.bufferMs),
		bufferBytes: Math.max(first.bufferBytes, other.bufferBytes),
	};
}

/** What a layer's series are called by where another one has their names: its directory, or the run in another store that was joined. */
function placeOf({below}: Layer): string {
	return below.startsWith('../') ? below.slice(below.lastIndexOf('/') + 1).slice(0, 8) : below;
}

/** 1 for what lies in a directory named after a validation or a test, whose metrics are not the ones that the run is about; 0 for others. */
const otherData = ({below}: Layer): number => Number(dataOf(below.slice(below.lastIndexOf('/') + 1)) !== '');

/** Where a name's points come from, as long as no other format has clearly more of them. */
interface Owner {
	format: string;
	series: Series;
}

/**
 * True where a weaker format tells a metric better: the stronger one lost points (what is written every hundred steps lacks the last of them when
 * its writer is killed), or it counts its own rows, where the weaker one has the steps of the training (wandb below Lightning does).
 */
function tellsBetter(other: Series, own: Series): boolean {
	if (other.lastStep < own.lastStep) return false;
	if (other.length > own.length * 1.25 + 1) return true;
	return other.length * 1.25 + 1 >= own.length && other.lastStep > own.lastStep * 1.25 + 1;
}

/**
 * Series of a run from its layers. The same name in several formats is the same data: it is taken from the strongest of them that tells
 * it well. The same name from another directory of
 * the same format (train/ and validation/ of TensorBoard) is another curve and gets its directory in front. What a log prints, rounded as it
 * is, only counts where no tracker has anything.
 */
export function mergeSeries(layers: readonly Layer[], pick: (layer: Layer) => ReadonlyMap<string, Series>): Map<string, Series> {
	const owners = new Map<string, Owner>();
	const merged = new Map<string, Series>();
	// The sort keeps those of one format in their order, the outermost first, but for those of other data than the training's.
	for (const layer of [...layers].sort((a, b) => b.rank - a.rank || otherData(a) - otherData(b))) {
		if (layer.format === 'textlog' && merged.size > 0) continue;
		for (const [name, series] of pick(layer)) {
			const owner = owners.get(name);
			if (owner !== undefined && owner.format === layer.format) {
				if (layer.below !== '') merged.set(`${placeOf(layer)}/${name}`, series);
			} else if (owner === undefined || tellsBetter(series, owner.series)) {
				merged.set(name, series);
				owners.set(name, {format: layer.format, series});
			}
		}
	}
	return merged;
}
