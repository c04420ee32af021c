import type {FileAccess} from '../../../core/files/files.ts';
import type {Judgement} from '../../../core/status.ts';
import type {WriterHabits} from '../../../core/writer-habits.ts';
import {fileNames} from '../layout.ts';
import type {Generation} from '../record/record.ts';
import type {SweepTasks} from './task-store.ts';

/** The database of a sweep that has no lock of its controller, whose workers hold it open as long as they live. */
export interface HeldDatabase {
	/** The database and SQLite's log of it. */
	signFiles: string[];
	/** True where it was made here, and no end is told in another way: who holds it open no more has left its tasks as they are. */
	isProof: boolean;
}

/** Times of the database are whole seconds with the rest cut off. */
const wholeMs = 1000;

/**
 * Whom the workers of an early sweep show their life by: from 0.2 to 0.4 each keeps its connection, in SQLite's WAL mode (flexlock/taskdb.py), so that
 * the log lies beside the database until the last one has ended in order. Null where all tasks ended, or nobody can have it open, or those who work
 * at the tasks are jobs on other machines.
 */
export function heldDatabase(
	files: FileAccess,
	directory: string,
	generation: Generation,
	tasks: SweepTasks | null,
	isScheduled: boolean,
): HeldDatabase | null {
	if (generation === 'current' || tasks === null || isScheduled || tasks.counts.ended >= tasks.counts.total) return null;
	const database = `${directory}/${fileNames.tasksDatabase}`;
	const log = `${directory}/${fileNames.tasksLog}`;
	const made = files.stat(database);
	if (made === null || files.stat(log) === null) return null;
	const {bornAtMs = 0} = made;
	const {firstStartMs} = tasks.counts;
	// A copy is younger than its first task.
	const isMadeHere = bornAtMs > 0 && firstStartMs !== null && bornAtMs < firstStartMs + wholeMs;
	return {signFiles: [database, log], isProof: isMadeHere && !tasks.isClosed};
}

/** How such a sweep shows its life. Where nobody holds its database open, and that proves nothing, it is what its files tell: `silent`. */
export function habitsOfHeld({isProof}: HeldDatabase, bufferMs: number, silent: Judgement): WriterHabits {
	return {bufferMs, bufferBytes: 0, marksEnd: true, holdsOpen: true, ...(isProof ? {} : {endLost: silent})};
}
