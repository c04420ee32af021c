import type {FileAccess} from '../../source/core/files/files.ts';
import {type MediaDecoder, type MediaKind, MediaSeries} from '../../source/core/media/media.ts';
import {type AggregateName, aggregateNames, aggregateStride} from '../../source/core/row.ts';
import {emptyFacts, type Problem, type RunEvent, type RunFacts} from '../../source/core/run.ts';
import {Series} from '../../source/core/series/series.ts';
import type {Format, MetricDefinition, RunSink, SeriesRule, Source, SourceSink} from '../../source/formats/format.ts';

/** What a source said of one run. */
export class CollectedRun implements RunSink {
	learnt: RunFacts = emptyFacts();
	readonly metrics = new Map<string, Series>();
	readonly system = new Map<string, Series>();
	readonly pictures = new Map<string, MediaSeries>();
	readonly defined = new Map<string, MetricDefinition>();
	events: RunEvent[] = [];
	text = '';
	private said: Problem[] = [];
	private faultsNow: readonly Problem[] = [];
	removed = false;
	resets = 0;

	facts(patch: Partial<RunFacts>): void {
		Object.assign(this.learnt, patch);
	}
	series(name: string, rule?: SeriesRule) {
		return this.into(this.metrics, name, rule);
	}
	systemSeries(name: string) {
		return this.into(this.system, name, 'sort');
	}
	media(name: string, kind: MediaKind, decode: MediaDecoder) {
		const series = this.pictures.get(name) ?? new MediaSeries(kind, decode);
		this.pictures.set(name, series);
		return series;
	}
	defineMetric(name: string, about: MetricDefinition): void {
		this.defined.set(name, {...this.defined.get(name), ...about});
	}
	event(event: RunEvent): void {
		this.events.push(event);
	}
	output(text: string): void {
		this.text += text;
	}
	problem(problem: Problem): void {
		this.said.push(problem);
	}
	faults(problems: readonly Problem[]): void {
		this.faultsNow = problems;
	}
	get problems(): readonly Problem[] {
		return [...this.said, ...this.faultsNow];
	}
	reset(): void {
		this.metrics.clear();
		this.system.clear();
		this.events = [];
		this.text = '';
		this.said = [];
		this.faultsNow = [];
		this.resets++;
	}
	remove(): void {
		this.removed = true;
	}

	/** `[step, value]` of every point of a metric. */
	points(name: string): [number, number][] {
		const series = this.metrics.get(name);
		series?.settle();
		return Array.from({length: series?.length ?? 0}, (_, i) => [series!.steps.at(i), series!.values.at(i)]);
	}
	walls(name: string): number[] {
		const series = this.metrics.get(name);
		return Array.from({length: series?.length ?? 0}, (_, i) => series!.walls?.at(i) ?? Number.NaN);
	}
	aggregate(name: string, column: AggregateName): number {
		const values = new Float64Array(aggregateStride);
		this.metrics.get(name)!.writeAggregates(values, 0);
		return values[aggregateNames.indexOf(column)]!;
	}

	private into(map: Map<string, Series>, name: string, rule?: SeriesRule) {
		return {
			push(step: number, wallMs: number, value: number, exact?: bigint) {
				let series = map.get(name);
				if (series === undefined) {
					series = new Series(rule);
					map.set(name, series);
				}
				series.push(step, wallMs, value, exact);
			},
			takeBack: () => map.get(name)?.takeBack(),
			restart: (step: number) => map.get(name)?.restart(step),
		};
	}
}

/** Everything that sources said, run by run. */
export class Collected implements SourceSink {
	readonly runs = new Map<string, CollectedRun>();
	problems: Problem[] = [];

	run(key: string): CollectedRun {
		let run = this.runs.get(key);
		if (run === undefined) {
			run = new CollectedRun();
			this.runs.set(key, run);
		}
		return run;
	}
	problem(problem: Problem): void {
		this.problems.push(problem);
	}
	renew(): void {
		this.problems = [];
	}
	get only(): CollectedRun {
		return this.run('');
	}
}

/** Reads a source to its end. */
export function readAll(source: Source, sink: SourceSink, budgetBytes = 1e9): void {
	for (let round = 0; round < 10_000; round++) if (!source.read(sink, budgetBytes).more) return;
	throw new Error('The source never came to its end');
}

/** Detects and reads whatever a format finds in a directory: what it said, by the path of each claim. */
export function readDirectory(format: Format, directory: string, files: FileAccess): Map<string, CollectedRun> {
	const runs = new Map<string, CollectedRun>();
	for (const claim of format.detect({path: directory, entries: files.list(directory) ?? []}, files)) {
		const collected = new Collected();
		readAll(format.open(claim, files), collected);
		runs.set(claim.path, collected.only);
	}
	return runs;
}
