import path from 'node:path';
import {gather} from '../../../core/table/gather.ts';
import {readFileName} from '../../../formats/tfevents/file-name.ts';
import type {Layer} from '../../model/layer.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';
import type {Registry} from '../../registry.ts';
import {takeIn, takeOut} from '../take-out.ts';
import {nearestPairs} from './evidence/nearest-pairs.ts';

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

/**
 * Makes one row of a tracker's run and the event files that it has copied while the program wrote them, as wandb does with `sync_tensorboard`: it names
 * each of them, and a name has the moment, the host and mostly the process. Of copies of a tree the nearest ones belong together. Tables that the
 * program wrote beside its event files go with them.
 */
export class CopiedEvents {
	/** What was joined, by the event files that it is or came with. */
	private readonly joined = new Map<Layer, Layer>();

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
		this.addTables(holders);
		for (const [events, joined] of gather([...this.joined], ([, events]) => events)) {
			const layers = joined.map(([layer]) => layer);
			const holder = layers.map(layer => holders.get(layer)).find(each => each !== undefined);
			if (holder !== undefined && fitting.get(events) === holder) continue;
			for (const layer of layers) this.joined.delete(layer);
			if (holder !== undefined) takeOut(layers, holder, registry);
			// It is another run now than the one that was looked at.
			fitting.delete(events);
		}
		for (const {run, layer} of all) {
			const target = fitting.get(layer);
			if (target === undefined || this.joined.has(layer) || registry.runs.get(run.key) !== run) continue;
			// The directories of a training may be one row already.
			if (!run.layers.every(each => each.isOwnTable || fitting.get(each) === target)) continue;
			for (const each of run.layers) this.joined.set(each, each.isOwnTable ? layer : each);
			takeIn(run, target, registry);
		}
	}

	/** Tables that came beside event files since these were joined go with them, too. */
	private addTables(holders: ReadonlyMap<Layer, TrackedRun>): void {
		for (const events of new Set(this.joined.values()))
			for (const each of holders.get(events)?.layers ?? [])
				if (each.isOwnTable && each.below === events.below) this.joined.set(each, events);
	}

	/** Event files that are listed by themselves, or were but for this. */
	private find({handles}: Registry): Events[] {
		const found: Events[] = [];
		for (const {format, runs, claim} of handles.values()) {
			if (format.logged?.isEvents !== true) continue;
			for (const {run, layer} of runs.values()) {
				const isBare = run.layers.every(each => each.format === format.id || each.isOwnTable) && run.parentId === null;
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
	const pairs = nearestPairs(
		all.flatMap(events => events.names.map(name => ({events, directory: events.directory, name}))),
		copiers.flatMap(copier => copier.layer.factsNow.copied.map(file => ({copier, place: copier.place, file}))),
	);
	const fitting = new Map<Layer, TrackedRun>();
	for (const several of gather(pairs, ([{directory}]) => directory).values()) {
		const [[{events}, {copier}]] = several as [(typeof several)[number]];
		const writers = new Set(several.map(([{name}]) => writerOf(name)));
		const isOnly = several.every(([, copy]) => copy.copier === copier);
		if (isOnly && events.names.every(name => writers.has(writerOf(name)))) fitting.set(events.layer, copier.run);
	}
	return fitting;
}

/** Who wrote a file, by its name; the file itself where that does not tell the process. */
function writerOf(name: string): string {
	const {host, pid} = readFileName(name);
	return pid === null ? name : `${host}\0${pid}`;
}
