import type {FileAccess, FileStat} from '../../core/files/files.ts';
import {noMoment} from '../../core/no-moment.ts';
import {isSameProblem, type Problem} from '../../core/run.ts';
import {nowOf} from '../../formats/file-clock.ts';
import type {Claim, Format, ReadOutcome, RunSink, Seen, Source, SourceSink} from '../../formats/format.ts';
import type {Asleep, KeptReading} from '../asleep/kept-reading.ts';
import type {LookedBelow} from '../asleep/looked-below.ts';
import type {Looked} from '../asleep/noting-files.ts';
import {Layer} from '../model/layer.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {completeRuns, type RunOfSource} from './complete-runs.ts';
import {OpenedSource} from './opened-source.ts';
import {partStarts} from './part-starts.ts';
import {readPreview} from './preview.ts';
import {readerFailure} from './reader-failure.ts';
import {restRun} from './rest-run.ts';
import {ResumedStore} from './resumed-store.ts';
import {ShutPaths} from './shut-paths.ts';
import {Sleep} from './sleep.ts';
import {WatchedFiles} from './watched-files.ts';

/** Bytes that are read at a time of a source that was asleep. */
const wakeBytes = 16 * 1024 * 1024;

/** Gives the run that a source's key belongs to, making it on first use. */
type RunOf = (handle: SourceHandle, key: string, startOf?: TrackedRun['startOf']) => RunOfSource;

/** An opened source and how far it was read. */
export class SourceHandle {
	readonly runs = new Map<string, RunOfSource>();
	private readonly opened: OpenedSource;
	private readonly sleep: Sleep;
	/** What an earlier start has kept of it, where it is a store that has changed. */
	readonly resumed: ResumedStore;
	state: 'unread' | 'reading' | 'current' = 'unread';
	bytesRead = 0;
	bytesLeft = 0;
	dirty = true;
	/** Until when it is left alone after what reading its latest growth has cost; see `rest-after.ts`. */
	restsUntilMs = noMoment;
	/** What its watched paths told when they were last looked at. */
	readonly watch: WatchedFiles;
	sweptAtMs = noMoment;
	/** When the reading that is under way began, milliseconds; null between two. The first one takes over what was seen when it was claimed. */
	beganAtMs: number | null;
	/** State of the claimed directory when it was claimed; null where that would not tell a later change. */
	readonly seenStat: FileStat | null;
	/** When its latest reading began, milliseconds; 0 before that. */
	readAtMs = noMoment;
	/** True where nothing else was claimed in its directory, and nothing below is looked at. */
	isSole = false;
	/** Where below is looked: what was looked at there, as far as that is noted. */
	below: LookedBelow | null = null;
	/** True where something was wrong with the source as a whole. */
	hasFault = false;
	/** What of its files may not be read. */
	readonly shut: ShutPaths;

	constructor(
		readonly key: string,
		public claim: Claim,
		readonly format: Format,
		readonly root: string,
		/** The run that it adds to; null where it lists runs of its own. */
		readonly owner: TrackedRun | null,
		private readonly files: FileAccess,
		private readonly runOf: RunOf,
		private readonly report: (key: string, problems: readonly Problem[]) => void,
		seen: Seen | null,
	) {
		this.watch = new WatchedFiles(files);
		this.sleep = new Sleep(files);
		this.shut = new ShutPaths(this, files);
		this.opened = new OpenedSource(this, files, this.shut, seen);
		this.resumed = new ResumedStore(this, this.opened);
		this.beganAtMs = seen?.atMs ?? null;
		this.seenStat = seen?.stat ?? null;
	}

	/** Opened when it is first asked for: what an earlier start has read of a run mostly stands for it. */
	get source(): Source {
		return this.opened.source;
	}

	/** Paths that its reading depends on, where they are noted. */
	get looked(): Looked {
		return this.opened.looked;
	}

	/** True where these are all that the reading of its run depends on, each in a state that it was read in or an older one. */
	get isNoted(): boolean {
		return this.opened.isNoted;
	}

	/** Lets go of what was noted: nobody asks for it any more. */
	forgetLooked(): void {
		this.opened.forgetLooked();
	}

	/** Paths whose changes it is read again for. */
	watched(): string[] {
		return this.sleep.watched(this.claim) ?? this.source.watched();
	}

	private beside(): readonly string[] {
		return this.sleep.beside ?? this.opened.current?.beside?.() ?? [];
	}

	/** True while only what the list shows of its runs is held. */
	get isAsleep(): boolean {
		return this.sleep.isAsleep;
	}

	/** True for a store of runs, where a new one may come at any time. */
	get takesRuns(): boolean {
		// What is one run by itself is no store: it need not be opened to know that.
		return !(this.isAsleep && this.runs.has('')) && this.source.takesRuns === true;
	}

	/** True where it is one run, started however often. */
	get isOneRun(): boolean {
		let runs = 0;
		for (const {run} of this.runs.values()) if (run.startOf === null) runs++;
		return runs === 1;
	}

	/** Where what is said of a run goes. */
	sinkOf(key: string): RunSink {
		this.resumed.hear(key);
		const known = this.runs.get(key);
		if (known !== undefined) return known.layer;
		const found = this.runOf(this, key);
		this.runs.set(key, found);
		if (key === '') partStarts(this, (part, startOf) => this.runOf(this, part, startOf));
		return found.layer;
	}

	readonly sink: SourceSink = {
		run: key => this.sinkOf(key),
		stands: key => this.resumed.stand(key),
		problem: problem => {
			if (!this.said.some(other => isSameProblem(other, problem))) this.said.push(problem);
		},
		renew: () => {
			this.said = [];
		},
	};
	/** What it said of itself as a whole since it was renewed. */
	private said: Problem[] = [];

	/** What is wrong with it and its runs, but for what may not be read. */
	get problems(): Problem[] {
		return [...this.said, ...this.layers.flatMap(layer => layer.problems)];
	}

	private get layers(): Layer[] {
		return [...this.runs.values()].map(({layer}) => layer);
	}

	/** Has all read anew at the next turn. */
	readAnew(): void {
		this.rouse();
		this.state = 'unread';
		this.dirty = true;
	}

	/** Makes ready to read all anew: something of it may be read by now. */
	private renew(): void {
		this.shut.forget();
		this.said = [];
		this.opened.forgetSeen();
		this.rouse();
		this.state = 'unread';
		for (const layer of this.layers) layer.renew();
	}

	/** Hands over a renewed claim, where it names other files than before. */
	extend(claim: Claim): void {
		const {files, beside = claim.beside} = this.claim;
		if (claim.files.join() === files.join() && claim.beside?.join() === beside?.join()) return;
		this.claim = claim;
		// The files that it watches in its sleep are the old ones, and do not tell of the new.
		if (this.isAsleep) this.sleep.distrust();
		else if (this.source.extend === undefined) return;
		else this.source.extend(claim);
		this.dirty = true;
	}

	/**
	 * Reads what is new. A reader that fails is a defect of ours: it costs this source alone and is said.
	 * @param isShown true where somebody sees it before it is read to its end, and so has its latest values first
	 * @returns false where it sleeps on
	 */
	read(budgetBytes: number, isShown: boolean): boolean {
		if (this.isAsleep) {
			this.dirty = false;
			if (this.sleepsOn()) return false;
			this.rouse();
		} else if (this.state === 'current') this.forgetLooked();
		if (this.shut.isOpened) this.renew();
		const failures: Problem[] = [];
		try {
			if (isShown && this.state === 'unread' && !this.resumed.isWaiting)
				readPreview(this.source, this.files, budgetBytes, key => this.previewOf(key));
			const outcome = this.opened.note(() => this.source.read(this.sink, budgetBytes));
			this.resumed.end(outcome);
			this.take(outcome);
		} catch (error) {
			this.dirty = false;
			this.state = 'current';
			failures.push(readerFailure(this.format, this.claim.path, error));
		}
		const problems = [...failures, ...this.shut.tell(this.said, this.layers)];
		this.hasFault = problems.length > 0;
		this.report(this.key, problems);
		return true;
	}

	private sleepsOn(): boolean {
		if (this.sleep.isResting) {
			const isSame = this.sleep.restsOver(this.claim);
			this.watch.hasGrown ||= !isSame;
			return isSame;
		}
		// Whoever made it dirty may have looked already, so that whether it has changed since then tells nothing.
		this.look(Number.POSITIVE_INFINITY);
		return this.sleep.dozesOver(this.watch.state);
	}

	/** Takes what an earlier start kept of its runs in the place of reading them, which is done once somebody asks for the points of one. */
	rest({stamps, times, runs}: KeptReading): void {
		this.opened.forgetSeen();
		this.sleep.rest(stamps);
		this.forgetLooked();
		Object.assign(this.watch, times);
		for (const kept of runs) {
			this.sinkOf(kept.key);
			restRun(this.runs.get(kept.key)!, kept, () => this.readAfterAll());
		}
		this.take({more: false, bytesRead: 0, bytesLeft: 0});
	}

	/** Lets go of the points of its only run and of the source that read them; both are made anew once somebody asks, or a file changes. */
	doze(stands: Omit<Asleep, 'read'>): void {
		// What may have changed unseen while it was read is read again at the next look.
		this.sleep.doze(this.source.watched(), this.source.beside?.() ?? [], this.watch.isUnsettled ? '' : this.watch.state);
		this.opened.close();
		this.forgetLooked();
		this.runs.get('')!.layer.sleep({...stands, read: () => this.readAfterAll()});
	}

	/** Makes ready to read all again. */
	private rouse(): void {
		this.resumed.forget();
		this.sleep.end();
		this.opened.close();
		this.opened.noteAgain();
		for (const {layer} of this.runs.values()) layer.rouse();
	}

	/** Reads all of it, where somebody asks for the points of one of its runs. */
	readAfterAll(): void {
		const beganAtMs = Date.now();
		const findings = this.sleepsOn() ? this.layers.map(layer => layer.findings) : [];
		for (const each of findings) each.renew();
		this.readAnew();
		do this.read(wakeBytes, false);
		while (this.dirty);
		for (const each of findings) each.holdOn();
		this.look(beganAtMs);
	}

	/** True when a watched path changed since the last look, or may have changed before that without having been read; or when it is time. */
	hasChanged(): boolean {
		if (this.sleep.isResting) return !this.sleep.restsOver(this.claim);
		if (this.shut.isOpened) return true;
		if ((this.opened.current?.turnsAtMs?.() ?? Number.POSITIVE_INFINITY) <= nowOf(this.files)) return true;
		return this.watch.hasChanged(this.watched(), this.beside());
	}

	/** @param readAtMs when what was just read began to be read, milliseconds */
	look(readAtMs: number): void {
		if (!this.sleep.isResting) this.watch.look(this.watched(), readAtMs, this.beside());
	}

	private previewOf(key: string): Layer {
		this.sinkOf(key);
		const {run} = this.runs.get(key)!;
		run.preview ??= new Layer(this.format.id, this.format.rank, '');
		return run.preview;
	}

	private take(outcome: ReadOutcome): void {
		this.bytesRead += outcome.bytesRead;
		this.bytesLeft = outcome.bytesLeft;
		this.dirty = outcome.more;
		this.state = outcome.more ? 'reading' : 'current';
		if (!outcome.more) completeRuns(this.runs.values());
	}
}
