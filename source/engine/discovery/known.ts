import type {FileStat} from '../../core/files/files.ts';
import type {Claim} from '../../formats/format.ts';
import type {TrackedRun} from '../model/tracked-run.ts';

/** What an earlier start has found. */
export interface Memory {
	/** The claim on a directory, where that is the only one and all is as it was; null where it has to be looked for. */
	recall(directory: string, stat: FileStat): Claim | null;
}

/** What is known of a directory that was looked at. */
export interface Known {
	root: string;
	depth: number;
	/** The run that everything here adds to. */
	owner: TrackedRun | null;
	/** True where all below adds to the run that this directory is. */
	isOwner: boolean;
	/** The run that this directory is. */
	run: TrackedRun | null;
	descend: boolean;
	/** True where the run that this directory is has all below it, and what is looked at there adds to it. */
	hasAll: boolean;
	names: Set<string>;
	/** True where an earlier start has looked into it, and this one has not. */
	isRecalled?: boolean;
	/** Changes when an entry is made, removed or renamed; NaN where it would not tell the next change. */
	modifiedAtMs: number;
	/** Sizes of files that may make a run of this directory once they hold more. */
	undecided: ReadonlyMap<string, number>;
}

/** Of a directory in which nothing is undecided. */
export const nothingUndecided: ReadonlyMap<string, number> = new Map();

/** What is known of a directory that was not listed. */
export const unlisted = () => ({
	isOwner: false,
	run: null,
	descend: false,
	names: new Set<string>(),
	undecided: nothingUndecided,
	hasAll: false,
});

/** A directory that changed this shortly before it was listed may change again within the same tick of its file system's clock. */
const settledAfterMs = 2000;

/** True where a later change is sure to have another time; a time from the future is one of another clock, which nothing is known of. */
export const isSettled = (modifiedAtMs: number, nowMs: number): boolean =>
	nowMs - modifiedAtMs > settledAfterMs || modifiedAtMs > nowMs;
