import {existsSync} from 'node:fs';
import path from 'node:path';
import type {ChokidarOptions, FSWatcher} from 'chokidar';
import {madeOnce} from '../../core/made-once.ts';
import {findRemoteFileSystem} from '../../io/file-systems.ts';
import {type DirectoryWatch, watchDirectories} from '../../io/watch.ts';
import type {Engine} from '../engine.ts';
import {overStatuses} from '../liveness/over.ts';
import type {SourceHandle} from '../reading/source-handle.ts';
import {ActsHeard} from '../words/heard.ts';

const interiorEveryMs = 1000;
/** Sources that are swept in a second at most where the system tells of changes: the sweep only finds what an event was lost of. */
const sweepsPerSecond = 40;
/** Runs that are over and were written to so shortly ago are watched on, so many of them: they are resumed, renamed, tagged and thrown away. */
const recentMs = 600_000;
const mostRecent = 300;
/** At which distance what is over is looked at: a person may still rename, tag, delete or restore it, and no watch tells of that. */
const [leastOverMs, mostOverMs] = [2000, 30_000];
/** How long what is gone may take to come back as the same: programs that are started anew remove their directory and make it again. */
const mostMissingMs = 500;

/** Where a source is listened to. */
interface Placed {
	directories: readonly string[];
	/** The paths that it told of then: it may tell of others once it has read more. */
	paths: readonly string[];
}

const interiorOptions: ChokidarOptions = {
	depth: 0,
	ignoreInitial: true,
	persistent: false,
	ignored: (_, stats) => stats?.isFile() ?? false,
};

/**
 * Hears of changes: an inotify watch for each directory of a run that is not over, or was not a moment ago, chokidar for the directories in which new runs appear,
 * and a sweep by stat for everything that tells nothing (network file systems, exhausted watches, runs that are over). An event only
 * says "look again".
 */
export class Watching {
	private readonly watch: DirectoryWatch;
	private interior: FSWatcher | null = null;
	private readonly byDirectory = new Map<string, Set<SourceHandle>>();
	private readonly placed = new Map<SourceHandle, Placed>();
	private readonly silent = new Map<string, boolean>();
	/** Whether what is over lies where each look takes a network's time. */
	private readonly remote = new WeakMap<SourceHandle, boolean>();
	/** Sources that wait for a directory which is not there yet: the one above tells of it. */
	private readonly awaiting = new Set<SourceHandle>();
	private readonly watchedInterior = new Set<string>();
	private readonly toRescan = new Set<string>();
	private readonly toPlace = new Set<SourceHandle>();
	private readonly acts = new ActsHeard();
	private sweptInteriorAtMs = 0;
	private placedVersion = -1;
	/** When something was first found to be gone that is waited for; null where nothing is. */
	private missingSinceMs: number | null = null;
	private isClosed = false;
	private roundAtMs = 0;
	private cursor: Iterator<SourceHandle> | null = null;

	constructor(
		private readonly engine: Engine,
		/** Called when an event says that there is something to do. */
		private readonly wake: () => void,
	) {
		this.watch = watchDirectories(directory => this.hear(directory));
		engine.whenGone = directory => this.toRescan.add(directory);
		void this.watchInterior();
	}

	/** Loaded when the first walk is over: the first list does not wait for it. */
	private async watchInterior(): Promise<void> {
		const {watch} = await import('chokidar');
		if (this.isClosed) return;
		this.interior = watch([...this.watchedInterior], interiorOptions);
		this.interior.on('all', (_, changed) => this.hearInterior(changed));
		// A refused watch is no loss: these directories are swept each second anyway.
		this.interior.on('error', () => {});
	}

	/** Watches what is new, stops watching what is over, looks at what tells nothing. Call some times a second. */
	tend(nowMs: number, isLate: () => boolean): void {
		this.tendInterior(nowMs);
		this.rescan(nowMs);
		for (const handle of this.toPlace) {
			this.displace(handle);
			this.placedVersion = -1;
		}
		this.toPlace.clear();
		if (this.engine.version !== this.placedVersion) {
			this.placedVersion = this.engine.version;
			for (const handle of this.engine.registry.handles.values()) this.place(handle, nowMs);
			for (const handle of this.placed.keys()) if (this.engine.registry.handles.get(handle.key) !== handle) this.displace(handle);
		}
		this.sweep(nowMs, isLate);
	}

	close(): void {
		this.watch.close();
		this.isClosed = true;
		void this.interior?.close();
	}

	private hear(directory: string): void {
		for (const handle of this.byDirectory.get(directory) ?? []) handle.dirty = true;
		if (!this.watch.has(directory)) this.toRescan.add(directory);
		this.rescanChanged([directory]);
		this.wake();
	}

	private hearInterior(changed: string): void {
		for (const directory of [changed, path.dirname(changed)])
			if (this.engine.discovery.isKnown(directory)) this.toRescan.add(directory);
		this.wake();
	}

	private tendInterior(nowMs: number): void {
		if (Math.abs(nowMs - this.sweptInteriorAtMs) < interiorEveryMs) return;
		this.sweptInteriorAtMs = nowMs;
		const touched = new Set(this.acts.take());
		if (touched.size > 0)
			for (const handle of this.engine.registry.handles.values()) if (touched.has(handle.claim.path)) handle.dirty = true;
		for (const directory of this.engine.discovery.interior) {
			if (!this.watchedInterior.has(directory)) {
				this.watchedInterior.add(directory);
				this.interior?.add(directory);
			}
			if (this.engine.discovery.hasChanged(directory)) this.toRescan.add(directory);
		}
	}

	/**
	 * Looks again at what has changed. Where something is gone, it waits for that to come back, and so does all else: what was moved is never
	 * told twice.
	 */
	private rescan(nowMs: number): void {
		const {discovery} = this.engine;
		const directories = [...this.toRescan];
		if (directories.some(directory => discovery.misses(directory))) {
			this.missingSinceMs ??= nowMs;
			if (Math.abs(nowMs - this.missingSinceMs) < mostMissingMs) return;
		}
		this.missingSinceMs = null;
		this.toRescan.clear();
		for (const directory of directories) {
			this.engine.rescanDirectory(directory);
			this.listenAgain(directory);
		}
	}

	/** Listens to a directory that was made anew; what it held before is read anew. */
	private listenAgain(directory: string): void {
		const sharers = this.byDirectory.get(directory);
		if (sharers === undefined || this.watch.has(directory)) return;
		const isHeard = this.watch.add(directory);
		this.silent.set(directory, !isHeard || findRemoteFileSystem(directory) !== null);
		if (isHeard) for (const handle of sharers) handle.dirty = true;
	}

	private isOver(handle: SourceHandle): boolean {
		if (handle.state !== 'current' || handle.runs.size === 0) return false;
		// A store may be given another run at any time.
		if (handle.takesRuns) return false;
		for (const {run} of handle.runs.values()) if (!overStatuses.has(run.judgement.status)) return false;
		return true;
	}

	private isRecent(handle: SourceHandle, nowMs: number): boolean {
		return nowMs - handle.watch.modifiedAtMs < recentMs && (this.placed.has(handle) || this.placed.size < mostRecent);
	}

	private place(handle: SourceHandle, nowMs: number): void {
		if (handle.state !== 'current') return;
		if (this.isOver(handle) && !this.isRecent(handle, nowMs)) {
			this.displace(handle);
			return;
		}
		const placed = this.placed.get(handle);
		const {paths} = handle.watch;
		if (placed?.paths === paths) return;
		const directories = this.directoriesOf(handle);
		const before = new Set(placed?.directories);
		this.placed.set(handle, {directories: [...directories], paths});
		for (const directory of before) if (!directories.has(directory)) this.leave(handle, directory);
		const added = [...directories].filter(directory => !before.has(directory));
		for (const directory of added) {
			const sharers = this.byDirectory.get(directory) ?? new Set();
			sharers.add(handle);
			this.byDirectory.set(directory, sharers);
			this.silent.set(directory, !this.watch.add(directory) || findRemoteFileSystem(directory) !== null);
		}
		if (added.length === 0) return;
		// What was changed between the reading and the watch caused no event.
		handle.dirty = true;
		this.rescanChanged(added);
	}

	/** The directories of what a source reads, and its own, where others may come to add to its run; of one that is not there yet the one above. */
	private directoriesOf(handle: SourceHandle): Set<string> {
		const {discovery} = this.engine;
		const directories = new Set<string>();
		for (const watched of handle.watched()) directories.add(discovery.isKnown(watched) ? watched : path.dirname(watched));
		if (discovery.isKnown(handle.claim.path)) directories.add(handle.claim.path);
		this.awaiting.delete(handle);
		for (const directory of directories) {
			if (existsSync(directory)) continue;
			directories.delete(directory);
			directories.add(path.dirname(directory));
			this.awaiting.add(handle);
		}
		return directories;
	}

	private displace(handle: SourceHandle): void {
		for (const directory of this.placed.get(handle)?.directories ?? []) this.leave(handle, directory);
		this.placed.delete(handle);
		this.awaiting.delete(handle);
	}

	private leave(handle: SourceHandle, directory: string): void {
		const sharers = this.byDirectory.get(directory);
		sharers?.delete(handle);
		if (sharers?.size !== 0) return;
		this.byDirectory.delete(directory);
		this.watch.remove(directory);
	}

	private sweep(nowMs: number, isLate: () => boolean): void {
		for (;;) {
			if (this.cursor === null && Math.abs(nowMs - this.roundAtMs) < 1000) return;
			if (this.cursor === null) this.roundAtMs = nowMs;
			this.cursor ??= [...this.engine.registry.handles.values()].values();
			const {value: handle, done} = this.cursor.next();
			if (done) {
				this.cursor = null;
				return;
			}
			if (!handle.dirty && nowMs - handle.sweptAtMs >= this.sweepEveryMs(handle)) {
				handle.sweptAtMs = nowMs;
				if (handle.hasChanged()) handle.dirty = true;
				// What comes to lie beside the files of a run changes none of them.
				this.rescanChanged(this.placed.get(handle)?.directories ?? [handle.claim.path]);
			}
			if (isLate()) return;
		}
	}

	private rescanChanged(directories: Iterable<string>): void {
		for (const directory of directories) {
			if (!this.engine.discovery.hasChanged(directory)) continue;
			this.toRescan.add(directory);
			for (const handle of this.byDirectory.get(directory) ?? []) if (this.awaiting.has(handle)) this.toPlace.add(handle);
		}
	}

	private sweepEveryMs(handle: SourceHandle): number {
		const directories = this.placed.get(handle)?.directories;
		// What changes while it is read causes no event here.
		if (directories === undefined) return handle.watch.isUnsettled ? 0 : this.overEveryMs(handle);
		if (directories.some(directory => this.silent.get(directory))) return handle.watch.isUnsettled ? 0 : 1000;
		return Math.max(5000, (this.placed.size / sweepsPerSecond) * 1000);
	}

	/** The fewer there are, the sooner: all of them together cost what many of them do. */
	private overEveryMs(handle: SourceHandle): number {
		const everyMs = ((this.engine.registry.handles.size - this.placed.size) / sweepsPerSecond) * 1000;
		if (everyMs >= mostOverMs) return mostOverMs;
		const isRemote = madeOnce(this.remote, handle, () => findRemoteFileSystem(handle.claim.path) !== null);
		return isRemote ? mostOverMs : Math.max(leastOverMs, everyMs);
	}
}
