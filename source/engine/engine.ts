import type {FileAccess} from '../core/files/files.ts';
import type {Problem} from '../core/run.ts';
import type {Format} from '../formats/format.ts';
import {Dozing, heavyBytes} from './asleep/dozing.ts';
import {NotingFiles} from './asleep/noting-files.ts';
import type {ReadingShelf} from './asleep/shelf.ts';
import {Discovery} from './discovery/discovery.ts';
import {Estimating} from './estimates/estimating.ts';
import {Grouping} from './grouping.ts';
import {type Folds, Joining} from './joining.ts';
import {Judging} from './judging.ts';
import {Deaths} from './liveness/deaths.ts';
import {EvidenceFinder} from './liveness/writers/evidence.ts';
import {nameRoots} from './model/root-names.ts';
import {lookAtStart, mayBeOfBefore} from './model/starts/of-before.ts';
import {ProblemBook} from './problem-book.ts';
import type {Reading} from './protocol.ts';
import {NamedFiles} from './reading/named-files.ts';
import {ReadingOrder} from './reading/reading-order.ts';
import {restAfter} from './reading/rest-after.ts';
import type {SourceHandle} from './reading/source-handle.ts';
import {Registry} from './registry.ts';
import {Targets} from './targets.ts';
import {WatchingHealth} from './watching-health.ts';
import {JournalShelf} from './words/shelf.ts';

/** Bytes of one source that are read before another one has its turn. */
const turnBytes = 4 * 1024 * 1024;
const rootGone = 'Not there any more: moved or removed';

/**
 * Finds, reads and judges runs. It does nothing by itself: whoever drives it calls `work` for slices of reading and `judge` for the passing
 * of time, so that the same engine serves the worker thread and the commands without a screen.
 */
export class Engine {
	/** What is wrong beyond the runs themselves. */
	private readonly book = new ProblemBook();
	/** False where all is read once and shown then: files of runs that are over are not looked at for their next change, nor for latest values ahead. */
	isFollowing = true;
	/** True where what is costly to read again and again rests in between: for who looks at it all the time. */
	isPaced = false;
	/** Called with a directory of a source that is not there any more; whoever follows may wait whether it comes back. */
	whenGone: (directory: string) => void = directory => this.discovery.rescan(directory);
	readonly registry: Registry;
	readonly discovery: Discovery;
	/** Of writers that this start has seen, and what it was told of by an earlier one. */
	readonly deaths = new Deaths();
	private readonly judging = new Judging(new EvidenceFinder(), this.deaths);
	private readonly estimating = new Estimating();
	private readonly grouping = new Grouping();
	private readonly health = new WatchingHealth();
	private readonly dozing = new Dozing();
	private readonly named = new NamedFiles();
	private readonly words: JournalShelf;
	/** Its runs as those want them that act on them. */
	readonly targets: Targets;
	private changes = 0;
	private judgedChanges = -1;
	/** True for every other slice of work. */
	private walksFirst = false;
	private readonly files: FileAccess;
	private readonly joining: Joining;
	private readonly order: ReadingOrder;

	constructor(
		plainFiles: FileAccess,
		formats: readonly Format[],
		/** Milliseconds since the epoch. */
		private readonly now: () => number = Date.now,
		folds: Folds = false,
		/** What earlier starts read of runs that are over. */
		private readonly shelf: ReadingShelf | null = null,
	) {
		const files = shelf === null ? plainFiles : new NotingFiles(plainFiles);
		this.files = files;
		// Formats whose ids are only unique within a project.
		const localFormats = new Set(formats.filter(({localIds}) => localIds).map(({id}) => id));
		const {book} = this;
		this.words = new JournalShelf(files, (file, problems) => book.set(`words:${file}`, problems));
		this.registry = new Registry(files, (key, problems) => book.set(`source:${key}`, problems));
		this.joining = new Joining(this.registry, formats, localFormats, folds, now);
		this.targets = new Targets(this.registry, files, localFormats);
		this.order = new ReadingOrder(this.registry.handles, now);
		this.discovery = new Discovery(files, formats, this.registry, book, now, shelf);
	}

	/** @param files that a person named, each of which stands for the root that it lies in; links followed */
	start(roots: readonly string[], files: readonly string[] = []): void {
		this.named.add(files);
		this.registry.rootNames = nameRoots(roots);
		for (const root of roots) {
			this.words.addRoot(root);
			this.discovery.start(root);
		}
	}

	/** What is wrong now beyond the runs themselves. */
	get problems(): readonly Problem[] {
		return this.book.all;
	}

	/** Raised whenever these are others. */
	get problemsVersion(): number {
		return this.book.version;
	}

	/** Runs that are read before all others. */
	setFirst(keys: readonly number[]): void {
		this.order.setFirst(keys);
	}

	/**
	 * One slice of finding and reading; true when there is nothing left to do now. What the screen shows is read as soon as it is found, the
	 * rest when all is found: a long list is known quickly, and its visible part has values.
	 */
	work(isLate: () => boolean): boolean {
		if (!this.discovery.scanned) {
			const isBegun = this.registry.handles.size > 0;
			if (isBegun && !this.readAll(this.order.early(), isLate)) return false;
			if (!this.discovery.work(isLate)) return false;
		}
		// Many runs that write all the time are not to keep new ones from being found.
		this.walksFirst = !this.walksFirst;
		if (this.walksFirst && this.discovery.waiting > 0 && !this.discovery.work(isLate)) return false;
		if (!this.readAll(this.order.waiting(), isLate)) return false;
		return this.discovery.work(isLate) && !this.hasWork;
	}

	/** Reads sources, each its turn; false when time ran out. */
	private readAll(handles: readonly SourceHandle[], isLate: () => boolean): boolean {
		for (const handle of handles) {
			this.read(handle);
			if (isLate()) return false;
		}
		return true;
	}

	/** Looks whether what is shown has grown: nothing tells of that before all is found. */
	lookAtShown(): void {
		for (const handle of this.order.shown()) if (!handle.dirty && handle.hasChanged()) handle.dirty = true;
	}

	/** True where `work` has something to do. */
	get hasWork(): boolean {
		return this.discovery.waiting > 0 || this.order.hasAny;
	}

	/** Looks at one directory again. What is found by another path there is read at once. */
	rescanDirectory(directory: string): void {
		this.discovery.rescan(directory);
		this.readHanded();
	}

	private readHanded(): void {
		for (const handle of this.registry.takeHanded()) this.read(handle);
	}

	/** Looks at everything again, as a person asks for when they trust nobody. */
	rescan(): void {
		this.discovery.rescanAll();
		this.readHanded();
		for (const handle of this.registry.handles.values()) handle.dirty = true;
	}

	/** Brings status, progress and estimates up to the moment. Costs nothing while nothing was read and no judgement ran out. */
	judge(nowMs: number): void {
		const {runs} = this.registry;
		for (const home of this.discovery.takeHomes()) this.words.addHome(home);
		this.hearWords(nowMs);
		// A run that took the place of another has its key, and nothing of what was found out about that one.
		for (const key of this.registry.removedKeys) {
			this.judging.forget(key);
			this.estimating.forget(key);
		}
		const isNew = this.changes + this.registry.changes !== this.judgedChanges;
		const isChanged = isNew || (this.joining.isBehind && !this.hasWork);
		if (isChanged || nowMs >= this.judging.nextDueAtMs) {
			if (isChanged) this.joining.update(nowMs, this.hasWork);
			// What was joined or parted has the words of others now.
			this.hearWords(nowMs);
			if (this.judging.judgeDue(runs, nowMs)) this.changes++;
			this.judgedChanges = this.changes + this.registry.changes;
		}
		if (this.estimating.update(runs, nowMs)) this.changes++;
		if (this.grouping.update(runs, nowMs)) this.changes++;
		if (this.health.update(runs, nowMs)) this.changes++;
		if (this.order.isKnown) this.letDoze();
	}

	private hearWords(nowMs: number): void {
		if (this.words.update(this.registry.runs.values(), this.version, nowMs)) this.changes++;
	}

	/** As long as nobody has said what is shown, nobody knows what will be asked for. */
	private letDoze(): void {
		this.dozing.update(
			({key}) => this.order.isFirst(key),
			run => {
				if (this.health.examine(run)) this.changes++;
			},
			(handle, stands) => this.shelf?.put(handle, undefined, stands),
		);
	}

	/** Raised whenever something that is shown may have changed. */
	get version(): number {
		return this.changes + this.registry.changes + this.book.version + Number(this.discovery.scanned);
	}

	/** Keys of runs that went away since the last call, or are others now. */
	takeRemoved(): number[] {
		const {removedKeys} = this.registry;
		this.registry.removedKeys = [];
		for (const key of removedKeys) this.judging.forget(key);
		return removedKeys;
	}

	reading(): Reading {
		const gone = this.discovery.goneRoots;
		const reading: Reading = {
			scanned: this.discovery.scanned,
			directories: this.discovery.directories - gone.length,
			runs: this.registry.runs.size,
			bytesRead: 0,
			bytesLeft: 0,
			runsLeft: 0,
			problems: [...gone.map(file => ({file, message: rootGone})), ...this.problems],
			unread: this.named.remarks(this.registry, this.discovery.scanned && !this.hasWork),
			groups: this.grouping.outlooks,
		};
		for (const handle of this.registry.handles.values()) {
			reading.bytesRead += handle.bytesRead;
			reading.bytesLeft += handle.bytesLeft;
			if (handle.state !== 'current') reading.runsLeft++;
		}
		return reading;
	}

	/** What is not there any more is not read anew: a run that was moved is known by what it was until it is found where it lies now. */
	private isGone(handle: SourceHandle): boolean {
		const {path} = handle.claim;
		if (!this.discovery.isKnown(path) || this.files.exists(path)) return false;
		handle.dirty = false;
		this.whenGone(path);
		return true;
	}

	/** Reads a source's next turn, and takes note of growth as a sign of life. */
	read(handle: SourceHandle): void {
		if (handle.state !== 'unread' && this.isGone(handle)) return;
		const before = handle.bytesRead;
		const isFollowed = this.isPaced && handle.state === 'current';
		const beganAtMs = this.now();
		this.changes++;
		const isTaken = handle.state === 'unread' && this.shelf?.take(handle, this.isFollowing ? heavyBytes : Infinity) === true;
		handle.beganAtMs ??= beganAtMs;
		if (!isTaken && handle.read(turnBytes, this.isFollowing)) {
			this.shelf?.drop(handle);
			this.discovery.doubt(handle.claim.path);
		}
		if (!isTaken && handle.state === 'current' && (this.isFollowing || !isOver(handle) || mayBeOfBefore(handle))) {
			handle.look(handle.beganAtMs);
			handle.sweptAtMs = this.now();
		}
		if (handle.state === 'current') {
			if (handle.readAtMs === 0) this.joining.hasReadMore = true;
			handle.readAtMs = handle.beganAtMs;
			handle.beganAtMs = null;
			if (!isTaken && !this.isFollowing) handle.source.release?.();
			if (this.isFollowing) this.dozing.note(handle);
		}
		if (isFollowed) restAfter(handle, beganAtMs, this.now());
		const hasGrown = handle.bytesRead > before && handle.watch.takeGrowth();
		const isOnly = handle.isOneRun;
		for (const [key, {run, layer}] of handle.runs) {
			// What was written since was written by the newest start.
			if (isOnly && run.startOf === null) {
				if (hasGrown) run.grewAtMs = this.now();
				run.modifiedAtMs = Math.max(run.modifiedAtMs, handle.watch.modifiedAtMs);
				run.appendedAtMs = Math.max(run.appendedAtMs, handle.watch.appendedAtMs);
				layer.made = handle.watch.made;
				layer.bornAtMs = handle.watch.bornAtMs;
				run.noteModified(layer, handle.watch.modifiedAtMs);
				lookAtStart(run, this.files);
			}
			if (layer.removed) this.registry.dropRemoved(run);
			// Whatever is told of its key from now on is another run.
			if (layer.removed && key !== '') handle.runs.delete(key);
		}
	}
}

/** True where the files of a source prove how its runs ended, and hold the time of it: what the file system tells adds nothing. */
function isOver({runs}: SourceHandle): boolean {
	for (const {layer} of runs.values()) {
		const {outcome, lastSignMs, endedAtMs} = layer.factsNow;
		if (outcome === null || (lastSignMs ?? endedAtMs) === null) return false;
	}
	return runs.size > 0;
}
