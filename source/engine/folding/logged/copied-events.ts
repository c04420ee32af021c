import path from 'node:path';
import type {CopiedFile} from '../../../core/run.ts';
import {gather} from '../../../core/table/gather.ts';
import {readFileName} from '../../../formats/tfevents/file-name.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {takeIn, takeOut} from '../take-out.ts';

const format = 'tfevents';

/** A directory with event files. */
interface Events {
	run: TrackedRun;
	layer: Layer;
	directory: string;
	names: string[];
}

/** A tracker's run that has copied files. */
interface Copier {
	run: TrackedRun;
	layer: Layer;
	place: string;
}

/** How many names the paths of both have in common, and how many those of the directory and of the one that was told. */
interface Near {
	shared: number;
	told: number;
}

interface Pair {
	events: Events;
	copier: Copier;
	file: CopiedFile;
	near: Near;
}

/**
 * Makes one row of a tracker's run and the event files that it has copied while the program wrote them, as wandb does with `sync_tensorboard`: it names
 * each of them, and a name has the moment, the host and mostly the process. Of copies of a tree the nearest ones belong together.
 */
export class CopiedEvents {
	private readonly joined = new Set<Layer>();

	/** True for what was joined to the run that has copied it. */
	has(layer: Layer): boolean {
		return this.joined.has(layer);
	}

	/** Finds anew what belongs together: what was joined and fits no more is parted again. */
	fold(registry: Registry): void {
		const copiers = findCopiers(registry);
		if (copiers.length === 0 && this.joined.size === 0) return;
		const all = this.find(registry);
		const fitting = match(all, copiers);
		const holders = holdersOf(registry);
		for (const layer of this.joined) {
			const holder = holders.get(layer);
			if (holder !== undefined && fitting.get(layer) === holder) continue;
			this.joined.delete(layer);
			if (holder !== undefined) takeOut(layer, holder, registry);
			// It is another run now than the one that was looked at.
			fitting.delete(layer);
		}
		for (const {run, layer} of all) {
			const target = fitting.get(layer);
			if (target === undefined || this.joined.has(layer) || registry.runs.get(run.key) !== run) continue;
			// The directories of a training may be one row already.
			if (!run.layers.every(each => fitting.get(each) === target)) continue;
			for (const each of run.layers) this.joined.add(each);
			takeIn(run, target, registry);
		}
	}

	/** Event files that are listed by themselves, or were but for this. */
	private find({handles}: Registry): Events[] {
		const found: Events[] = [];
		for (const {
			format: {id},
			runs,
			claim,
		} of handles.values()) {
			if (id !== format) continue;
			for (const {run, layer} of runs.values()) {
				const isBare = run.layers.every(each => each.format === format) && run.parentId === null;
				if (layer.removed || (!isBare && !this.joined.has(layer))) continue;
				const names = layer.factsNow.signFiles.map(file => path.basename(file));
				if (names.length > 0) found.push({run, layer, directory: claim.path, names});
			}
		}
		return found;
	}
}

/** The run that each layer is one of. */
const holdersOf = ({runs}: Registry): Map<Layer, TrackedRun> =>
	new Map([...runs.values()].flatMap(run => run.layers.map(layer => [layer, run] as const)));

const findCopiers = ({runs}: Registry): Copier[] =>
	[...runs.values()].flatMap(run =>
		run.layers
			.filter(({removed, factsNow}) => !removed && factsNow.copied.length > 0)
			.map(layer => ({run, layer, place: path.join(run.path, layer.below)})),
	);

/** The run that each directory belongs to, by its layer: the only one that has copied from there, all that its writers have written. */
function match(all: readonly Events[], copiers: readonly Copier[]): Map<Layer, TrackedRun> {
	const byName = gather(
		copiers.flatMap(copier => copier.layer.factsNow.copied.map(file => ({copier, file}))),
		({file}) => file.name,
	);
	const pairs = all.flatMap(events =>
		events.names.flatMap(name =>
			(byName.get(name) ?? []).flatMap(({copier, file}) => {
				const near = nearness(events.directory, file, copier.place);
				return near === null ? [] : [{events, copier, file, near}];
			}),
		),
	);
	const ofCopiers = nearestOf(pairs, ({copier, file}) => [copier.place, file.name, ...file.directories].join('\0'));
	const ofEvents = nearestOf(pairs, ({events, file}) => `${events.directory}\0${file.name}`);
	const fitting = new Map<Layer, TrackedRun>();
	for (const several of gather(
		[...ofCopiers].filter(pair => ofEvents.has(pair)),
		({events}) => events.directory,
	).values()) {
		const [{events, copier}] = several as [Pair];
		const writers = new Set(several.map(({file}) => writerOf(file.name)));
		const isOnly = several.every(pair => pair.copier === copier);
		if (isOnly && events.names.every(name => writers.has(writerOf(name)))) fitting.set(events.layer, copier.run);
	}
	return fitting;
}

/** Of the pairs with one key the nearest one, unless another one is as near. */
function nearestOf(pairs: readonly Pair[], keyOf: (pair: Pair) => string): Set<Pair> {
	const found = new Set<Pair>();
	for (const several of gather(pairs, keyOf).values()) {
		const [first, second] = several.sort(({near: a}, {near: b}) => b.shared - a.shared || b.told - a.told);
		if (first === undefined) continue;
		const isAlike = second !== undefined && second.near.shared === first.near.shared && second.near.told === first.near.told;
		if (!isAlike) found.add(first);
	}
	return found;
}

/** Who wrote a file, by its name; the file itself where that does not tell the process. */
function writerOf(name: string): string {
	const {host, pid} = readFileName(name);
	return pid === null ? name : `${host}\0${pid}`;
}

/** How near a directory is to the one that a tracker's run tells of a file; null where it is another one. */
function nearness(directory: string, {name, directories}: CopiedFile, place: string): Near | null {
	// Programs that start in one second on one host may name their files alike.
	const least = readFileName(name).pid === null ? 2 : 0;
	const told = Math.max(...directories.map(each => countTold(each, directory, least)));
	return told < 0 ? null : {told, shared: countAlike(place.split('/'), directory.split('/'))};
}

/** How many names of a told directory are those of a directory; -1 where it is another one. A tree may have been moved since. */
function countTold(told: string, directory: string, least: number): number {
	const parts = told.split('/').filter(Boolean);
	const alike = countAlike([...parts].reverse(), directory.split('/').reverse());
	if (alike === parts.length) return alike > 0 || least === 0 ? alike : -1;
	return path.isAbsolute(told) && alike >= Math.max(1, least) ? alike : -1;
}

function countAlike(one: readonly string[], other: readonly string[]): number {
	const end = one.findIndex((part, i) => part !== other[i]);
	return end < 0 ? one.length : end;
}
