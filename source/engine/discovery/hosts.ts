import {dirname} from 'node:path';
import type {Entry, FileAccess} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import type {Claim, Host} from '../../formats/format.ts';
import type {Given} from '../../formats/given.ts';
import {deepestInRun, mostDirectoriesInRun} from '../../formats/host-limits.ts';
import {isOfInputs} from '../../formats/plain/names/places.ts';
import {mayBeTrainingTable} from '../../formats/plain/training-table.ts';
import {isEventFile} from '../../formats/tfevents/file-name.ts';
import {LookedBelow} from '../asleep/looked-below.ts';
import {type Looked, NotingFiles} from '../asleep/noting-files.ts';
import type {TrackedRun} from '../model/tracked-run.ts';
import type {Found} from './walk.ts';
import {WithoutGiven} from './without-given.ts';

/** What of a directory of a run other trackers, and its program, may have written there. */
export interface Shared {
	/** The directory around that in which the run has worked. */
	within: string;
	/** In the folders of the run also files that it was given, by which nobody is to be misled who claims something: see `own`. */
	entries: Entry[];
	/** Files right in its directory that may be stores of runs, by their names; with those that it was given likewise. */
	stores: Entry[];
	/** Files that may be tables of metrics, by their names; with those that it was given likewise. */
	tables: Entry[];
	/** Names of directories that are not looked into. */
	except: ReadonlySet<string>;
	/** The files of the run without those that it was given, where some of these lie here or below. */
	own: WithoutGiven | null;
}

interface Held {
	host: Host;
	claim: Claim;
	/** Where the run has worked. */
	directory: string;
	given: Given | null | undefined;
	/** Directories below it that were looked into. */
	looked: Set<string>;
	/** Those in which, and below which, a table may well be data. */
	inputs: Set<string>;
	/** What was looked at with all that it was judged by, where that is noted from the first look on. */
	below: LookedBelow | null;
}

/** Runs of trackers that start any program, in whose directories the program's own trackers write as well. */
export class Hosts {
	private readonly held = new Map<TrackedRun, Held>();
	/** Those below which something may wait to be looked at. */
	private unsettled: LookedBelow[] = [];

	/** @param isStoreName true for names of files that may be stores of runs */
	constructor(
		private readonly files: FileAccess,
		private readonly isStoreName: (name: string) => boolean,
	) {}

	/** Notes where a run has worked; what it was given is asked for anew. */
	add(run: TrackedRun, host: Host, claim: Claim, directory: string, below: LookedBelow | null = null): void {
		const before = this.held.get(run);
		if (before === undefined || before.directory === directory)
			this.held.set(run, {
				host,
				claim,
				directory,
				given: undefined,
				looked: new Set(),
				inputs: new Set(),
				below: before === undefined ? below : null,
			});
	}

	/**
	 * The same for one that is claimed by its own directory: names in it that are not looked into; null where there is nothing to look into.
	 * @param looked what its claim depends on, as far as that was noted
	 */
	enter(run: TrackedRun, host: Host, claim: Claim, {entries, stat, atMs}: Found, looked: Looked): ReadonlySet<string> | null {
		const below = this.files instanceof NotingFiles ? new LookedBelow(atMs, looked) : null;
		below?.enter(claim.path, stat);
		this.add(run, host, claim, claim.path, below);
		const shared = this.share(run, claim.path, entries);
		if (below !== null) this.unsettled.push(below);
		return shared === null || shared.entries.length === 0 ? null : shared.except;
	}

	/** Notes what a look depends on, where somebody keeps that. */
	note<Result>(into: Looked, look: () => Result): Result {
		return this.files instanceof NotingFiles ? this.files.note(into, look) : look();
	}

	/** What was looked at below a run, where that is noted. */
	belowOf(run: TrackedRun | null): LookedBelow | null {
		return (run === null ? undefined : this.held.get(run))?.below ?? null;
	}

	/** Takes note that something is wrong at a path: who looks there again is to say so again. */
	trip(path: string): void {
		for (const {directory, below} of this.held.values()) if (isWithin(path, directory)) below?.fill();
	}

	/** Takes note that no directory waits to be looked at. */
	settle(): void {
		for (const below of this.unsettled) below.settle();
		this.unsettled = [];
	}

	/**
	 * What a directory holds besides what the run has from elsewhere: links lead to other runs and to data, copies of source code and data are in
	 * its manifest, and event files it reads itself. Right in its directory only folders, tables and stores count. Null where the run is no host of it.
	 */
	share(run: TrackedRun, path: string, entries: readonly Entry[]): Shared | null {
		const held = this.held.get(run);
		if (held === undefined || !isWithin(path, held.directory)) return null;
		const {below} = held;
		return below === null ? this.shareOf(held, path, entries) : this.note(below.looked, () => this.shareOf(held, path, entries));
	}

	private shareOf(held: Held, path: string, entries: readonly Entry[]): Shared {
		const {directory, host} = held;
		const isTop = path === directory;
		const within = dirname(directory);
		if (!isTop && isBeyond(held, path))
			return {within, entries: [], stores: [], tables: [], except: new Set(entries.map(({name}) => name)), own: null};
		const isInput = !isTop && mayBeInput(held, path, entries);
		const below = isTop ? '' : `${path.slice(directory.length + 1)}/`;
		const mayCount = ({name, kind, isLink}: Entry) =>
			isLink !== true &&
			(kind === 'directory'
				? !host.own.has(name) && !host.isRun(`${path}/${name}`, this.files)
				: kind === 'file' && !isEventFile(name) && (!isTop || mayBeTrainingTable(name) || this.isStoreName(name)));
		const candidates = entries.filter(mayCount);
		const given = candidates.length === 0 ? null : this.givenTo(held);
		const shared = candidates.filter(({name, kind}) => kind === 'file' || given?.has(`${below}${name}`) !== true);
		const folders = new Set(shared.flatMap(({name, kind}) => (kind === 'directory' ? [name] : [])));
		// Of a run without a manifest nobody knows what it was given.
		const named = (isWanted: (name: string) => boolean) =>
			given === null ? [] : shared.filter(({name, kind}) => kind === 'file' && isWanted(name));
		return {
			within,
			entries: shared.filter(({kind}) => !isTop || kind === 'directory'),
			stores: isTop ? named(this.isStoreName) : [],
			tables: isInput ? [] : named(mayBeTrainingTable),
			except: new Set(entries.flatMap(({name, kind}) => (kind === 'directory' && !folders.has(name) ? [name] : []))),
			own: given?.isBelow(below.slice(0, -1)) === true ? new WithoutGiven(this.files, directory, given) : null,
		};
	}

	private givenTo(held: Held): Given | null {
		if (held.given === undefined) held.given = held.host.givenTo(held.claim, this.files);
		return held.given;
	}

	/** Directories of runs that are no longer there by their claims; they are known no more. */
	takeLeft(isOpen: (claim: Claim) => boolean): string[] {
		const left = [...this.held].filter(([, {claim}]) => !isOpen(claim));
		for (const [run] of left) this.held.delete(run);
		return left.map(([, {directory}]) => directory);
	}
}

/** True for a folder of data or source code, and for all below one: there even a telling name may be that of data. Call for a folder before those in it. */
function mayBeInput({inputs}: Held, path: string, entries: readonly Entry[]): boolean {
	const at = path.lastIndexOf('/');
	const names = entries.map(({name}) => name);
	if (inputs.has(path.slice(0, at)) || isOfInputs(path.slice(at + 1), names)) inputs.add(path);
	return inputs.has(path);
}

/** True where nobody looks any more: too deep, or too many. */
function isBeyond({directory, looked}: Held, path: string): boolean {
	if (looked.size < mostDirectoriesInRun) looked.add(path);
	return !looked.has(path) || path.slice(directory.length).split('/').length - 1 > deepestInRun;
}
