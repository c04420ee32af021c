import type {PythonHabits, WriterHabits} from '../../core/writer-habits.ts';
import type {Generation} from './record/record.ts';

/** flexlock itself writes nothing between the start and the end: silence says little. */
export const quietMs = 600_000;
/** flexlock always loads xxhash. */
const anyWorker: PythonHabits = {needs: ['xxhash'], program: null};
/** `flexlock-worker --task-db FILE`, also as `python -m flexlock.worker_cli`: what watches or exports a database is given it otherwise. */
const worker = {programs: ['flexlock-worker', 'worker_cli'], option: '--task-db'};

/** What tells who writes to a run directory. */
export interface Writers {
	generation: Generation;
	/** True where the directory has flexlock's own lock, which a living controller holds open. */
	hasController: boolean;
	/** True for a sweep that has tasks under way. */
	hasRunning: boolean;
	/** True where jobs of a scheduler wrote logs: they live on other machines. */
	hasJobs: boolean;
	/** Start of the sweep that a task is of whose controller has a lock on this machine, milliseconds since the epoch; null for any other run. */
	sweepStartMs: number | null;
	/** The database of the sweep that it is or whose task it is, and when that task was taken up last; null where it has none. */
	tasks: {database: string; takenUpAtMs: number | null} | null;
}

/**
 * How the writer of a run shows. Workers go on with the tasks that they were given when their controller is killed, and others may be
 * started on its database (`flexlock-worker --task-db`), which hold no lock; without one of them, a lock that nobody holds is the end of the sweep, and
 * of its tasks.
 */
export function habitsOf({generation, hasController, hasRunning, hasJobs, sweepStartMs, tasks}: Writers): WriterHabits {
	const habits = {bufferMs: quietMs, bufferBytes: 0, marksEnd: generation === 'current', holdsOpen: false};
	if (hasJobs) return habits;
	const given = tasks === null ? {} : {given: {...worker, file: tasks.database, byMs: tasks.takenUpAtMs}};
	// The controller of a sweep may hold a lock for each of its tasks, too: whose lock it is tells nothing of who works at the task.
	if (sweepStartMs !== null) return {python: {poolSinceMs: sweepStartMs, ...anyWorker, ...given}, ...habits, holdsOpen: true};
	// Who was in its pool has no task of it any more where none is under way.
	const pool = hasRunning ? {} : {poolSinceMs: Number.MAX_SAFE_INTEGER};
	const hasWorkers = hasRunning || tasks !== null;
	if (hasController && !hasWorkers) return {...habits, holdsOpen: true};
	if (hasController) return {python: {...anyWorker, ...given, ...pool}, ...habits, holdsOpen: true};
	// A single run of 0.8 holds nothing open: only that no process is left that goes back to it tells its death.
	return {python: {...anyWorker, ...given}, ...habits};
}
