import {nameOf} from '../../core/command/program.ts';
import type {Made} from '../../core/files/files.ts';
import {countsTheSame} from '../../core/progress/progress.ts';
import {emptyFacts, type JsonObject, type ProgressMark, type RunFacts} from '../../core/run.ts';
import {noHabits, type WriterHabits} from '../../core/writer-habits.ts';
import {at} from '../../formats/values.ts';
import type {Layer} from './layer.ts';

function isEmpty(value: unknown): boolean {
	if (value === null || value === noHabits) return true;
	return typeof value === 'object' && Object.keys(value).length === 0;
}

const joined = new Set<keyof RunFacts>(['signFiles', 'logFiles', 'tags']);
/** Of these, each name comes from the strongest layer that has it. */
const byName = new Set<keyof RunFacts>(['config', 'references', 'summary', 'extra']);
// A layer inside a run names, places and times itself; only the outermost one speaks for the run in these.
const ownOnly = new Set<keyof RunFacts>(['id', 'idScope', 'name', 'group', 'work', 'parent', 'partOf', 'supersedes', 'attempt']);
/** What the program that logged a run to a second tracker was started by may be a script that only does that. */
const ofLogging = new Set<keyof RunFacts>(['command']);
/** How a run went that another one was only logged by says when that was logged, and how the logging went. */
const ofLogged = new Set<keyof RunFacts>(['startedAtMs', 'endedAtMs', 'outcome', 'recorded']);
/** What a logging of the run that a later one stands in for says of these is of that logging alone. */
const ofItself = new Set<keyof RunFacts>(['tags', 'marks']);
/** What a format whose times have no zone tells of these counts only where no other one tells it. */
const times = new Set<keyof RunFacts>(['startedAtMs', 'lastSignMs']);

/**
 * Facts of a run from its layers, strongest first: each fact from the strongest layer that has it, lists of files joined. Those of a
 * single layer are the layer's own, which it goes on changing.
 */
export function mergeFacts(layers: readonly Layer[]): RunFacts {
	const [first, ...others] = layers;
	// Most runs have one layer, and each of their points may bring facts.
	if (first !== undefined && others.length === 0) return first.factsNow;
	const merged = emptyFacts();
	const keys = Object.keys(merged) as (keyof RunFacts)[];
	for (const layer of layers) {
		const facts = ofWhole(layer);
		for (const key of keys) {
			// Where a group lives is told with its name.
			if (key === 'groupScope' || isEmpty(facts[key])) continue;
			if (tellsForAll(key, layer)) Object.assign(merged, {[key]: facts[key]});
			else if (mayTell(key, layer, layers)) addFact(merged, key, facts, layers[0]!.isTrial || !isCopy(layer));
		}
	}
	return merged;
}

/** A record further in that was deleted tells how the run had ended until then, not that the run is deleted. */
function ofWhole({factsNow, below}: Layer): RunFacts {
	const isRecord = below !== '' && !below.startsWith('../') && factsNow.outcome?.status === 'deleted';
	return isRecord ? {...factsNow, outcome: factsNow.outcome?.before ?? null} : factsNow;
}

/** True where the process that started a run knows better than all that it wrote: its words, which others conclude, and a name given to it. */
function tellsForAll(key: keyof RunFacts, layer: Layer): boolean {
	return (key === 'name' && isNamed(layer)) || (key === 'command' && startedIt(layer));
}

/** False for a fact that a layer knows of itself alone, or worse than others. */
function mayTell(key: keyof RunFacts, layer: Layer, layers: readonly Layer[]): boolean {
	const {factsNow: facts, below} = layer;
	if (layer !== layers[0]) {
		if (ownOnly.has(key) && below !== '') return false;
		if (ofItself.has(key) && isSuperseded(layer, layers)) return false;
		if (ofLogged.has(key) && layer.isLogging) return false;
		if (ofLogging.has(key) && facts.partOf !== null) return false;
		// What one of several trackers does not know proves nothing of the run.
		if (key === 'outcome' && facts.outcome?.status === 'unknown') return false;
		// A word that the same tracker has in a directory of its own further in is about what lies there.
		if (key === 'recorded' && below !== '' && layer.format === layers[0]!.format) return false;
	}
	return !(times.has(key) && layer.isZoneless && layers.some(other => other !== layer && other.factsNow[key] !== null));
}

/** @param mayFill whether the layer may add names to settings and the like that a stronger layer has */
function addFact(merged: RunFacts, key: keyof RunFacts, facts: RunFacts, mayFill: boolean): void {
	const [before, value] = [merged[key], facts[key]];
	if (joined.has(key)) Object.assign(merged, {[key]: [...new Set([...(before as string[]), ...(value as string[])])]});
	else if (isEmpty(before)) Object.assign(merged, {[key]: value}, key === 'group' && {groupScope: facts.groupScope});
	else if (byName.has(key) && mayFill) Object.assign(merged, {[key]: unite(before as JsonObject, value as JsonObject)});
	// All of the words tell more than the name of the program alone.
	else if (key === 'command') merged.command = merged.command!.isNameOnly ? facts.command : merged.command;
	else if (key === 'writer') merged.writer = mergeHabits(merged.writer, facts.writer);
	else if (key === 'progress') merged.progress = furtherOf(merged.progress!, facts.progress!);
	else if (key === 'lastSignMs') merged.lastSignMs = Math.max(merged.lastSignMs!, facts.lastSignMs!);
}

/** True for the record of the process that wrote a run elsewhere. */
const startedIt = ({isStarter, below}: Layer): boolean => isStarter && below.startsWith('../');

/** True where a person gave the process a name as it was started: that is neither its program's nor the one of a run that it repeats. */
function isNamed(layer: Layer): boolean {
	const {name, command, extra} = layer.factsNow;
	return startedIt(layer) && extra.restart_of === undefined && name !== nameOf(command?.argv ?? []);
}

/** True for what a run logs of itself to a second tracker: settings and results are the same, in another form. */
const isCopy = ({factsNow, below}: Layer): boolean => factsNow.partOf !== null || below.startsWith('../');

/** True for what a run has logged of itself before it did so again: the later one says so where it could not mark the earlier one. */
function isSuperseded({factsNow: {id, partOf, marks}}: Layer, layers: readonly Layer[]): boolean {
	if (partOf === null) return false;
	return marks.includes('deprecated') || (id !== null && layers.some(({factsNow}) => factsNow.supersedes === id));
}

/** What the stronger one says, and behind it what only the weaker one does. Many trackers flatten what is nested: "model.lr". */
function unite(stronger: JsonObject, weaker: JsonObject): JsonObject {
	const missing = Object.entries(weaker).filter(
		([name]) => !(name in stronger) && at(stronger, ...name.split(/[./]/)) === undefined,
	);
	return missing.length === 0 ? stronger : {...stronger, ...Object.fromEntries(missing)};
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

/** When the files of all layers were made, all together, and left alone since; null where one has others. */
export function mergeMade(layers: readonly Layer[]): Made | null {
	const made = {firstMs: Number.POSITIVE_INFINITY, lastMs: 0};
	for (const layer of layers) {
		if (layer.made === null) return null;
		made.firstMs = Math.min(made.firstMs, layer.made.firstMs);
		made.lastMs = Math.max(made.lastMs, layer.made.lastMs);
	}
	return made.lastMs > 0 ? made : null;
}
