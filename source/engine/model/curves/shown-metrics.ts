import type {RunFacts} from '../../../core/run.ts';
import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../layer.ts';
import {JoinedMetrics} from '../starts/joined.ts';
import type {Starts} from '../starts/starts.ts';
import {mergeSeries} from './merge-series.ts';

/** What the curves of a run follow from. */
export interface Drawn {
	readonly layers: readonly Layer[];
	readonly starts: Starts;
	readonly facts: RunFacts;
	readonly version: number;
	/** True where no more points will come, so that it is settled which tracker has most of a metric. */
	readonly isOver: boolean;
	/** What it goes on from, up to a step of that; null where it begins anew. */
	readonly earlier: {run: Earlier; upTo: number} | null;
}

interface Earlier {
	readonly key: number;
	readonly version: number;
	readonly metrics: ReadonlyMap<string, Series>;
}

/** What one tracker says of a run. */
export type Writer = Pick<RunFacts, 'summary'> & {metrics: ReadonlyMap<string, Series>};

/** The curves that are shown of a run: of each name those of one of its layers, with what it goes on from; put together anew when any changed. */
export class ShownMetrics {
	private joined: JoinedMetrics | null = null;
	private joinedCache: ReadonlyMap<string, Series> | null = null;
	private joinedAt = '';
	private ownCache: Map<string, Series> | null = null;
	private ownAt = '';
	private readonly leftNames = new Set<string>();

	constructor(private readonly run: Drawn) {}

	/** There are other layers now. */
	forget(): void {
		this.ownAt = '';
	}

	/** By name, with what the run logged that it goes on from. */
	get all(): ReadonlyMap<string, Series> {
		const {earlier} = this.run;
		if (earlier === null) return this.own;
		const at = `${earlier.run.key} ${earlier.run.version} ${earlier.upTo} ${this.run.version}`;
		if (this.joinedCache === null || at !== this.joinedAt) {
			this.joined ??= new JoinedMetrics();
			this.joinedCache = this.joined.follow(earlier.run.metrics, this.own, earlier.upTo);
			this.joinedAt = at;
		}
		return this.joinedCache;
	}

	/** What it logged itself. */
	private get own(): ReadonlyMap<string, Series> {
		const {layers} = this.run;
		if (layers.length === 1) return this.begunIn(layers[0]!);
		const {isOver, starts} = this.run;
		// Which format has most of a metric changes with every point.
		const at = `${isOver} ${layers.map(layer => `${layer.metrics.size} ${layer.version}`).join()}`;
		if (this.ownCache === null || at !== this.ownAt) {
			this.ownCache = mergeSeries(starts.standing, layer => starts.metricsOf(layer), isOver);
			this.leftNames.clear();
			for (const [name, series] of starts.leftMetrics()) {
				let free = name;
				while (this.ownCache.has(free)) free = `earlier/${free}`;
				this.ownCache.set(free, series);
				this.leftNames.add(free);
			}
			this.ownAt = at;
		}
		return this.ownCache;
	}

	/** The metrics of its only layer, but for those that earlier starts in the same files have written alone. */
	private begunIn({starts, metrics, version}: Layer): ReadonlyMap<string, Series> {
		if (starts?.isAwaiting !== true) return metrics;
		const at = String(version);
		if (this.ownCache === null || at !== this.ownAt) {
			this.ownCache = new Map([...metrics].filter(([, {length}]) => length > 0));
			this.ownAt = at;
		}
		return this.ownCache;
	}

	/** What each tracker says of it, with that one's own curves, which need not be the ones that are shown. */
	get writers(): Writer[] {
		const {starts, facts} = this.run;
		if (starts.standing.length < 2) return [{summary: facts.summary, metrics: this.all}];
		return starts.standing.map(layer => ({summary: layer.factsNow.summary, metrics: starts.metricsOf(layer)}));
	}

	/** True for one that an attempt has left which the run does not go on from: it says nothing of how far that is. */
	isLeft(name: string): boolean {
		return this.run.starts.left.length > 0 && this.own.has(name) && this.leftNames.has(name);
	}

	/** True where there is one of this name; wakes nothing. */
	has(name: string): boolean {
		const {layers, earlier} = this.run;
		return layers.length === 1 && earlier === null ? layers[0]!.hasMetric(name) : this.all.has(name);
	}

	/**
	 * The metric that the run's tracker was told to draw another one over; null for none, or one that has no points, and where what is shown of
	 * either comes from another tracker, whose steps are not the rows in which the two stand beside each other.
	 */
	stepMetricOf(metric: string): string | null {
		for (const layer of this.run.layers) {
			const name = layer.definitions.get(metric)?.stepMetric;
			if (name === undefined) continue;
			return this.has(name) && !this.isOfOther(layer, metric) && !this.isOfOther(layer, name) ? name : null;
		}
		return null;
	}

	/** True where what is shown under a name is another layer's. */
	private isOfOther(layer: Layer, name: string): boolean {
		const {layers} = this.run;
		if (layers.length === 1) return false;
		const shown = this.all.get(name);
		if (shown === undefined || layer.metrics.get(name) === shown) return false;
		// Another one may have it under a shorter name.
		return layers.some(other => other !== layer && [...other.metrics.values()].includes(shown));
	}
}
