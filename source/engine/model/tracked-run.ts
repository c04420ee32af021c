import type {Patience} from '../../core/estimate/total.ts';
import type {Made} from '../../core/files/files.ts';
import {placeId} from '../../core/files/place-id.ts';
import type {HealthMark} from '../../core/health/mark.ts';
import type {MediaSeries} from '../../core/media/media.ts';
import {noMoment} from '../../core/no-moment.ts';
import type {Estimate, Progress} from '../../core/row.ts';
import {isSameProblem, type Problem, type RunEvent, type RunFacts} from '../../core/run.ts';
import type {Series} from '../../core/series/series.ts';
import type {Judgement} from '../../core/status.ts';
import type {JournalState} from '../../formats/native/index.ts';
import type {Asleep} from '../asleep/kept-reading.ts';
import {overStatuses} from '../liveness/over.ts';
import {WordsOfRun} from '../words/of-run.ts';
import {mergeMedia, mergeSeries} from './curves/merge-series.ts';
import {ShownMetrics, type Writer} from './curves/shown-metrics.ts';
import type {Layer} from './layer.ts';
import {mergeFacts, mergeMade} from './merge-facts.ts';
import {type PutAway, putAwayOf, withPutAway} from './put-away.ts';
import {isOfBefore} from './starts/of-before.ts';
import {Starts} from './starts/starts.ts';
import {byStrength} from './strength.ts';

/** One run as the engine holds it: its layers, and what follows from them, made anew only when a layer changed. */
export class TrackedRun {
	layers: Layer[] = [];
	/** Latest values from the end of files whose history is still being read. */
	preview: Layer | null = null;
	/** True once every source of it was read to its end. */
	complete = false;
	judgement: Judgement = {status: 'unknown', why: 'not read yet'};
	progress: Progress | null = null;
	estimate: Estimate | null = null;
	/** Where early stopping ends it if nothing improves any more; null without early stopping. */
	patience: Patience | null = null;
	/** How the estimate was made, one line each; asked for only when somebody looks. */
	explainEstimate: (nowMs: number) => string[] = () => [];
	/** What is wrong in its curves, the worst first. */
	health: HealthMark[] = [];
	attempt: number | null = null;
	/** The start of the same run before this one; null where there is none. */
	previous: TrackedRun | null = null;
	/** What tells it from runs of the same id in other projects; null where there are none. */
	idScope: string | null = null;
	/** The run that it goes on from, up to a step of that: the attempt before it, where both are shown as one run, or what it was forked from. */
	earlier: {run: TrackedRun; upTo: number} | null = null;
	/** Set for an earlier start in the files of a run: that of the newest one, and which one it is. */
	startOf: {run: TrackedRun; number: number} | null = null;
	/** Set for runs inside a run's directory that are runs of their own. */
	parentId: string | null = null;
	/** Set where the run that it was opened within is told by a layer of another one: the id of that. */
	joinedParent: string | null = null;
	/** That run, where it is over when that is, and has no end of its own. */
	whole: TrackedRun | null = null;
	/** Those runs, of the one whose directory it is; some may be gone. */
	readonly parts = new Set<TrackedRun>();
	/** Its newest sign of life when it was first shown, milliseconds; 0 before. */
	metAtMs = noMoment;
	/** Directory in which other trackers add to it: its own, but for a run that is found by a file or directory beside that. */
	workPath: string;
	/** When this program saw its files grow, milliseconds; 0 for never. */
	grewAtMs = 0;
	/** Newest modification time of its sign files. */
	modifiedAtMs = noMoment;
	/** The same, only of files that were appended to after they were made here. */
	appendedAtMs = noMoment;
	/** When its files were copied here, milliseconds; null where they are no copy. */
	copiedAtMs: number | null = null;
	/** True where its process is seen, so that the end which its files tell is that of an earlier start. */
	isEndOld = false;
	/** The process that is seen to write it on this machine. */
	livePid: number | null = null;
	/** True where no process of this machine has its files open, though one may open them again for a row. */
	isUnheld = false;
	/** Raised when something that the row shows changed, other than by a layer. */
	judgedVersion = 0;
	private derived: string | null = null;
	private factsCache: RunFacts | null = null;
	private factsAt = -1;
	/** What tells its root from the others, '' where there is one. */
	rootName = '';
	/** What people said of it in a journal outside of its directory. */
	private readonly words = new WordsOfRun();
	/** That the run in whose directory it lies was put away. */
	private putAway: PutAway | null = null;
	private readonly shown = new ShownMetrics(this);
	private startsCache: Starts | null = null;
	private startsAt = -1;

	constructor(
		readonly key: number,
		readonly root: string,
		/** Relative to the root. */
		readonly dir: string,
		readonly path: string,
		/** What of its source it is, '' where that is a run itself. */
		readonly part: string,
	) {
		this.workPath = path;
	}

	/** What an earlier start kept of it, while its points are not read. */
	get asleep(): Asleep | null {
		return this.layers.length === 1 && this.earlier === null ? this.layers[0]!.asleep : null;
	}

	/** Reads what an earlier start only kept the list's part of. */
	wake(): void {
		for (const layer of this.layers) layer.wake();
	}

	setJoinedParent(id: string | null): void {
		if (id === this.joinedParent) return;
		this.joinedParent = id;
		this.judgedVersion++;
	}

	/** Of a run that another source adds to the points have to be there. */
	addLayer(layer: Layer): void {
		for (const each of this.layers) each.wakePoints();
		this.layers.push(layer);
		this.layers.sort(byStrength);
		this.forget();
	}

	/** When its files were made, all together, and left alone since; null where one of its sources has others. */
	get made(): Made | null {
		return mergeMade(this.layers);
	}

	/** When the first of its files was made here, milliseconds; 0 where nobody knows. */
	get bornAtMs(): number {
		return Math.min(...this.layers.map(({bornAtMs}) => bornAtMs));
	}

	/** Takes over what was seen of the files of a run that is a part of this one from now on; `isNew` where nothing of its own was read. */
	takeLife(part: TrackedRun, isNew: boolean): void {
		this.grewAtMs = Math.max(this.grewAtMs, part.grewAtMs);
		this.modifiedAtMs = Math.max(this.modifiedAtMs, part.modifiedAtMs);
		this.appendedAtMs = Math.max(this.appendedAtMs, part.appendedAtMs);
		this.preview ??= part.preview;
		this.complete = part.complete && (isNew || this.complete);
		this.judgedVersion++;
	}

	/** Takes note of the newest modification time of a layer's files, milliseconds: it tells which start of the run they are of. */
	noteModified(layer: Layer, atMs: number): void {
		const wasOfBefore = isOfBefore(layer, this.layers);
		layer.modifiedAtMs = Math.max(layer.modifiedAtMs, atMs);
		if (wasOfBefore !== isOfBefore(layer, this.layers)) layer.changeStart();
	}

	/** Takes away what a source said that was closed because another one says it better. */
	dropLayer(layer: Layer): void {
		this.layers = this.layers.filter(other => other !== layer);
		// The sum of versions must not fall: it tells whether anything changed.
		this.judgedVersion += layer.version + 1;
		this.forget();
	}

	/** What follows from its layers is made anew: there are others now. */
	private forget(): void {
		this.factsAt = -1;
		this.shown.forget();
		this.startsCache = null;
	}

	/** Takes in what people said, and what of that may not be read; `keys` tells one state of it from another. True where it is another than before. */
	say(said: JournalState | null, keys: string, unheard: readonly Problem[]): boolean {
		if (!this.words.take(said, keys, unheard)) return false;
		this.factsAt = -1;
		this.judgedVersion++;
		return true;
	}

	/** Puts the runs in its directory away with it, and brings them back with it. */
	putPartsAway(): void {
		const putAway = putAwayOf(this);
		for (const part of this.parts) {
			if (part.putAway?.standing === putAway?.standing) continue;
			part.putAway = putAway;
			part.factsAt = -1;
			part.judgedVersion++;
		}
	}

	get version(): number {
		const {layers} = this;
		let sum = this.judgedVersion;
		// Asked for several times a run and judgement; an iterator would cost more than the rest.
		for (let i = 0; i < layers.length; i++) sum += layers[i]!.version;
		return sum;
	}

	/** Raised when what its trackers say of it changed, apart from points. */
	get factsVersion(): number {
		const {layers} = this;
		let sum = 0;
		for (let i = 0; i < layers.length; i++) sum += layers[i]!.factsVersion;
		return sum;
	}

	get facts(): RunFacts {
		const at = this.factsVersion;
		if (this.factsCache === null || at !== this.factsAt) {
			const {standing, attempt} = this.starts;
			let merged = mergeFacts(standing);
			if (attempt !== null) merged.attempt ??= attempt;
			const startedAtMs = merged.startedAtMs === null ? null : this.starts.beganAtMs(merged.startedAtMs);
			if (startedAtMs !== merged.startedAtMs) merged = {...merged, startedAtMs};
			const own = this.words.applyTo(merged);
			this.factsCache = this.putAway === null ? own : withPutAway(own, this.putAway);
			this.factsAt = at;
		}
		return this.factsCache;
	}

	/** By name, with what the run logged that it goes on from. */
	get metrics(): ReadonlyMap<string, Series> {
		return this.shown.all;
	}

	/** What each tracker says of it, with that one's own curves, which need not be the ones that are shown. */
	get writers(): Writer[] {
		return this.shown.writers;
	}

	get isOver(): boolean {
		return overStatuses.has(this.judgement.status);
	}

	/** Which of its layers are starts of one run of a tracker. */
	get starts(): Starts {
		let at = this.layers.length;
		for (const {kinVersion} of this.layers) at += kinVersion;
		if (this.startsCache === null || at !== this.startsAt) {
			this.startsCache = new Starts(this.layers);
			this.startsAt = at;
		}
		return this.startsCache;
	}

	get systemMetrics(): Map<string, Series> {
		return mergeSeries(this.layers, layer => layer.system);
	}

	/** True where it has a metric of this name; wakes nothing. */
	hasMetric(name: string): boolean {
		return this.shown.has(name);
	}

	/** True for a metric that only an earlier attempt has written; see `Starts`. */
	isLeft(name: string): boolean {
		return this.layers.length > 1 && this.shown.isLeft(name);
	}

	/** The metric that the run's tracker was told to draw another one over, where both are shown of that tracker; null for none. */
	stepMetricOf(metric: string): string | null {
		return this.shown.stepMetricOf(metric);
	}

	/** Pictures, distributions and texts; names of a layer further in get its directory in front where they are taken. */
	get media(): ReadonlyMap<string, MediaSeries> {
		return mergeMedia(this.layers);
	}

	get id(): string {
		if (this.startOf !== null) return `${this.startOf.run.id} (try ${this.startOf.number})`;
		return this.facts.id ?? this.deriveId();
	}

	/** Made of where it lies, and only for formats without ids of their own. */
	private deriveId(): string {
		this.derived ??= placeId(this.path, this.part);
		return this.derived;
	}

	get format(): string {
		return this.layers[0]?.format ?? 'unknown';
	}

	get formats(): string[] {
		return [...new Set(this.layers.map(({format}) => format))];
	}

	/** What is wrong with its files, each told once however many of its sources read the file. */
	get problems(): Problem[] {
		const problems = [...this.layers.flatMap(layer => layer.problems), ...this.words.unheard];
		if (this.layers.length === 1) return problems;
		return problems.filter((problem, at) => problems.findIndex(other => isSameProblem(other, problem)) === at);
	}

	get events(): RunEvent[] {
		return this.layers.flatMap(({events}) => events);
	}

	get removed(): boolean {
		return this.layers.length > 0 && this.layers.every(({removed}) => removed);
	}
}
