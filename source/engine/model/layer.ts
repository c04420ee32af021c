import {type MediaDecoder, type MediaKind, type MediaPlace, MediaSeries} from '../../core/media.ts';
import {emptyFacts, type Problem, type RunEvent, type RunFacts} from '../../core/run.ts';
import {Series} from '../../core/series/series.ts';
import type {MediaSink, MetricDefinition, RunSink, SeriesRule, SeriesSink} from '../../formats/format.ts';

const mostEvents = 1000;
const mostProblems = 200;
const mostOutputLines = 5000;

/** What one source says of one run. A run has a layer for each format that tells something about it. */
export class Layer implements RunSink {
	factsNow: RunFacts = emptyFacts();
	readonly metrics = new Map<string, Series>();
	readonly system = new Map<string, Series>();
	readonly mediaOf = new Map<string, MediaSeries>();
	readonly definitions = new Map<string, MetricDefinition>();
	events: RunEvent[] = [];
	outputLines: string[] = [];
	problems: Problem[] = [];
	removed = false;
	private resets = 0;
	/** Raised by everything that changes what is shown. */
	version = 0;
	/** Raised only when facts change. */
	factsVersion = 0;

	constructor(
		readonly format: string,
		readonly rank: number,
		/** Path of the source relative to the run's own directory, '' where it is the same. */
		public below: string,
	) {}

	facts(patch: Partial<RunFacts>): void {
		Object.assign(this.factsNow, patch);
		this.factsVersion++;
		this.version++;
	}

	series(name: string, rule: SeriesRule = 'replace'): SeriesSink {
		return this.sinkOf(this.metrics, name, rule);
	}

	systemSeries(name: string): SeriesSink {
		return this.sinkOf(this.system, name, 'sort');
	}

	media(name: string, kind: MediaKind, decode: MediaDecoder): MediaSink {
		const push = (place: MediaPlace) => {
			const series = this.mediaOf.get(name) ?? new MediaSeries(kind, decode);
			this.mediaOf.set(name, series);
			series.push(place);
			this.version++;
		};
		return {push};
	}

	defineMetric(name: string, about: MetricDefinition): void {
		this.definitions.set(name, {...this.definitions.get(name), ...about});
		this.version++;
	}

	event(event: RunEvent): void {
		if (this.events.length < mostEvents) this.events.push(event);
		this.version++;
	}

	output(text: string): void {
		const lines = text.split('\n');
		const open = this.outputLines.pop() ?? '';
		this.outputLines.push(open + lines[0], ...lines.slice(1));
		if (this.outputLines.length > mostOutputLines * 1.2) this.outputLines = this.outputLines.slice(-mostOutputLines);
		this.version++;
	}

	problem(problem: Problem): void {
		const known = this.problems.some(({file, message}) => file === problem.file && message === problem.message);
		if (!known && this.problems.length < mostProblems) this.problems.push(problem);
		this.version++;
	}

	reset(): void {
		this.resets++;
		this.metrics.clear();
		this.system.clear();
		this.mediaOf.clear();
		this.definitions.clear();
		this.events = [];
		this.outputLines = [];
		this.problems = [];
		this.version++;
		this.factsVersion++;
	}

	remove(): void {
		this.removed = true;
		this.version++;
	}

	/** The series is looked up once, and again after a reset has thrown it away. */
	private sinkOf(map: Map<string, Series>, name: string, rule: SeriesRule): SeriesSink {
		let series: Series | undefined;
		let resets = this.resets;
		return {
			push: (step, wallMs, value, exact) => {
				if (series === undefined || resets !== this.resets) {
					series = map.get(name) ?? new Series(rule);
					map.set(name, series);
					resets = this.resets;
				}
				series.push(step, wallMs, value, exact);
				this.version++;
			},
		};
	}
}
