import {countsTheSame} from '../../core/progress/progress.ts';
import {emptyFacts, noHabits, type ProgressMark, type RunFacts, type WriterHabits} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import type {Layer} from './layer.ts';
import {settingsOf} from './restarts.ts';

function isEmpty(value: unknown): boolean {
	if (value === null || value === noHabits) return true;
	if (Array.isArray(value)) return value.length === 0;
	return typeof value === 'object' && Object.keys(value).length === 0;
}

const joined = new Set<keyof RunFacts>(['signFiles', 'logFiles', 'tags']);
// A layer inside a run names, places and times itself; only the outermost one speaks for the run in these.
const ownOnly = new Set<keyof RunFacts>(['id', 'idScope', 'name', 'group', 'parent', 'partOf', 'attempt']);

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
			const before = merged[key];
			if (joined.has(key)) Object.assign(merged, {[key]: [...new Set([...(before as string[]), ...(value as string[])])]});
			else if (isEmpty(before)) Object.assign(merged, {[key]: value});
			else if (key === 'extra') Object.assign(merged, {extra: {...layer.factsNow.extra, ...merged.extra}});
			else if (key === 'writer') Object.assign(merged, {writer: mergeHabits(merged.writer, layer.factsNow.writer)});
			else if (key === 'progress') merged.progress = furtherOf(merged.progress!, layer.factsNow.progress!);
			else if (key === 'lastSignMs') merged.lastSignMs = Math.max(merged.lastSignMs!, layer.factsNow.lastSignMs!);
		}
	}
	merged.config = settingsOf(layers, merged.config);
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

/**
 * Series of a run from its layers, strongest first. The same name from a weaker format is the same data and is left out; the same name from
 * another directory of the same format (train/ and validation/ of TensorBoard) is another curve and gets its directory in front.
 */
export function mergeSeries(layers: readonly Layer[], pick: (layer: Layer) => ReadonlyMap<string, Series>): Map<string, Series> {
	const merged = new Map<string, Series>();
	const owners = new Map<string, string>();
	for (const layer of layers) {
		const textOnly = layer.format === 'textlog' && merged.size > 0;
		if (textOnly) continue;
		for (const [name, series] of pick(layer)) {
			if (!merged.has(name)) {
				merged.set(name, series);
				owners.set(name, layer.format);
			} else if (owners.get(name) === layer.format && layer.below !== '') merged.set(`${placeOf(layer)}/${name}`, series);
		}
	}
	return merged;
}
