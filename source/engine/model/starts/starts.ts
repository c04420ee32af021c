import type {Series} from '../../../core/series/series.ts';
import {gather} from '../../../core/table/gather.ts';
import type {Layer} from '../layer.ts';
import {JoinedMetrics} from './joined.ts';
import {isOfBefore} from './of-before.ts';

type Metrics = ReadonlyMap<string, Series>;

const startOf = ({factsNow}: Layer): number => factsNow.startedAtMs ?? Number.POSITIVE_INFINITY;

/** Oldest first, by when they began, else by when they were written last: names in which numbers grow say the rest. */
function compareStarts(a: Layer, b: Layer): number {
	// Infinity - Infinity is no number.
	return startOf(a) - startOf(b) || a.writtenAtMs - b.writtenAtMs || a.below.localeCompare(b.below, 'en', {numeric: true});
}

/** A run of a tracker that started several times within one directory: the newest start speaks for it, its curves begin with the earlier ones. */
interface Chain {
	/** Oldest first, without the newest. */
	earlier: Layer[];
	joins: JoinedMetrics[];
}

/**
 * What the starts of one run have in common: their format and id, the directory that has one for each of them, or that of one training; null for
 * any other layer.
 */
function keyOf({format, below, factsNow: {id, partOf}, startsBelow}: Layer, isOneTraining: boolean): string | null {
	if (id !== null && isOneTraining && below !== '') return partOf === null ? `${format}\0training` : null;
	if (id !== null) return partOf === null ? `${format}\0id ${id}` : null;
	return startsBelow === null ? null : `${format}\0in ${startsBelow}`;
}

/**
 * What a tracker without ids has left at each start of a host's run, by its format: the newest of these is all that it wrote since the run was started
 * as it is now. Where that is several runs, or nothing, it is none of one course.
 */
function startedAgain(layers: readonly Layer[]): Map<string, Layer[]> {
	const found = gather(layers, layer => (layer.isRunWithoutId ? `${layer.format}\0again` : null));
	for (const [key, starts] of found) if (starts.filter(layer => !isOfBefore(layer, layers)).length !== 1) found.delete(key);
	return found;
}

const noChains: ReadonlyMap<Layer, Chain> = new Map();

/** Tells which layers are starts of one run. */
export class Starts {
	private readonly chains: ReadonlyMap<Layer, Chain> = noChains;
	/** What attempts of a host's run have left that it did not go on from: their curves are none of the run as it is now. */
	readonly left: Layer[] = [];
	/** The layers without the starts that a newer one stands for, and without what was left. */
	readonly standing: readonly Layer[];

	constructor(private readonly layers: readonly Layer[]) {
		this.standing = layers;
		// Most runs have one layer.
		if (layers.length < 2) return;
		const byId = new Map<string, Layer[]>();
		const isOneTraining = layers.some(layer => layer.isOneTraining);
		for (const layer of layers) {
			const key = keyOf(layer, isOneTraining);
			if (key === null) continue;
			const starts = byId.get(key) ?? [];
			// Each start has a place of its own: what is told of one once more has that of the first.
			if (!starts.some(({below}) => below === layer.below)) byId.set(key, [...starts, layer]);
		}
		for (const [key, again] of startedAgain(layers)) byId.set(key, again);
		const chains = new Map<Layer, Chain>();
		this.chains = chains;
		const replaced = new Set<Layer>();
		for (const starts of byId.values()) {
			if (starts.length < 2) continue;
			const earlier = starts.sort(compareStarts);
			const newest = earlier.pop()!;
			for (const layer of earlier) replaced.add(layer);
			const isAgain = isOfBefore(earlier[0]!, layers) && newest.isRunWithoutId;
			if (isAgain) this.left.push(...earlier);
			chains.set(newest, {earlier, joins: isAgain ? [] : earlier.map(() => new JoinedMetrics())});
		}
		if (layers[0]!.isStartedInPlace)
			for (const layer of layers)
				if (!replaced.has(layer) && isOfBefore(layer, layers)) {
					replaced.add(layer);
					this.left.push(layer);
				}
		if (replaced.size > 0) this.standing = layers.filter(layer => !replaced.has(layer));
	}

	/** Which start it is that stands for the others; null where none was started again. */
	get attempt(): number | null {
		let attempt: number | null = null;
		for (const [newest, {earlier}] of this.chains) {
			// Starts that the run did not go on from are none of its own.
			if (this.left.includes(newest)) continue;
			if (newest.factsNow.id !== null || earlier.every(layer => isOfBefore(layer, this.layers)))
				attempt = Math.max(attempt ?? 0, earlier.length + 1);
		}
		return attempt;
	}

	/**
	 * When the course began whose newest start began at a time, milliseconds: starts that have no ids, but a directory each, are as those are that wrote
	 * to one directory, one after the other. One that logged the same steps again began anew.
	 */
	beganAtMs(newestMs: number): number {
		for (const [newest, {earlier}] of this.chains) {
			if (newest.startsBelow === null || newest.factsNow.id !== null || newest.factsNow.startedAtMs !== newestMs) continue;
			const all = [...earlier, newest];
			const at = all.findLastIndex((layer, i) => i === 0 || beginsAnew(layer, all[i - 1]!));
			return all[at]!.factsNow.startedAtMs ?? newestMs;
		}
		return newestMs;
	}

	/** The curves that were left, each by its folder, or `earlier` for what lies right in the run's directory. */
	*leftMetrics(): Generator<[name: string, series: Series]> {
		for (const layer of this.left)
			for (const [name, series] of this.metricsOf(layer)) yield [`${layer.below || 'earlier'}/${name}`, series];
	}

	/** The metrics of a layer with what earlier starts logged before it. */
	metricsOf(layer: Layer): Metrics {
		const chain = this.chains.get(layer);
		if (chain === undefined || chain.joins.length === 0) return layer.metrics;
		let metrics: Metrics = chain.earlier[0]!.metrics;
		chain.joins.forEach((join, i) => {
			metrics = join.follow(metrics, (chain.earlier[i + 1] ?? layer).metrics, Number.POSITIVE_INFINITY);
		});
		return metrics;
	}
}

/** The first step that a start logged; null where it logged none. */
function firstStepOf({metrics}: Layer): number | null {
	let first: number | null = null;
	for (const {length, steps} of metrics.values())
		if (length > 0) first = Math.min(first ?? Number.POSITIVE_INFINITY, steps.at(0));
	return first;
}

/** True where a start logged the steps of an earlier one again from the first on, so that it does not go on from that. */
function beginsAnew(layer: Layer, earlier: Layer): boolean {
	const [first, before] = [firstStepOf(layer), firstStepOf(earlier)];
	return first !== null && before !== null && first <= before;
}
