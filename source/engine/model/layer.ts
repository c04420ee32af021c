import type {Made} from '../../core/files/files.ts';
import {nameOf} from '../../core/files/paths.ts';
import type {MediaDecoder, MediaKind, MediaSeries} from '../../core/media/media.ts';
import {noMoment} from '../../core/no-moment.ts';
import {noName} from '../../core/no-name.ts';
import {emptyFacts, type Problem, type RunEvent, type RunFacts} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import type {MediaSink, MetricDefinition, RunSink, SeriesRule, SeriesSink} from '../../formats/format.ts';
import {stemOf} from '../../formats/plain/files-source.ts';
import {dataOf} from '../../formats/plain/names/data-words.ts';
import type {Asleep} from '../asleep/kept-reading.ts';
import {Findings} from './findings.ts';
import {type FormatHabits, FormatTraits} from './layer/format-traits.ts';
import {LayerPoints, type PointsOwner} from './layer/layer-points.ts';
import {LayerProblems} from './layer/layer-problems.ts';
import type {Shut} from './layer/shut.ts';
import {type ToldPlace, toldPlaceOf} from './layer/told-place.ts';
import type {EarlierStarts} from './starts/earlier-starts.ts';

/** What tells which runs belong together. */
const kinFacts = ['id', 'idScope', 'partOf', 'startedAtMs', 'forkedFrom', 'copied'] as const;

/** What one source says of one run. A run has a layer for each format that tells something about it. */
export class Layer extends FormatTraits implements RunSink, PointsOwner {
	factsNow: RunFacts = emptyFacts();
	private readonly points = new LayerPoints(this);
	/** Set while its points are not read, because an earlier start has kept what a list shows of them. Whoever asks for them wakes it. */
	asleep: Asleep | null = null;
	readonly definitions = new Map<string, MetricDefinition>();
	private readonly wrong = new LayerProblems();
	removed = false;
	starts: EarlierStarts | null = null;
	/** Where its program writes its results, by its settings; null where these do not say so. */
	toldPlace: ToldPlace | null = null;
	/** Newest modification time of its files, milliseconds; 0 where nobody has looked. */
	modifiedAtMs = noMoment;
	/** When the file of its latest start was written, by the clock of its other files, milliseconds; infinite where nobody has looked. */
	startWrittenAtMs = Number.POSITIVE_INFINITY;
	/** When its files were made, all together, and left alone since; null where they are not like that. */
	made: Made | null = null;
	/** When the first of its files was made here, milliseconds; 0 where nobody knows. */
	bornAtMs = noMoment;
	/** Raised by everything that changes what is shown. */
	version = 0;
	/** What was found by comparing its points with those of others. */
	readonly findings = new Findings(this);
	/** Raised only when facts change. */
	factsVersion = 0;
	/** Raised only when facts change by which runs are joined: unlike those of time, they seldom do. */
	kinVersion = 0;

	constructor(
		readonly format: string,
		readonly rank: number,
		/** Path of the source relative to the run's own directory, '' where it is the same. */
		public below: string,
		habits: FormatHabits = {},
	) {
		super(habits);
	}

	/** True where it only says what a program logged of the run. */
	get isLogging(): boolean {
		return this.logsPrograms && this.factsNow.partOf !== null;
	}

	/** True for what lies in the directory of another run and would be a run by itself elsewhere, although it has no id. */
	get isRunWithoutId(): boolean {
		return this.habits.partsRuns === true && this.below !== '' && this.factsNow.id === null;
	}

	/** The last moment at which it is known to have been written to, milliseconds; 0 where nobody knows. */
	get writtenAtMs(): number {
		return Math.max(this.modifiedAtMs, this.factsNow.lastSignMs ?? 0, this.factsNow.endedAtMs ?? 0);
	}

	/** True for tables that a program wrote by itself, where their directory or their names say which other data than the training's they are about. */
	get isOtherTable(): boolean {
		if (!this.isOwnTable) return false;
		const {signFiles} = this.factsNow;
		return dataOf(nameOf(this.below)) !== '' || (signFiles.length > 0 && signFiles.every(file => dataOf(stemOf(file)) !== ''));
	}

	/** True where it says that all in the run's directory is one training. */
	get isOneTraining(): boolean {
		return this.below === '' && this.habits.isOneTraining === true;
	}

	/** The directory in which the starts of one training have a directory each, where it is in one of these; null for others. */
	get startsBelow(): string | null {
		const {below, habits} = this;
		const end = below.lastIndexOf('/');
		return below !== '' && habits.startFolder?.test(below.slice(end + 1)) === true ? below.slice(0, Math.max(0, end)) : null;
	}

	get metrics(): ReadonlyMap<string, Series> {
		this.wakePoints();
		return this.points.metrics;
	}

	get system(): ReadonlyMap<string, Series> {
		this.wake();
		return this.points.system;
	}

	get mediaOf(): ReadonlyMap<string, MediaSeries> {
		this.wake();
		return this.points.media;
	}

	get events(): readonly RunEvent[] {
		this.wake();
		return this.points.events;
	}

	get outputLines(): readonly string[] {
		this.wake();
		return this.points.lines;
	}

	hasMetric(name: string): boolean {
		return this.asleep === null ? this.points.metrics.has(name) : this.asleep.table.names.includes(name);
	}

	/** Lets go of all that is read once more where somebody asks for it. */
	sleep(asleep: Asleep): void {
		this.asleep = asleep;
		this.points.forget();
	}

	/** Takes the points of its metrics as an earlier start has kept them; see `LayerPoints`. */
	takePoints(metrics: ReadonlyMap<string, Series>, readRest: () => void): void {
		this.points.take(metrics, readRest);
	}

	/** Makes ready for its files to be read anew, and their faults to be told. */
	rouse(): void {
		this.asleep = null;
		this.points.forget();
		this.starts?.forget();
		this.faults([]);
	}

	/** Reads the points of its metrics, where only what a list shows of them is there. */
	wakePoints(): void {
		const {asleep} = this;
		this.asleep = null;
		asleep?.read();
	}

	/** Reads all that is not there. */
	wake(): void {
		this.wakePoints();
		this.points.wake();
	}

	facts(told: Partial<RunFacts>): void {
		const {factsNow} = this;
		const patch = this.starts?.amend(told) ?? told;
		for (let i = 0; i < kinFacts.length; i++) {
			const fact = kinFacts[i]!;
			if (fact in patch && patch[fact] !== factsNow[fact]) this.kinVersion++;
		}
		Object.assign(factsNow, patch);
		if (patch.config !== undefined) this.takePlace(toldPlaceOf(patch.config));
		this.factsVersion++;
		this.version++;
	}

	private takePlace(place: ToldPlace | null): void {
		if (place?.directory !== this.toldPlace?.directory) this.kinVersion++;
		this.toldPlace = place;
	}

	series(name: string, rule: SeriesRule = 'replace'): SeriesSink {
		return this.points.sinkOf(this.points.metrics, name || noName, rule);
	}

	systemSeries(name: string): SeriesSink {
		return this.points.sinkOf(this.points.system, name, 'sort');
	}

	media(name: string, kind: MediaKind, decode: MediaDecoder): MediaSink {
		return this.points.mediaSink(name || noName, kind, decode);
	}

	defineMetric(name: string, about: MetricDefinition): void {
		const key = name || noName;
		this.definitions.set(key, {...this.definitions.get(key), ...about});
		this.version++;
	}

	event(event: RunEvent): void {
		this.points.addEvent(event);
	}

	output(text: string): void {
		this.points.addOutput(text);
	}

	problem(problem: Problem): void {
		this.wrong.add(problem);
		this.version++;
	}

	faults(problems: readonly Problem[]): void {
		if (this.wrong.setFaults(problems)) this.version++;
	}

	get problems(): readonly Problem[] {
		return this.wrong.all;
	}

	/** Problems as its reader said them. */
	get problemsTold(): readonly Problem[] {
		return this.wrong.told;
	}

	/** What of its files may not be read. */
	get shut(): readonly Shut[] {
		return this.wrong.shut;
	}

	nextFile(): void {
		this.starts?.openFile();
	}

	mayEnd(facts: Partial<RunFacts> | null): void {
		this.starts?.close(facts);
	}

	reset(): void {
		this.asleep = null;
		this.points.forget();
		this.starts?.forget();
		this.definitions.clear();
		this.wrong.clear();
		this.version++;
		this.factsVersion++;
	}

	/** Takes in what of its files may not be read, all of it. */
	takeShut(shut: readonly Shut[]): void {
		if (this.wrong.setShut(shut)) this.version++;
	}

	/** Takes note that it is of another start of its run than it seemed. */
	changeStart(): void {
		this.kinVersion++;
		this.factsVersion++;
		this.version++;
	}

	/** Forgets all that was said of it: it is read anew by another source. */
	renew(): void {
		this.reset();
		this.factsNow = emptyFacts();
		this.removed = false;
		this.toldPlace = null;
		this.wrong.setShut([]);
		this.kinVersion++;
	}

	remove(): void {
		this.removed = true;
		this.version++;
	}

	/** Runs without ids are told apart by what they have in common. */
	beginSeries(): void {
		if (this.isRunWithoutId) this.kinVersion++;
	}
}
