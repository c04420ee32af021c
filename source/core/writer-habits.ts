import type {Judgement} from './status.ts';

/** What is known of a writer that is some Python process. */
export interface PythonHabits {
	/** Libraries that it cannot do without. */
	needs: ('sqlite' | 'numpy' | 'xxhash')[];
	/** What it runs, where that was recorded. */
	program: string | null;
	/** Addresses of threads of that process (pthread_self), each of which lay in its memory once. */
	threads?: readonly number[];
	/** Where no other process than the one that began the run writes it: how many bytes that has written at least. */
	hasBegun?: {leastBytes: number};
	/**
	 * Where another process may go on with the run later on: when the last one took it up at the latest, milliseconds since the epoch; null where
	 * its store does not tell.
	 */
	heirs?: {takenUpByMs: number | null};
	/** Where the workers of a pool may go on with it: when that was started, where it is not the run's own start, milliseconds since the epoch. */
	poolSinceMs?: number;
	/**
	 * Who takes the run up by its command line: a program of one of these names (of its script or module) that has a file, absolute, behind an
	 * option. One that writes the run had come up by then at the latest, milliseconds since the epoch; null where that is not known.
	 */
	given?: {programs: readonly string[]; option: string; file: string; byMs: number | null};
}

/** What the writer of a format is known to do; silence is judged against it. */
export interface WriterHabits {
	/** Longest time that data may wait in the writer's buffer, in milliseconds. */
	bufferMs: number;
	/** Size of that buffer in bytes; with the bytes a row takes, it gives the usual gap between writes. 0 when flushed each time. */
	bufferBytes: number;
	/** True where a run that ends in order always leaves a mark of its end. */
	marksEnd: boolean;
	/** Where that mark is there and cannot be read: what the run is instead of crashed. */
	endLost?: Judgement;
	/** True where a living writer holds one of `signFiles` open, so that no open handle means no writer. */
	holdsOpen: boolean;
	/** True where it keeps that handle for all its life: others close the file between two parts of a training. */
	neverReopens?: boolean;
	/** The log that a living writer holds open from its start to its end, whatever else it writes; undefined where it keeps none like that. */
	heldLog?: string;
	/** True for a service, which writes only when there is something to do: its silence tells nothing while it lives. */
	isService?: boolean;
	/** True where a file with many points is made in one go, time and again: nothing is appended. */
	writesWhole?: boolean;
	/** Where nothing names the writer, which is a Python process: how it is known among all that are there. */
	python?: PythonHabits;
	/** True where a program writes to the runs that it has opened within this one, and to this one when they are over. */
	waitsForNested?: boolean;
	/** True where the start is recorded before the process that a run names is made, so that an older one cannot be it. */
	startsFirst?: boolean;
	/**
	 * Where a living writer renews its sign without fail: silence beyond this long proves that it lives no more, and what the run is then. It was
	 * started by `begunByMs`, where that is known, milliseconds since the epoch.
	 */
	pulse?: {limitMs: number; silent: Judgement; begunByMs?: number};
}

/** A writer of which nothing is known. */
export const noHabits: WriterHabits = {bufferMs: 0, bufferBytes: 0, marksEnd: false, holdsOpen: false};
