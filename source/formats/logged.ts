import type {JsonObject} from '../core/run.ts';

/**
 * How a program tells a format of itself: by that, what it has told others of the same run is found (`engine/folding`), and becomes one row with it. Where
 * a format `logsPrograms`, its runs are told by a program, and may be printed, whatever is said here.
 */
export interface Logged {
	/** True where a program tells it what it may tell another tracker as well: at one time, the same values. */
	readonly isTold?: boolean;
	/** True where a program writes it below the place where it was started, and may print the same values. */
	readonly isPrinted?: boolean;
	/** True for a table that a program writes of its training, which it may tell a tracker, too. */
	readonly isTable?: boolean;
	/** True where no moment is told but those of its files. */
	readonly isUntimed?: boolean;
	/** True where each run is a folder in one of the format's own, so that its program was started above that. */
	readonly isInFolder?: boolean;
	/** The moments of points are those of batches, which last so long at most; milliseconds. */
	readonly batchMs?: number;
	/** The directory in which it keeps its runs, where a program was started. */
	readonly home?: string;
	/**
	 * True for event files: a writer has a directory of its own, of which a program may make several in one training, and their names tell the moment, the
	 * host and the process.
	 */
	readonly isEvents?: boolean;
	/** True where a run has a directory of its own, in which its program may keep event files. */
	readonly holdsEvents?: boolean;
	/** True where a run is the directory that was made for a program, with the words which that was started with. */
	readonly isJob?: boolean;
	/** True where it may have started the program itself, which tells other trackers of itself. */
	readonly startsProjects?: boolean;
	/** The setting by which its program tells every tracker the directory of its run. */
	readonly placeKey?: string;
	/** Optional: true for a run whose directory was made for it alone, by its settings. */
	isOwnDirectory?(config: JsonObject): boolean;
}
