import path from 'node:path';
import type {FileAccess} from '../core/files/files.ts';
import {isWithin} from '../core/files/paths.ts';
import type {Problem} from '../core/run.ts';
import type {Claim, Format, Seen} from '../formats/format.ts';
import {Layer} from './model/layer.ts';
import {TrackedRun} from './model/tracked-run.ts';
import {dropStarts, partAfterAll} from './reading/part-starts.ts';
import {SourceHandle} from './reading/source-handle.ts';
import {RunKeys} from './run-keys.ts';

/** Of paths that a listing gave, which are normal already. */
function relative(root: string, below: string): string {
	if (below === root) return '.';
	return below.startsWith(root) && below[root.length] === '/' ? below.slice(root.length + 1) : path.relative(root, below) || '.';
}

/** What a source is opened for: a format, and the path that it was claimed by. */
export type ClaimName = Pick<Claim, 'format' | 'path'>;

/** The key of the source that is opened for a claim. */
export const keyOf = (claim: ClaimName): string => `${claim.format}\0${claim.path}`;

/** All runs and opened sources. Runs get numbers in the order they are found. */
export class Registry {
	readonly runs = new Map<number, TrackedRun>();
	readonly handles = new Map<string, SourceHandle>();
	/** Keys of runs that are gone since they were last asked for. */
	removedKeys: number[] = [];
	/** Raised whenever runs or sources came or went. */
	changes = 0;
	/** What tells each of several roots from the others. */
	rootNames: ReadonlyMap<string, string> = new Map();
	private readonly keys = new RunKeys();
	/** Where runs are found anew that were closed a moment ago, and the sources that were opened there. */
	private readonly handing = new Set<string>();
	private handed: SourceHandle[] = [];

	constructor(
		private readonly files: FileAccess,
		/** Told all that is wrong with a source as a whole, by its key. */
		private readonly report: (key: string, problems: readonly Problem[]) => void,
	) {}

	/** Gives runs at these paths the keys 1, 2, … when they are found: the screen shows them already. */
	reserve(paths: readonly string[]): void {
		for (const path of paths) this.keys.reserve(path);
	}

	/** Another one when runs came or went, or when what joins them to others changed. */
	get kinVersion(): number {
		let sum = this.changes;
		for (const {layers} of this.runs.values()) for (const layer of layers) sum += layer.kinVersion;
		return sum;
	}

	makeRun(root: string, runPath: string, part = ''): TrackedRun {
		const dir = relative(root, runPath);
		const key = this.keys.take(runPath, part, each => this.runs.has(each));
		const run = new TrackedRun(key, root, dir, runPath, part);
		run.rootName = this.rootNames.get(root) ?? '';
		this.runs.set(run.key, run);
		return run;
	}

	isOpen(claim: ClaimName): boolean {
		return this.handles.has(keyOf(claim));
	}

	/** The source that is open for a claim. */
	handleOf(claim: ClaimName): SourceHandle | undefined {
		return this.handles.get(keyOf(claim));
	}

	/** The run of a claim that is open, of a source that is one run. */
	runOf(claim: ClaimName): TrackedRun | null {
		const handle = this.handleOf(claim);
		if (handle === undefined) return null;
		handle.sinkOf('');
		return handle.runs.get('')?.run ?? null;
	}

	/**
	 * Opens the source of a claim; where it is open already, tells it what the claim names now.
	 * @param files what it may know of its directory
	 */
	open(
		claim: Claim,
		format: Format,
		root: string,
		owner: TrackedRun | null,
		seen: Seen | null = null,
		files = this.files,
	): SourceHandle {
		const key = keyOf(claim);
		const opened = this.handles.get(key);
		if (opened !== undefined) {
			opened.extend(claim);
			return opened;
		}
		const handle = new SourceHandle(key, claim, format, root, owner, files, this.assign, this.report, seen);
		this.handles.set(key, handle);
		this.changes++;
		if (this.handing.delete(claim.listedAt ?? claim.path)) this.handed.push(handle);
		// The run of a directory is listed with its format before anything of it is read.
		if (owner?.path === claim.path) handle.sinkOf('');
		return handle;
	}

	/** Closes what was opened at or below a path that is gone. */
	closeBelow(gone: string): void {
		this.close([...this.handles.values()].filter(({claim}) => isWithin(claim.path, gone)));
	}

	/** Closes the only source of a run; what is opened by another path from now on comes by the same key there. */
	handTo(listedAt: string, claim: ClaimName, {key}: TrackedRun): void {
		this.closeClaim(claim);
		this.keys.reserve(listedAt, key);
		this.handing.add(listedAt);
	}

	/** Sources of runs that are found by another path now, since the last call: nobody is to see these runs gone until they are read in their turn. */
	takeHanded(): SourceHandle[] {
		const {handed} = this;
		this.handed = [];
		return handed;
	}

	/** Closes the source of a claim that a stronger format has taken over since, where it is open. */
	closeClaim(claim: ClaimName): void {
		const handle = this.handleOf(claim);
		if (handle !== undefined) this.close([handle]);
	}

	/** Closes sources that go together: of a run that goes with them all is known as long as it is known itself. */
	close(handles: readonly SourceHandle[]): void {
		const runs = new Set<TrackedRun>();
		for (const handle of handles) {
			this.handles.delete(handle.key);
			this.report(handle.key, []);
			this.changes++;
			for (const {run, layer} of handle.runs.values()) {
				layer.remove();
				runs.add(run);
			}
		}
		for (const run of runs) this.dropRemoved(run);
	}

	/** Makes the layers of one run part of another, which is listed in its place from now on. */
	join(run: TrackedRun, target: TrackedRun): void {
		for (const each of [run, target])
			dropStarts(each.startOf?.run ?? each, this.handles.values(), start => this.dropRemoved(start));
		// It is gone by that.
		if (run.startOf !== null) return;
		for (const handle of this.handles.values()) {
			for (const [key, held] of handle.runs) {
				if (held.run !== run) continue;
				handle.runs.set(key, {run: target, layer: held.layer});
			}
		}
		for (const layer of run.layers) {
			layer.below = path.join(path.relative(target.path, run.path), layer.below);
			target.addLayer(layer);
		}
		for (const part of run.parts) target.parts.add(part);
		this.runs.delete(run.key);
		this.noteRemoved(run);
	}

	/**
	 * Makes a layer of a run one of another, which belongs to it.
	 * @param target that run; made for the layer where there is none
	 */
	part(run: TrackedRun, layer: Layer, target: TrackedRun | null = null): TrackedRun | null {
		let found = target;
		for (const handle of this.handles.values()) {
			for (const [key, held] of handle.runs) {
				if (held.layer !== layer) continue;
				const parted = target ?? this.makeRun(handle.root, handle.claim.listedAt ?? handle.claim.path, key);
				found = parted;
				parted.parentId = run.id;
				run.parts.add(parted);
				handle.runs.set(key, {run: parted, layer});
				run.dropLayer(layer);
				layer.below = target === null ? '' : path.relative(target.path, handle.claim.path);
				parted.addLayer(layer);
				parted.complete = handle.state === 'current' && (target === null || target.complete);
				parted.modifiedAtMs = Math.max(parted.modifiedAtMs, handle.watch.modifiedAtMs);
				parted.appendedAtMs = Math.max(parted.appendedAtMs, handle.watch.appendedAtMs);
				this.changes++;
			}
		}
		return found;
	}

	/** Drops a run that is gone; of one that others still tell of, what those said of it that are gone. */
	dropRemoved(run: TrackedRun): void {
		if (run.removed || run.layers.length === 0) {
			if (this.runs.delete(run.key)) this.noteRemoved(run);
			return;
		}
		for (const layer of run.layers.filter(({removed}) => removed)) {
			run.dropLayer(layer);
			this.changes += 1 + layer.kinVersion;
			partAfterAll(run, this.handles.values());
		}
	}

	/** The run that has what is told at the path of a run, which may be joined to another one since it was found there. */
	private heirOf(run: TrackedRun): TrackedRun {
		if (this.runs.get(run.key) === run) return run;
		for (const {claim, runs} of this.handles.values()) {
			const heir = claim.path === run.path ? runs.get('')?.run : undefined;
			if (heir !== undefined && this.runs.get(heir.key) === heir) return heir;
		}
		return run;
	}

	private noteRemoved(run: TrackedRun): void {
		// What tells that kin have changed must not stay the same because some of its summands are gone.
		this.changes += 1 + run.layers.reduce((sum, {kinVersion}) => sum + kinVersion, 0);
		this.removedKeys.push(run.key);
		this.keys.leave(run);
	}

	/** The run of a key, also where it was removed a moment ago; null where nobody knows it any more. */
	find(key: number): TrackedRun | null {
		return this.runs.get(key) ?? this.keys.findGone(key) ?? null;
	}

	private readonly assign = (handle: SourceHandle, key: string, startOf: TrackedRun['startOf'] = null) => {
		const {claim, format} = handle;
		const owner = handle.owner === null ? null : this.heirOf(handle.owner);
		if (startOf !== null) {
			const start = Object.assign(this.makeRun(handle.root, startOf.run.path, key), {startOf});
			start.addLayer(new Layer(format.id, format.rank, '', format));
			this.changes++;
			return {run: start, layer: start.layers[0]!};
		}
		const joins = owner !== null && key === '';
		const run = joins ? owner : this.makeRun(handle.root, claim.listedAt ?? claim.path, key);
		if (owner !== null && !joins) {
			run.parentId = owner.id;
			owner.parts.add(run);
		}
		const layer = new Layer(
			format.id,
			format.rank,
			joins && owner.workPath !== claim.path && owner.path !== claim.path ? path.relative(owner.workPath, claim.path) : '',
			format,
		);
		if (joins) dropStarts(run, this.handles.values(), start => this.dropRemoved(start));
		run.addLayer(layer);
		return {run, layer};
	};
}
