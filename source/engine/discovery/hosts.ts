import type {Entry, FileAccess} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import type {Claim, Host} from '../../formats/format.ts';
import {deepestInRun, mostDirectoriesInRun} from '../../formats/host-limits.ts';
import {isTrainingTable} from '../../formats/plain/training-table.ts';
import {isEventFile} from '../../formats/tfevents/file-name.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** What of a directory of a run other trackers, and its program, may have written there. */
export interface Shared {
	entries: Entry[];
	/** Files that may be tables of metrics, by their names. */
	tables: Entry[];
	/** Names of directories that are not looked into. */
	except: ReadonlySet<string>;
}

interface Held {
	host: Host;
	claim: Claim;
	/** Where the run has worked. */
	directory: string;
	given: ReadonlySet<string> | null | undefined;
	/** Directories below it that were looked into. */
	looked: Set<string>;
}

/** Runs of trackers that start any program, in whose directories the program's own trackers write as well. */
export class Hosts {
	private readonly held = new Map<TrackedRun, Held>();

	constructor(private readonly files: FileAccess) {}

	/** Notes where a run has worked; what it was given is asked for anew. */
	add(run: TrackedRun, host: Host, claim: Claim, directory: string): void {
		const before = this.held.get(run);
		if (before === undefined || before.directory === directory)
			this.held.set(run, {host, claim, directory, given: undefined, looked: new Set()});
	}

	/** The same for one that is claimed by its own directory: names in it that are not looked into; null where there is nothing to look into. */
	enter(run: TrackedRun, host: Host, claim: Claim, entries: readonly Entry[]): ReadonlySet<string> | null {
		this.add(run, host, claim, claim.path);
		const shared = this.share(run, claim.path, entries);
		return shared === null || shared.entries.length === 0 ? null : shared.except;
	}

	/**
	 * What a directory holds besides what the run has from elsewhere: links lead to other runs and to data, copies of source code and data are in
	 * its manifest, and event files it reads itself. Right in its directory only folders and tables count. Null where the run is no host of it.
	 */
	share(run: TrackedRun, path: string, entries: readonly Entry[]): Shared | null {
		const held = this.held.get(run);
		if (held === undefined || !isWithin(path, held.directory)) return null;
		const {directory, host} = held;
		const isTop = path === directory;
		if (!isTop && isBeyond(held, path)) return {entries: [], tables: [], except: new Set(entries.map(({name}) => name))};
		const below = isTop ? '' : `${path.slice(directory.length + 1)}/`;
		const mayCount = ({name, kind, isLink}: Entry) =>
			isLink !== true &&
			(kind === 'directory'
				? !host.own.has(name) && !host.isRun(`${path}/${name}`, this.files)
				: kind === 'file' && !isEventFile(name) && (!isTop || isTrainingTable(name)));
		const candidates = entries.filter(mayCount);
		const given = candidates.length === 0 ? null : this.givenTo(held);
		const shared = candidates.filter(({name}) => given?.has(`${below}${name}`) !== true);
		const folders = new Set(shared.flatMap(({name, kind}) => (kind === 'directory' ? [name] : [])));
		return {
			entries: shared.filter(({kind}) => !isTop || kind === 'directory'),
			// Of a run without a manifest nobody knows what it was given; further below even a telling name may be that of data.
			tables: given === null || !isTop ? [] : shared.filter(({name, kind}) => kind === 'file' && isTrainingTable(name)),
			except: new Set(entries.flatMap(({name, kind}) => (kind === 'directory' && !folders.has(name) ? [name] : []))),
		};
	}

	private givenTo(held: Held): ReadonlySet<string> | null {
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

/** True where nobody looks any more: too deep, or too many. */
function isBeyond({directory, looked}: Held, path: string): boolean {
	if (looked.size < mostDirectoriesInRun) looked.add(path);
	return !looked.has(path) || path.slice(directory.length).split('/').length - 1 > deepestInRun;
}
