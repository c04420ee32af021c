import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf} from '../../../core/files/paths.ts';
import type {JsonObject, Problem} from '../../../core/run.ts';
import {isObject} from '../../values.ts';
import {fileNames} from '../layout.ts';
import type {EndMarks} from '../record/marks.ts';
import {effectiveRecord, endsBeforeConfig, parseObject, readLock} from '../record/read-record.ts';
import {isPlaceholder, type RunRecord, recordOf} from '../record/record.ts';
import {objectAt, textAt} from '../record/values.ts';
import type {OwnTask} from './own-task.ts';
import {recordWithoutLock} from './sweep-record.ts';
import {rowsOf} from './task-store.ts';
import {endStates, type TaskRow} from './tasks.ts';

/** What is there of a run beside its run.lock. */
export interface RunRemains {
	files: FileAccess;
	directory: string;
	/** Null where there is none. */
	lock: RunRecord | null;
	/** The task that it is of a sweep in another directory. */
	own: OwnTask | null;
	/** The row of the task that it is. */
	row: TaskRow | null;
	/** What that records. */
	ofRow: RunRecord | null;
	/** Rows of the sweep that it is; null where it is none, and nothing else says what it was. */
	tasks: readonly TaskRow[] | null;
}

/**
 * The record of a run: its run.lock, or the task's row where that is only the placeholder of a sweep. What is lost with a missing or a damaged
 * run.lock is taken from the row, which holds the whole record since 0.9, or of a sweep from where its tasks say that it was.
 */
export function recordOfRun(remains: RunRemains, problems: Problem[]): RunRecord {
	const {files, directory, lock, row, ofRow, tasks} = remains;
	if (isOfEarlierTask(remains)) return recordOf({...ofRow!.raw, task_id: row!.taskId});
	if (lock !== null && !lock.isDamaged && !endsEarly(remains)) return effectiveRecord(lock, ofRow);
	const isSweep = row === null && tasks !== null;
	const filled = isSweep ? sweepRecord(files, directory, lock, tasks) : taskRecord(remains);
	const told = problems.findIndex(({message}) => message === endsBeforeConfig);
	if (lock !== null && filled !== lock && (!lock.isDamaged || told >= 0)) {
		const from = isSweep ? 'its tasks' : 'the database of its sweep';
		const message = `run.lock is cut: what it lacks is read from ${from}`;
		problems.splice(told < 0 ? problems.length : told, 1, {file: `${directory}/${fileNames.lock}`, message});
	}
	return filled;
}

/**
 * True where run.lock is that of another task, which ran in the directory before: one that is sent there again has its record in the database, as far
 * as flexlock takes the directory for one that tasks share.
 */
function isOfEarlierTask({lock, own, row, ofRow}: RunRemains): boolean {
	const id = lock === null ? null : textAt(lock.raw, 'task_id');
	if (id === null || !own?.row || row === null || id === row.taskId || ofRow === null) return false;
	return lock!.startedAtMs !== null && ofRow.startedAtMs !== null && ofRow.startedAtMs > lock!.startedAtMs;
}

/** The record of a task whose run.lock is missing or damaged. */
function taskRecord({files, lock, own, row, ofRow}: RunRemains): RunRecord {
	if (row === null || ofRow === null) return effectiveRecord(lock, null);
	const id: JsonObject = own?.row && isKeptInDirectory(files, own) ? {task_id: row.taskId} : {};
	if (lock === null) return recordOf({...id, ...ofRow.raw});
	const {timestamp} = lock.raw;
	// Of another run in the same directory.
	if (timestamp !== undefined && ofRow.raw.timestamp !== undefined && timestamp !== ofRow.raw.timestamp) return lock;
	const {parent, ...rest} = ofRow.raw;
	const isOwnParent = parent === `${ofRow.saveDirectory}/${fileNames.lock}`;
	return recordOf({...lock.raw, ...id, ...rest, ...(isOwnParent || parent === undefined ? {} : {parent})});
}

/** True where a run.lock was cut behind a whole line: every one has a config, and near its end that of a task the task's id. */
function endsEarly({files, lock, own}: RunRemains): boolean {
	if (lock === null) return false;
	if (!isObject(lock.raw.config)) return true;
	return Boolean(own?.row) && !('task_id' in lock.raw) && !isPlaceholder(lock) && isKeptInDirectory(files, own!);
}

/** The record of a sweep whose run.lock is missing or damaged. */
function sweepRecord(files: FileAccess, directory: string, lock: RunRecord | null, rows: readonly TaskRow[]): RunRecord {
	const found = recordWithoutLock(files, directory, rows);
	if (lock === null || found.saveDirectory === null) return lock ?? found;
	return recordOf({...found.raw, ...lock.raw, config: {...objectAt(found.raw, 'config'), ...objectAt(lock.raw, 'config')}});
}

/** The id of a sweep: where its run.lock was, as its tasks name their parent. Null where its record is that of a run. */
export function sweepId(record: RunRecord, hasLock: boolean): string | null {
	const {raw, saveDirectory} = record;
	if (saveDirectory === null || 'task_id' in raw || 'fingerprint' in raw || (hasLock && !isPlaceholder(record))) return null;
	return `${saveDirectory}/${fileNames.lock}`;
}

/** The id of the sweep whose database it is, for a task that does not record it. */
export function sweepIdOf(files: FileAccess, database: string): string | null {
	const directory = directoryOf(database);
	const lock = readLock(files, directory, []);
	const isWhole = lock !== null && !lock.isDamaged && isObject(lock.raw.config);
	const record = !isWhole ? sweepRecord(files, directory, lock, rowsOf(files, database)) : lock;
	return sweepId(record, lock !== null) ?? record.id;
}

/** What is wrong where a task that ended has no run.lock though its sweep gives each of its tasks one. */
export function missingLock(files: FileAccess, directory: string, own: OwnTask, {complete, error}: EndMarks): Problem[] {
	const isOver = complete || error !== null || endStates.has(own.row?.status ?? '');
	if (!isOver || own.row === null || !isKeptInDirectory(files, own)) return [];
	const message = 'run.lock is missing: what it recorded of this task is read from the database of its sweep';
	return [{file: `${directory}/${fileNames.lock}`, message}];
}

/** True where a task has a run.lock of its own, with its id (flexlock 0.9.0, worker.py): the row says so, or before that the sweep. */
function isKeptInDirectory(files: FileAccess, {database, row}: OwnTask): boolean {
	const snapshot = parseObject(row?.snapshot ?? null);
	if (snapshot === null || 'stages' in snapshot) return false;
	const said = textAt(snapshot, 'task_record');
	return (said ?? textAt(sweepRaw(files, database), 'task_record')) === 'dir';
}

function sweepRaw(files: FileAccess, database: string): JsonObject {
	return readLock(files, directoryOf(database), [])?.raw ?? {};
}
