import type {RunSink, SeriesSink} from '../format.ts';

/** The record log, and in local mode a file of lines for each metric, hold the same points in the same order. */
export type Feeder = 'log' | 'files';

interface Fed {
	sink: SeriesSink;
	pushed: number;
	log: number;
	files: number;
}

/** Takes the points of both: whichever has the next one first gives it. */
export class Points {
	/** Newest and first time of a point, milliseconds; NaN for none. */
	newestMs = Number.NaN;
	firstMs = Number.NaN;
	private readonly fed = new Map<string, Fed>();
	private readonly system = new Set<string>();

	constructor(private readonly run: RunSink) {}

	/** Keeps a metric of the machine apart from the others. */
	declareSystem(key: string): void {
		this.system.add(key);
	}

	take(feeder: Feeder, key: string, step: number, wallMs: number, value: number): void {
		if (wallMs > this.newestMs || Number.isNaN(this.newestMs)) this.newestMs = wallMs;
		if (wallMs < this.firstMs || Number.isNaN(this.firstMs)) this.firstMs = wallMs;
		let fed = this.fed.get(key);
		if (fed === undefined) {
			// Steps can be given in any order.
			const sink = this.system.has(key) ? this.run.systemSeries(key) : this.run.series(key, 'sort');
			fed = {sink, pushed: 0, log: 0, files: 0};
			this.fed.set(key, fed);
		}
		fed[feeder]++;
		if (fed[feeder] <= fed.pushed) return;
		fed.pushed++;
		fed.sink.push(step, wallMs, value);
	}
}
