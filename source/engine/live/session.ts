import type {FileAccess} from '../../core/files/files.ts';
import type {Format} from '../../formats/format.ts';
import {keepDeaths, keepFirstRows, keepReadings, readDeaths, readReadings} from '../../io/kept/readings.ts';
import {type PackedReadings, ReadingShelf} from '../asleep/shelf.ts';
import {takeFirstRows} from '../asleep/take-first-rows.ts';
import {Engine} from '../engine.ts';
import type {KeptDeaths} from '../liveness/deaths.ts';
import type {ToEngine, Update} from '../protocol.ts';
import {lateAfter} from './late-after.ts';
import {Publisher} from './publisher.ts';
import {Watching} from './watching.ts';

const sliceMs = 25;
const tendEveryMs = 250;
const publishEveryMs = 100;
/** At first somebody looks at an empty screen: shorter slices, sooner messages. */
const firstSliceMs = 6;
const earlyMs = 400;
const firstWalkMs = 4;
const emptyWalkMs = 60;
const screenful = 48;
const firstPublishEveryMs = 40;
/** While there is more to read, most of the time is for that: to judge and join thousands of runs ten times a second took three times what reading them does. */
const restsByCost = 4;
const longestRestMs = 2000;
/** All that is kept is written anew where at least one reading of so many is new. */
const rewrittenFor = 50;
/** As long as nothing was found, nothing is said for so long. */
const emptyForMs = 250;

/**
 * The engine alive: reads in slices, listens for changes, judges as time passes and publishes at most ten times a second. Only its owner
 * knows whether messages cross a thread.
 */
export class Session {
	readonly engine: Engine;
	private readonly publisher: Publisher;
	private watching: Watching | null = null;
	private pending: NodeJS.Immediate | null = null;
	private timer: NodeJS.Timeout | null = null;
	private publishedAtMs = 0;
	/** When runs are judged again while there is more to read, milliseconds. */
	private restsUntilMs = 0;
	private tendedAtMs = 0;
	private slicedAtMs = Number.NEGATIVE_INFINITY;
	private isHeard = false;
	private isAsked = false;
	private startedAtMs = 0;
	private roots: readonly string[] = [];
	private readBy: string | null = null;
	private isShelfOpen = false;
	private readonly shelf: ReadingShelf;

	constructor(
		private readonly files: FileAccess,
		formats: readonly Format[],
		private readonly publish: (update: Update) => void,
		private readonly now: () => number = Date.now,
	) {
		this.shelf = new ReadingShelf(files);
		this.engine = new Engine(files, formats, now, true, this.shelf);
		this.engine.isPaced = true;
		this.publisher = new Publisher(this.engine, files);
	}

	accept(message: ToEngine): void {
		if (message.type === 'start') {
			this.engine.registry.reserve(message.first ?? []);
			this.engine.discovery.prefer(message.first ?? []);
			this.readBy = message.readBy ?? null;
			this.start(message.roots, message.files);
		} else if (message.type === 'keep') this.keep(message.runs);
		else if (message.type === 'stop') this.stop();
		else if (message.type === 'rescan') this.tend(true);
		else {
			this.publisher.accept(message);
			this.isAsked = true;
		}
		if (message.type !== 'stop') this.wake();
	}

	private keep(runs: readonly number[]): void {
		const {readBy, shelf, roots} = this;
		if (readBy === null) return;
		const {registry} = this.engine;
		keepFirstRows(roots, {readBy, rows: takeFirstRows(registry, runs, this.files, this.now())});
		if (shelf.countUnkept(registry.handles) * rewrittenFor < shelf.size) return;
		const renewed = shelf.renew(registry.handles);
		if (renewed !== null) keepReadings(roots, renewed);
	}

	/** What earlier starts have kept is taken over once the first runs are shown: those are read for their curves anyway. */
	private openShelf(): void {
		if (this.isShelfOpen || this.readBy === null || this.publishedAtMs === 0) return;
		this.isShelfOpen = true;
		this.shelf.load(this.readBy, readReadings(this.roots) as PackedReadings | null);
	}

	private start(roots: string[], files: string[] = []): void {
		this.roots = roots;
		this.startedAtMs = this.now();
		if (this.readBy !== null) this.engine.deaths.load(this.readBy, readDeaths(roots) as KeptDeaths | null);
		this.engine.start(roots, files);
		this.timer = setInterval(() => {
			if (this.isHeard) this.wake();
			this.tick();
		}, publishEveryMs);
	}

	private stop(): void {
		if (this.timer !== null) clearInterval(this.timer);
		if (this.pending !== null) clearImmediate(this.pending);
		this.watching?.close();
	}

	/** Goes to work at the next turn of the loop, so that messages are heard between two slices. */
	private wake(): void {
		this.pending ??= setImmediate(() => {
			this.pending = null;
			this.slice();
		});
	}

	/** Something has changed: it is read at once where it was quiet, else with the next message, together with what else changes until then. */
	private hear(): void {
		if (Math.abs(this.now() - this.slicedAtMs) >= publishEveryMs) this.wake();
		else this.isHeard = true;
	}

	private slice(): void {
		this.isHeard = false;
		this.slicedAtMs = this.now();
		// Somebody pressed a key and waits for a curve: that comes before more reading.
		if (this.isAsked && this.engine.registry.runs.size > 0) this.answer();
		// The first message is to have values in it: some runs are found, and some of those are read, before it goes out.
		const isFirst = this.engine.registry.runs.size === 0;
		if (isFirst) this.findScreenful();
		this.openShelf();
		// What is to be drawn of the first runs is asked for at once, and not kept waiting by the others.
		const isEarly = this.now() - this.startedAtMs < earlyMs;
		const idle = this.engine.work(lateAfter(isEarly ? firstSliceMs : sliceMs));
		this.tick();
		if (!idle) this.wake();
		else this.shelf.settle();
	}

	/** Walks until there is a screenful of runs, or for so long after the first one. */
	private findScreenful(): void {
		const {runs} = this.engine.registry;
		const isTooLate = lateAfter(emptyWalkMs);
		let isLate: (() => boolean) | null = null;
		this.engine.work(() => {
			if (runs.size === 0) return isTooLate();
			isLate ??= lateAfter(firstWalkMs);
			return runs.size >= screenful || isLate();
		});
	}

	private answer(): void {
		this.isAsked = false;
		const nowMs = this.now();
		this.engine.judge(nowMs);
		const update = this.publisher.take(nowMs);
		if (update !== null) this.publish(update);
	}

	private tick(): void {
		const nowMs = this.now();
		const isEmpty = !this.engine.discovery.scanned && this.engine.registry.runs.size === 0;
		if (isEmpty && nowMs - this.startedAtMs < emptyForMs) return;
		// A clock that was set back has nobody wait for what it showed before.
		if (Math.abs(nowMs - this.tendedAtMs) >= tendEveryMs) this.tend(false);
		const everyMs = this.engine.discovery.scanned ? publishEveryMs : firstPublishEveryMs;
		if (Math.abs(nowMs - this.publishedAtMs) < everyMs) return;
		const restsMs = this.restsUntilMs - nowMs;
		if (restsMs > 0 && restsMs <= longestRestMs && this.engine.hasWork) return;
		this.engine.judge(nowMs);
		const update = this.publisher.take(nowMs);
		this.restsUntilMs = this.now() + Math.min(longestRestMs, restsByCost * (this.now() - nowMs));
		if (update === null) return;
		this.publishedAtMs = nowMs;
		this.publish(update);
	}

	/** Whoever comes next knows of no process that is gone already. */
	private keepDeaths(): void {
		const {deaths} = this.engine;
		if (this.readBy !== null && deaths.hasNews) keepDeaths(this.roots, deaths.pack(this.readBy, this.tendedAtMs));
	}

	private tend(all: boolean): void {
		this.tendedAtMs = this.now();
		this.keepDeaths();
		if (!this.engine.discovery.scanned && !all) {
			this.engine.lookAtShown();
			return;
		}
		this.watching ??= new Watching(this.engine, () => this.hear());
		const isLate = lateAfter(sliceMs);
		if (all) this.engine.rescan();
		this.watching.tend(this.tendedAtMs, isLate);
		if (this.engine.hasWork) this.wake();
	}
}
