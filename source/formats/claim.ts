import type {Entry, FileStat} from '../core/files/files.ts';

/** One directory as discovery sees it. */
export interface Listing {
	/** Absolute. */
	path: string;
	entries: Entry[];
	/** True where a stronger format has the directory, or a run above it: what is found here adds to that. */
	isOfRun?: boolean;
	/** The directory around the run that it belongs to, else around what was asked for: neither its name nor any above it tells of what lies here. */
	within?: string;
	/** True where data may lie that a program has made: a table whose name does not tell it from data counts only by its columns. */
	mayHoldData?: boolean;
}

/** A directory as discovery has seen it a while ago. */
export interface Seen extends Listing {
	/** Its state by then, from which a later one is told. */
	stat: FileStat;
	/** When that was, milliseconds. */
	atMs: number;
}

/** "Here is a run, or a file with runs": what a format says of a directory. */
export interface Claim {
	format: string;
	/** Absolute path of the run's directory; of the file for a store with many runs in one file. */
	path: string;
	/** The path that its runs are listed with, where that is another one: the store that a directory is in which a person named itself. */
	listedAt?: string;
	/** Absolute paths of the files that made the claim; handed back to `open`. */
	files: string[];
	/** Absolute paths of files that say something of the run and claim nothing: its settings. */
	beside?: readonly string[];
	/** True where nothing below `path` is a run of its own: what weaker formats find there adds to this run. */
	ownsSubtree: boolean;
	/**
	 * Names of the folders that are the run's where other runs may lie beside it: these are not looked into, all others are, and a format that is
	 * `alone` otherwise is not so here.
	 */
	ownsFolders?: readonly string[];
	/** Names of the folders that add to the run where other runs lie beside them. */
	partFolders?: readonly string[];
	/** True where the files are this format's through and through: no weaker format that would understand them too reads them again. */
	ownsFiles?: boolean;
	/** True where the directory is a run of another format, which says all that there is of its settings. */
	isGuest?: boolean;
}
