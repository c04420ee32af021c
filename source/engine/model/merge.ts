import {nameOf} from '../../core/command/program.ts';
import type {Made} from '../../core/files/files.ts';
import type {MediaSeries} from '../../core/media/media.ts';
import {countsTheSame} from '../../core/progress/progress.ts';
import {emptyFacts, type JsonObject, type ProgressMark, type RunFacts} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import {noHabits, type WriterHabits} from '../../core/writer-habits.ts';
import {at} from '../../formats/values.ts';
import type {Layer} from './layer.ts';
import {nameBeside} from './place-names.ts';
import {leaveOutCopies, namesInCopy} from './second-copies.ts';

function isEmpty(value: unknown): boolean {
	if (value === null || value === noHabits) return true;
	if (Array.isArray(value)) return value.length === 0;
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
	const [only, ...others] = layers;
	// Most runs have one layer, and each of their points may bring facts.
	if (only !== undefined && others.length === 0) return only.factsNow;
	const merged = emptyFacts();
	for (const layer of layers) {
		for (const key of Object.keys(merged) as (keyof RunFacts)[]) {
			// Where a group lives is told with its name.
			if (key === 'groupScope') continue;
			if (key === 'name' && isNamed(layer)) {
				merged.name = layer.factsNow.name;
				continue;
			}
			if (ownOnly.has(key) && layer !== layers[0] && layer.below !== '') continue;
			const value = layer.factsNow[key];
			if (isEmpty(value)) continue;
			if (key === 'command' && startedIt(layer)) {
				// What started it knows its words, which others conclude, and the variables that were set for it.
				merged.command = layer.factsNow.command;
				continue;
			}
			if (ofItself.has(key) && layer !== layers[0] && isSuperseded(layer, layers)) continue;
			if (ofLogged.has(key) && layer !== layers[0] && layer.isLogging) continue;
			if (ofLogging.has(key) && layer !== layers[0] && layer.factsNow.partOf !== null) continue;
			// What one of several trackers does not know proves nothing of the run.
			if (key === 'outcome' && layer !== layers[0] && layer.factsNow.outcome?.status === 'unknown') continue;
			// A word that the same tracker has in a directory of its own further in is about what lies there.
			if (key === 'recorded' && layer !== layers[0] && layer.below !== '' && layer.format === layers[0]!.format) continue;
			if (times.has(key) && layer.isZoneless && layers.some(other => other !== layer && other.factsNow[key] !== null)) continue;
			const before = merged[key];
			if (joined.has(key)) Object.assign(merged, {[key]: [...new Set([...(before as string[]), ...(value as string[])])]});
			else if (isEmpty(before)) Object.assign(merged, {[key]: value}, key === 'group' && {groupScope: layer.factsNow.groupScope});
			else if (byName.has(key) && (layers[0]!.isTrial || !isCopy(layer)))
				Object.assign(merged, {[key]: unite(before as JsonObject, value as JsonObject)});
			// All of the words tell more than the name of the program alone.
			else if (key === 'command') merged.command = merged.command!.isNameOnly ? layer.factsNow.command : merged.command;
			else if (key === 'writer') Object.assign(merged, {writer: mergeHabits(merged.writer, layer.factsNow.writer)});
			else if (key === 'progress') merged.progress = furtherOf(merged.progress!, layer.factsNow.progress!);
			else if (key === 'lastSignMs') merged.lastSignMs = Math.max(merged.lastSignMs!, layer.factsNow.lastSignMs!);
		}
	}
	return merged;
}

/** True for the record of the process that wrote a run elsewhere. */
const startedIt = ({isStarter, below}: Layer): boolean => isStarter && below.startsWith('../');

/** True where a person gave the process a name as it was started: that is neither its program's nor the one of a run that it repeats. */
function isNamed(layer: Layer): boolean {
	const {name, command, extra} = layer.factsNow;
	return startedIt(layer) && name !== null && extra.restart_of === undefined && name !== nameOf(command?.argv ?? []);
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

/** Where a name's points come from, as long as no other format has clearly more of them. */
interface Owner {
	layer: Layer;
	series: Series;
}

/**
 * True where a weaker format tells a metric better: the stronger one lost points (what is written every hundred steps lacks the last of them when
 * its writer is killed), or it counts its own rows, where the weaker one has the steps of the training (wandb below Lightning does).
 * @param slack by how much, of the points of the stronger one, the other has to be ahead: as long as a run goes on, each is at times
 */
function tellsBetter(other: Series, own: Series, slack: number): boolean {
	if (other.lastStep < own.lastStep) return false;
	if (other.length > own.length * (1 + slack) + Math.sign(slack)) return true;
	if (other.length * 2 + 1 >= own.length && other.lastStep > own.lastStep * 1.25 + 1) return true;
	// What goes on is foreseen by the times of its points.
	return slack > 0 && own.walls === null && other.walls !== null && other.length * 1.25 + 1 >= own.length;
}

/** Names that trackers and logs spell in different ways: "val/loss", "val_loss". */
export const spelled = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]+/gu, ' ');

/**
 * Series of a run from its layers, strongest first. The same name in several formats is the same data: it is taken from the strongest of them that
 * tells it well. The same name from another directory of the same format (train/ and validation/ of TensorBoard), or in a
 * table of a validation or a test by its name or its directory's, is another curve and gets its directory in front. What a log prints, rounded as it is, only counts where no tracker has it; beside what a tracker wrote to the same directory
 * it is not looked at at all, unless that is a whole file that it goes far beyond or has more metrics than.
 * Where it stands in for what Guild or Gage took from the output, that is named after the directory in which it is kept: `.guild#loss`.
 * @param isOver true for a run that goes on no more
 */
export function mergeSeries(
	layers: readonly Layer[],
	pick: (layer: Layer) => ReadonlyMap<string, Series>,
	isOver = false,
): Map<string, Series> {
	const owners = new Map<string, Owner>();
	const merged = new Map<string, Series>();
	/** Whose the series are that got a place in front. */
	const beside = new Map<string, Layer>();
	const isLog = ({format}: Layer) => format === 'textlog';
	const trained = layers.filter(layer => !isLog(layer) && !layer.isOtherTable);
	for (const layer of [...trained, ...layers.filter(({isOtherTable}) => isOtherTable)]) {
		const nameOf = namesInCopy(layer, layers, pick);
		for (const [told, series] of pick(layer)) {
			const name = nameOf(told);
			const owner = owners.get(name);
			if (owner !== undefined && (owner.layer.format === layer.format || layer.isOtherTable)) {
				if (layer.below === '' && !layer.isOtherTable) continue;
				// The same place in another format has the same data.
				const own = nameBeside(layer, name, taken => (beside.get(taken) ?? owners.get(taken)?.layer)?.format === layer.format);
				merged.set(own, series);
				beside.set(own, layer);
			} else if (owner === undefined || tellsBetter(series, owner.series, isOver ? 0 : 0.25)) {
				// What a host took from the output is what that prints, however much more of it another tracker has.
				if (owner?.layer.isHost === true) merged.set(`.${owner.layer.format}#${name}`, owner.series);
				merged.set(name, series);
				owners.set(name, {layer, series});
			}
		}
	}
	if (layers.length > 1) leaveOutCopies(merged, (copy, own) => tellsBetter(copy, own, isOver ? 0 : 0.25));
	const logs = layers.filter(isLog);
	if (logs.length === 0) return merged;
	const known = new Set([...merged.keys()].map(spelled));
	for (const layer of logs) {
		const outrun = new Set(layers.filter(other => isOutrun(other, layer, pick)));
		const hides = (other: Layer) => !outrun.has(other) && (other.format !== 'json' || pick(other).size >= pick(layer).size);
		const isBeside = layers.some(
			other => !isLog(other) && !other.isHost && other.below === layer.below && pick(other).size > 0 && hides(other),
		);
		if (!isBeside)
			for (const [name, series] of pick(layer)) {
				const owner = owners.get(name);
				if (owner !== undefined && outrun.has(owner.layer) && countEpochs(owner.layer, layer)) {
					merged.set(name, series);
					continue;
				}
				// A host reads the same words, until it is killed and the program goes on.
				if (
					owner?.layer.isHost === true &&
					series.length > owner.series.length &&
					tellsBetter(series, owner.series, isOver ? 0 : 0.25)
				) {
					merged.set(`.${owner.layer.format}#${name}`, owner.series);
					merged.set(name, series);
				} else if (!known.has(spelled(name)) && !merged.has(name)) merged.set(name, series);
			}
	}
	return merged;
}

/** Steps that a log has for each one of a whole file, at least, where another training has left that. */
const outrunTimes = 2;

/** True for a whole file of curves that a log goes far beyond: it counts epochs where the log counts steps, or is of a training before. */
function isOutrun(whole: Layer, log: Layer, pick: (layer: Layer) => ReadonlyMap<string, Series>): boolean {
	if (whole.format !== 'json') return false;
	const lastOf = (layer: Layer) => Math.max(0, ...Array.from(pick(layer).values(), ({lastStep}) => lastStep));
	return lastOf(log) > outrunTimes * lastOf(whole);
}

const countEpochs = (...layers: Layer[]): boolean => layers.every(({factsNow}) => factsNow.stepUnit === 'epoch');

/** Pictures, distributions and texts; names of a layer further in get its directory in front where they are taken. */
export function mergeMedia(layers: readonly Layer[]): ReadonlyMap<string, MediaSeries> {
	const merged = new Map<string, MediaSeries>();
	for (const layer of layers)
		for (const [name, series] of layer.mediaOf)
			merged.set(merged.has(name) ? nameBeside(layer, name, taken => merged.has(taken)) : name, series);
	return merged;
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
