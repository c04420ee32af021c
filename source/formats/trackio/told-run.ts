import type {JsonObject, RunEvent} from '../../core/run.ts';
import type {RunSink, SeriesSink} from '../format.ts';
import {factsOfRun, type TrackioName} from './record.ts';

/** A run of a project and what the sink was told of it. */
export class ToldRun {
	private config: JsonObject = {};
	private firstMs: number | null = null;
	private lastMs: number | null = null;
	private changed = true;
	private readonly series = new Map<string, SeriesSink>();
	private readonly system = new Map<string, SeriesSink>();
	private systemRows = 0;

	constructor(
		private readonly run: RunSink,
		private readonly called: TrackioName,
	) {}

	configure(config: JsonObject): void {
		this.config = config;
		this.changed = true;
	}

	/** Values of one row; a row of the machine's has no step and counts by itself. */
	push(values: Iterable<[string, number]>, step: number | null, atMs: number): void {
		const isSystem = step === null;
		const at = step ?? this.systemRows++;
		for (const [name, value] of values) this.seriesOf(name, isSystem).push(at, atMs, value);
		this.see(atMs);
	}

	alert(event: RunEvent): void {
		this.run.event(event);
		this.see(event.atMs ?? Number.NaN);
	}

	/** Tells the facts, where one changed. */
	tell(): void {
		if (!this.changed) return;
		this.changed = false;
		const {called, config, firstMs, lastMs} = this;
		this.run.facts(factsOfRun({...called, config, firstMs, lastMs}));
	}

	reset(): void {
		this.run.reset();
	}

	remove(): void {
		this.run.remove();
	}

	private seriesOf(name: string, isSystem: boolean): SeriesSink {
		const known = isSystem ? this.system : this.series;
		let series = known.get(name);
		if (series === undefined) {
			series = isSystem ? this.run.systemSeries(name) : this.run.series(name);
			known.set(name, series);
		}
		return series;
	}

	private see(atMs: number): void {
		if (Number.isNaN(atMs)) return;
		if (this.firstMs === null || atMs < this.firstMs) this.firstMs = atMs;
		if (this.lastMs === null || atMs > this.lastMs) this.lastMs = atMs;
		this.changed = true;
	}
}
