import {existsSync} from 'node:fs';
import path from 'node:path';
import type {Entry, FileAccess, FileStat} from '../../core/files.ts';
import {isWithin} from '../../core/paths.ts';
import type {Problem} from '../../core/run.ts';
import type {Claim, Format, Seen} from '../../formats/format.ts';
import {findBroken} from '../../formats/stores/find-databases.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import {readerFailure} from '../reader-failure.ts';
import type {Registry} from '../registry.ts';
import {findLocked} from './locked.ts';
import {type RankedClaim, resolveClaims} from './resolve.ts';
import {type Found, type PassedDirectory, type Visit, type Visitor, Walk} from './walk.ts';

/** What is known of a directory that was looked at. */
interface Known {
	root: string;
	depth: number;
	/** The run that everything here adds to. */
	owner: TrackedRun | null;
	/** The run that this directory is. */
	run: TrackedRun | null;
	descend: boolean;
	names: Set<string>;
	/** Changes when an entry is made, removed or renamed; NaN where it would not tell the next change. */
	modifiedAtMs: number;
	/** Sizes of files that may make a run of this directory once they hold more. */
	undecided: ReadonlyMap<string, number>;
}

/** Undecided files of one directory that are looked at again; a directory full of them is no run. */
const mostUndecided = 32;
const nothingUndecided: ReadonlyMap<string, number> = new Map();

/** A directory that changed this shortly before it was listed may change again within the same tick of its file system's clock. */
const settledAfterMs = 2000;

/** True where a later change is sure to have another time; a time from the future is one of another clock, which nothing is known of. */
const isSettled = (modifiedAtMs: number, nowMs: number): boolean => nowMs - modifiedAtMs > settledAfterMs || modifiedAtMs > nowMs;

/** What an earlier start has found. */
export interface Memory {
	/** The claim on a directory, where that is the only one and all is as it was; null where it has to be looked for. */
	recall(directory: string, stat: FileStat): Claim | null;
}

/** Finds runs under the roots, and again whatever is new in a directory that changed. */
export class Discovery {
	private readonly byRank: readonly Format[];
	private readonly known = new Map<string, Known>();
	private readonly walk: Walk<TrackedRun | null>;
	/** Files that a run owns below its own directory, with the rank of its format. */
	private readonly ownedAbove = new Map<string, number>();
	scanned = false;
	/** Directories in which words of people about runs lie, found since they were last asked for. */
	private homes: string[] = [];

	constructor(
		private readonly files: FileAccess,
		private readonly formats: readonly Format[],
		private readonly registry: Registry,
		private readonly report: (problem: Problem) => void,
		/** Milliseconds since the epoch. */
		private readonly now: () => number = Date.now,
		private readonly memory: Memory | null = null,
	) {
		this.byRank = [...formats].sort((a, b) => b.rank - a.rank);
		this.walk = new Walk(
			files,
			(visit, found) => this.visit(visit, found),
			report,
			now,
			(visit, stat) => this.recall(visit, stat),
		);
	}

	/** Looks at these directories first: their runs are shown already. */
	prefer(paths: readonly string[]): void {
		this.walk.prefer(paths);
	}

	start(root: string): void {
		this.scanned = false;
		this.walk.add({path: root, root, depth: 0, owner: null});
	}

	takeHomes(): string[] {
		const {homes} = this;
		this.homes = [];
		return homes;
	}

	get directories(): number {
		return this.known.size;
	}

	/** Directories that were not looked into, with the reason. */
	get passed(): readonly PassedDirectory[] {
		return this.walk.passed;
	}

	/** Directories that are no run: new runs appear in these. */
	get interior(): string[] {
		return [...this.known].filter(([, {run, descend}]) => run === null && descend).map(([directory]) => directory);
	}

	/** True where a directory is looked at again when it changes. */
	isKnown(directory: string): boolean {
		return this.known.has(directory);
	}

	/** Directories found and not looked at yet. */
	get waiting(): number {
		return this.walk.waiting;
	}

	rescanAll(): void {
		for (const directory of [...this.known.keys()]) this.rescan(directory);
	}

	/** Walks on until `isLate`; true when everything was looked at. */
	work(isLate: () => boolean): boolean {
		if (!this.walk.work(isLate)) return false;
		this.scanned = true;
		return true;
	}

	/** True where entries were made or removed in a directory since it was looked at, or an undecided file has grown. */
	hasChanged(directory: string): boolean {
		const known = this.known.get(directory);
		if (known === undefined) return false;
		if (this.files.stat(directory)?.modifiedAtMs !== known.modifiedAtMs) return true;
		for (const [file, bytes] of known.undecided) if (this.files.stat(file)?.size !== bytes) return true;
		return false;
	}

	/** Looks at one directory again: new claims are opened, new directories walked, and what is gone is closed. */
	rescan(directory: string): void {
		const known = this.known.get(directory);
		if (known === undefined) return;
		if (!existsSync(directory)) {
			this.forget(directory);
			return;
		}
		// Asked for before the listing: what changes in between is seen the next time.
		const atMs = this.now();
		const stat = this.files.stat(directory);
		const entries = this.files.list(directory);
		if (stat === null || entries === null) return;
		const names = new Set(entries.map(({name}) => name));
		const gone = [...known.names].filter(name => !names.has(name));
		for (const name of gone) this.forget(path.join(directory, name));
		if (gone.length > 0) this.registry.closeEmptied(directory);
		const {owner, descend} = this.visit(
			{path: directory, root: known.root, depth: known.depth, owner: known.owner},
			{entries, stat, atMs},
		);
		if (!descend) return;
		for (const {name, kind, isLink} of entries) {
			const child = path.join(directory, name);
			if (kind !== 'directory' || known.names.has(name)) continue;
			this.walk.add({path: child, root: known.root, depth: known.depth + 1, owner, ...(isLink && {isLink})});
		}
	}

	private forget(gone: string): void {
		this.registry.closeBelow(gone);
		this.walk.forget(gone);
		this.known.get(path.dirname(gone))?.names.delete(path.basename(gone));
		for (const directory of this.known.keys()) if (isWithin(directory, gone)) this.known.delete(directory);
	}

	private visit(visit: Visit<TrackedRun | null>, found: Found): ReturnType<Visitor<TrackedRun | null>> {
		const store = visit.owner === null ? this.storeOf(visit) : null;
		if (store === null) return this.look(visit, found);
		const {path: directory, root, depth, owner} = visit;
		const {modifiedAtMs} = found.stat;
		const nothing = {run: null, descend: false, names: new Set<string>(), undecided: nothingUndecided};
		this.known.set(directory, {root, depth, owner, modifiedAtMs, ...nothing});
		return {owner, descend: false, why: `belongs to a run in ${store}`};
	}

	/** The store below the same root that lists the run to which all of a directory belongs; null for none. */
	private storeOf({path: directory, root}: Visit<TrackedRun | null>): string | null {
		for (const format of this.formats) {
			const store = this.ask(format, directory, () => format.listedIn?.(directory, this.files)) ?? null;
			if (store !== null && isWithin(store, root)) return store;
		}
		return null;
	}

	private look(visit: Visit<TrackedRun | null>, {entries, stat, atMs}: Found): {owner: TrackedRun | null; descend: boolean} {
		const isHome = entries.some(({name}) => name === '.xtui');
		if (isHome) this.homes.push(visit.path);
		const claims: RankedClaim[] = [];
		let isAlone = false;
		for (const format of this.byRank) {
			const found = this.ask(format, visit.path, () => format.detect({path: visit.path, entries}, this.files)) ?? [];
			for (const claim of found) claims.push({...claim, rank: format.rank, alone: format.alone ?? false});
			// Behind one that is alone no weaker format has a say, so none is asked.
			isAlone = (format.alone ?? false) && found.some(claim => claim.path === visit.path);
			if (isAlone) break;
		}
		if (!isAlone) {
			const claimed = new Set(claims.flatMap(({files}) => files));
			for (const problem of findLocked(visit.path, entries, claimed)) this.report(problem);
			for (const problem of findBroken({path: visit.path, entries}, this.files, claimed)) this.report(problem);
		}
		const settled = isSettled(stat.modifiedAtMs, this.now());
		const seen = settled ? {path: visit.path, entries, stat, atMs} : null;
		const resolved = resolveClaims(visit.path, this.withoutOwned(claims, visit.path));
		let run = this.known.get(visit.path)?.run ?? null;
		if (run?.removed) run = null;
		if (resolved.here.length > 0) {
			// A claim that shares its directory with a run above it adds to that run; only a run of its own makes a new one.
			if (visit.owner === null) run ??= this.registry.makeRun(visit.root, visit.path);
			const owner = visit.owner ?? run;
			const hasGuests = !resolved.descend && owner !== null && this.admitGuests(visit, entries, owner, resolved.here[0]!);
			const isSole = isAlone && claims.length === 1 && !resolved.descend && !isHome && visit.owner === null && !hasGuests;
			for (const claim of resolved.here) this.open(claim, seen, isSole, visit.root, owner);
		}
		for (const claim of resolved.apart) this.open(claim, seen, false, visit.root, visit.owner);
		// Only now, so that the run stays the same one.
		for (const claim of resolved.superseded) this.registry.closeClaim(claim);
		const names = new Set(entries.map(({name}) => name));
		this.known.set(visit.path, {
			root: visit.root,
			depth: visit.depth,
			owner: visit.owner,
			run,
			descend: resolved.descend,
			names,
			modifiedAtMs: settled ? stat.modifiedAtMs : Number.NaN,
			undecided: isAlone ? nothingUndecided : this.findUndecided(visit.path, entries),
		});
		const owner = visit.owner ?? (resolved.owns ? run : null);
		return {owner, descend: resolved.descend};
	}

	/** Looks into directories of other trackers in the run of one that is alone otherwise; true where there are any. */
	private admitGuests({path: directory, root, depth}: Visit<unknown>, entries: Entry[], owner: TrackedRun, of: Claim): boolean {
		const guests = this.formats.find(({id}) => id === of.format)?.guests ?? [];
		if (guests.length === 0) return false;
		const found = entries.filter(({name, kind, isLink}) => kind === 'directory' && isLink !== true && guests.includes(name));
		for (const {name} of found) this.walk.add({path: path.join(directory, name), root, depth: depth + 1, owner});
		return found.length > 0;
	}

	/** Takes over what an earlier start has found in a directory; false where it has to be looked into. */
	private recall({path: directory, root, depth, owner}: Visit<TrackedRun | null>, stat: FileStat): boolean {
		if (this.memory === null || owner !== null || this.ownedAbove.size > 0) return false;
		const claim = this.memory.recall(directory, stat);
		if (claim === null) return false;
		const run = this.registry.makeRun(root, directory);
		this.open(claim, null, true, root, run);
		const nothing = {descend: false, names: new Set<string>(), undecided: nothingUndecided};
		this.known.set(directory, {root, depth, owner, run, modifiedAtMs: stat.modifiedAtMs, ...nothing});
		return true;
	}

	/** Leaves files to a stronger format that owns them from a directory above. */
	private withoutOwned(claims: RankedClaim[], directory: string): RankedClaim[] {
		for (const {ownsFiles, files, rank} of claims) {
			if (ownsFiles !== true) continue;
			for (const file of files) if (path.dirname(file) !== directory) this.ownedAbove.set(file, rank);
		}
		if (this.ownedAbove.size === 0) return claims;
		return claims.filter(
			({files, rank}) => files.length === 0 || !files.every(file => (this.ownedAbove.get(file) ?? rank) > rank),
		);
	}

	private findUndecided(directory: string, entries: Entry[]): Map<string, number> {
		const found = new Map<string, number>();
		for (const format of this.formats) {
			for (const file of this.ask(format, directory, () => format.undecided?.({path: directory, entries}, this.files)) ?? []) {
				if (found.size < mostUndecided) found.set(file, this.files.stat(file)?.size ?? -1);
			}
		}
		return found;
	}

	private open(claim: Claim, seen: Seen | null, isSole: boolean, root: string, owner: TrackedRun | null): void {
		const format = this.formats.find(({id}) => id === claim.format);
		if (format === undefined) return;
		const handle = this.registry.open(claim, format, root, owner, claim.path === seen?.path ? seen : null);
		if (handle !== null) handle.isSole = isSole;
	}

	/** Asks a format; one that throws hides no runs but its own, and says so. */
	private ask<T>(format: Format, file: string, question: () => T): T | undefined {
		try {
			return question();
		} catch (error) {
			this.report(readerFailure(format, file, error));
			return undefined;
		}
	}
}
