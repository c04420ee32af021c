import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import {markedEnds} from './ending/ends.ts';
import {inZone, zoneShift} from './ending/zone.ts';
import {fileNames} from './layout.ts';
import {type EndMarks, marksSince, readMarks, unmarked} from './record/marks.ts';
import {isShared, ownTaskOf, readLock, recordOfRow} from './record/read-record.ts';
import {isPlaceholder, type RunRecord} from './record/record.ts';
import {isSweepLock, missingDatabase} from './tasks/missing-database.ts';
import {findOwnTask, type OwnTask} from './tasks/own-task.ts';
import {missingLock, recordOfRun, sweepIdOf} from './tasks/recover-record.ts';
import {isBegunAlone, sentAgain, tasksBeside, toldBeside, writtenOver} from './tasks/reruns.ts';
import {hasRecords} from './tasks/sweep-record.ts';
import {databaseOf, rowsOf, type SweepTasks, tasksOf} from './tasks/task-store.ts';
import type {TaskCounts, TaskRow} from './tasks/tasks.ts';

/** All that a run directory and the databases around it hold of the run, before it is told as facts. */
export interface RunState {
	record: RunRecord;
	/** Marks of its end; none where they are another task's. */
	marks: EndMarks;
	/** True where there is a run.lock of the run. */
	hasLock: boolean;
	/** The task of a sweep that it is. */
	own: OwnTask | null;
	row: TaskRow | null;
	/** The database that has its row, or would have it. */
	ownDatabase: string;
	/** What it has run as a sweep; null where it is none, or has run nothing of it. */
	sweep: TaskCounts | null;
	isSweep: boolean;
	tasks: SweepTasks | null;
	/** True where its tasks wrote their marks and results into its own directory. */
	isShared: boolean;
	/** The row whose own result counts, where other tasks ended in the same directory. */
	mixed: TaskRow | null;
	/** Rows that ran here before and were written over, and those that were sent here again and wait. */
	earlier: readonly TaskRow[];
	waiting: readonly TaskRow[];
	/** Tasks of which nothing is left here, of the sweep with that database. */
	gone: {rows: readonly TaskRow[]; database: string} | null;
	storedEndMs: number | null;
	/** When marks of a sweep's tasks say that these ended, milliseconds since the epoch. */
	taskEndsMs: Iterable<number | null>;
}

/** Reads what there is of the run in `directory`; `problems` gets what is missing, damaged or told twice. */
export function readState(files: FileAccess, directory: string, problems: Problem[]): RunState {
	const stored = tasksOf(files, directory, problems);
	const waiting = sentAgain(stored?.rows ?? [], directory);
	const begun = stored?.rows.filter(row => !waiting.includes(row)) ?? [];
	const earlier = writtenOver(begun, directory);
	const tasks = stored === null ? null : {...stored, rows: begun.filter(row => !earlier.includes(row))};
	const rows = tasks?.rows ?? [];
	const isMarked = databaseOf(files, directory, [])?.path === `${directory}/${fileNames.tasksDatabase}`;
	const shared = isMarked && isShared(rows, directory);
	const found = shared ? unmarked : readMarks(files, directory, problems);
	const written = readLock(files, directory, problems);
	const lock = shared && written !== null && !isPlaceholder(written) ? null : written;
	const task = shared ? null : findOwnTask(files, directory, lock, found, problems);
	const own = isBegunAlone(lock, task?.row ?? null) ? null : task;
	problems.push(...missingRecords({files, directory, found, own, lock, written, tasks}));
	const row = own?.row ?? ownTaskOf(rows, directory);
	const ownDatabase = own?.row ? own.database : `${directory}/${fileNames.tasksDatabase}`;
	// A sweep with one task in its own directory is that task.
	const sweep = row === null ? (tasks?.counts ?? null) : null;
	const beside = task?.row ? tasksBeside(rowsOf(files, task.database), task.row, directory) : [];
	problems.push(...toldBeside(beside, task?.database ?? ownDatabase));
	const gone = task?.row ? {rows: [...beside, ...(own === null ? [task.row] : [])], database: task.database} : null;
	// Marks and results there are of whichever of them ended last, which may be another one.
	const mixed = own === null || beside.length === 0 ? null : own.row;
	const left = mixed === null ? found : unmarked;
	const isBare = own === null && !found.complete && found.error === null;
	const ofRow = row === null ? null : recordOfRow(files, directory, row, ownDatabase, problems);
	const rest = sweep !== null || isBare ? rows : null;
	const recorded = recordOfRun({files, directory, lock, own, row, ofRow, tasks: rest}, problems);
	if (own !== null && written === null) problems.push(...missingLock(files, directory, own, found));
	const stamped = {...recorded, parent: recorded.parent ?? (own?.row ? sweepIdOf(files, own.database) : null)};
	const zoneMs = zoneShift({files, directory, record: stamped, marks: left, rows: row === null ? rows : [row]});
	const {record, marks: said} = inZone(stamped, left, zoneMs);
	const isSweep = sweep !== null || (row === null && own === null && isSweepLock(record));
	if (isSweep) problems.push(...missingDatabase(files, directory, sweep !== null));
	const storedEndMs = row?.endedAtMs ?? endOfSweep(sweep);
	return {
		record,
		marks: marksSince(said, record),
		hasLock: lock !== null,
		own,
		row,
		ownDatabase,
		sweep,
		isSweep,
		tasks,
		isShared: shared,
		mixed,
		earlier,
		waiting,
		gone,
		storedEndMs,
		taskEndsMs: sweep === null ? [] : markedEnds(files, directory, record, rows, storedEndMs, zoneMs),
	};
}

/** When the last task of a sweep ended that has none left; null as long as there may be more. */
function endOfSweep(sweep: TaskCounts | null): number | null {
	return sweep !== null && sweep.gap === null && sweep.ended === sweep.total ? sweep.lastEndMs : null;
}

interface Found {
	files: FileAccess;
	directory: string;
	found: EndMarks;
	own: OwnTask | null;
	lock: RunRecord | null;
	written: RunRecord | null;
	tasks: SweepTasks | null;
}

/** What should record a run and is not there. */
function missingRecords({files, directory, found, own, lock, written, tasks}: Found): Problem[] {
	if (own !== null) {
		if (lock !== null || own.row !== null) return [];
		const what = files.stat(own.database) === null ? 'is missing' : 'does not hold its task';
		const message = `The database of its sweep ${what}, and with it what is recorded of this task; restore it from a copy`;
		return [{file: own.database, message}];
	}
	// A task may have its record in the database alone; a failure may have come before the record.
	const isRecordless = found.complete || (tasks !== null && (tasks.rows.length === 0 || hasRecords(tasks.rows)));
	if (written !== null || !isRecordless) return [];
	const what = tasks === null ? 'run' : 'sweep';
	const message = `run.lock is missing, and with it what is recorded of this ${what}; restore it from a copy`;
	return [{file: `${directory}/${fileNames.lock}`, message}];
}
