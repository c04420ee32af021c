import path from 'node:path';
import type {Entry, FileAccess, FileStat} from '../../core/files/files.ts';
import {isWithin} from '../../core/files/paths.ts';
import {nowOf, settledAfterMs} from '../../formats/file-clock.ts';
import type {Claim} from '../../formats/format.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** What an earlier start has found. */
export interface Memory {
	/**
	 * The claim on a directory, where that is the only one and all is as it was; null where it has to be looked for.
	 * @param depth how far below the root it lies
	 */
	recall(directory: string, stat: FileStat, depth: number): Claim | null;
}

/** What is known of a directory that was looked at. */
export interface Known {
	root: string;
	depth: number;
	/** The run that everything here adds to. */
	owner: TrackedRun | null;
	/** The run that everything below adds to; null for none. */
	keeper: TrackedRun | null;
	/** The run that this directory is. */
	run: TrackedRun | null;
	descend: boolean;
	/** True where the run that this directory is has all below it, and what is looked at there adds to it. */
	hasAll: boolean;
	/** What was listed there. */
	names: Map<string, Entry['kind']>;
	/** True where something that was listed there was found to be gone since. */
	hasLost?: boolean;
	/** What was claimed there. */
	claims: readonly Pick<Claim, 'format' | 'path'>[];
	/** True where an earlier start has looked into it, and this one has not. */
	isRecalled?: boolean;
	/** Changes when an entry is made, removed or renamed; NaN where it would not tell the next change. */
	modifiedAtMs: number;
	/** States of files that may make a run of this directory once they hold more. */
	undecided: ReadonlyMap<string, string>;
}

/** Of a directory in which nothing is undecided. */
export const nothingUndecided: ReadonlyMap<string, string> = new Map();

/** Size and time of an undecided file, '' where it is not there: a copy may have its full size before its bytes. */
const stampOf = (stat: FileStat | null): string => (stat === null ? '' : `${stat.size}:${stat.modifiedAtMs}`);

/** The states of files that are undecided; of one that was written to a moment ago none that it can be in, as it may be written to again unseen. */
export function stampAll(paths: Iterable<string>, files: FileAccess): Map<string, string> {
	const found = new Map<string, string>();
	for (const file of paths) {
		const stat = files.stat(file);
		found.set(file, isSettled(stat?.modifiedAtMs ?? 0, nowOf(files)) ? stampOf(stat) : 'unsettled');
	}
	return found;
}

/** What is known of a directory that was not listed. */
export const unlisted = () => ({
	keeper: null,
	run: null,
	descend: false,
	names: new Map<string, Entry['kind']>(),
	claims: [],
	undecided: nothingUndecided,
	hasAll: false,
});

/** True where a later change is sure to have another time; a time from the future is one of another clock, which nothing is known of. */
export const isSettled = (modifiedAtMs: number, nowMs: number): boolean =>
	nowMs - modifiedAtMs > settledAfterMs || modifiedAtMs > nowMs;

/** What is known of all directories that were looked at, by their paths. */
export class KnownDirectories extends Map<string, Known> {
	/** Directories that are no run: new runs appear in these. */
	get interior(): string[] {
		return [...this].filter(([, {run, descend}]) => (run === null || run.removed) && descend).map(([directory]) => directory);
	}

	/** True of a root that was dropped and is not there again. */
	isGone(root: string, files: FileAccess): boolean {
		return Number.isNaN(this.get(root)?.modifiedAtMs) && !files.exists(root);
	}

	/** True where entries were made or removed in a directory since it was looked at, or an undecided file was written to. */
	hasChanged(directory: string, files: FileAccess): boolean {
		const known = this.get(directory);
		if (known === undefined) return false;
		if (files.stat(directory)?.modifiedAtMs !== known.modifiedAtMs) return true;
		for (const [file, stamp] of known.undecided) if (stampOf(files.stat(file)) !== stamp) return true;
		return false;
	}

	/** Forgets what is gone, and all below it. */
	drop(gone: string): void {
		const above = this.get(path.dirname(gone));
		above?.names.delete(path.basename(gone));
		// What lay above may be gone with it, and come back with it: no time of it would tell.
		if (above !== undefined) Object.assign(above, {modifiedAtMs: Number.NaN, hasLost: true});
		for (const [directory, {root}] of this) {
			if (!isWithin(directory, gone)) continue;
			// A root that is gone is what a person asked for all the same: it is looked for until it is there again.
			if (directory === root)
				this.set(root, {...unlisted(), root, depth: 0, owner: null, descend: true, modifiedAtMs: Number.NaN});
			else this.delete(directory);
		}
	}
}
