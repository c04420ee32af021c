import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf} from '../../../core/files/paths.ts';
import {madeOnce} from '../../../core/made-once.ts';
import type {Json, JsonObject, Problem} from '../../../core/run.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {isObject} from '../../values.ts';
import {fileNames} from '../layout.ts';
import type {EndMarks} from '../record/marks.ts';
import {directoriesOfRow} from '../record/read-record.ts';
import type {RunRecord} from '../record/record.ts';
import {isSameTail, textAt} from '../record/values.ts';
import {databaseOf, findTask, rowsOf} from './task-store.ts';
import type {TaskRow} from './tasks.ts';

/** The task of a sweep that a directory is. */
export interface OwnTask {
	/** The sweep's database. */
	database: string;
	taskId: string | null;
	/** Null where the database has none of it. */
	row: TaskRow | null;
}

const furthestUp = 6;
const deepestConfig = 4;

/**
 * The task that ran in a directory. Its marker names it; where it failed before that was written, run.error does; and up to flexlock 0.2 only
 * what was configured tells, by which a single row of the database above has to be found.
 */
export function findOwnTask(
	files: FileAccess,
	directory: string,
	lock: RunRecord | null,
	{error}: EndMarks,
	problems: Problem[],
): OwnTask | null {
	const marked = databaseOf(files, directory, problems);
	if (marked !== null) {
		const {path: database, taskId} = marked;
		const row = taskId === null ? rowIn(files, database, directory) : findTask(files, database, taskId, problems);
		return {database, taskId: taskId ?? row?.taskId ?? null, row};
	}
	const taskId = error?.taskId ?? null;
	if (taskId === null && lock === null) return lostTask(files, directory, problems);
	// Since there are marks of an end there are markers.
	if (taskId === null && lock?.generation === 'current') return null;
	for (let [above, up] = [directoryOf(directory), 0]; above !== '' && up < furthestUp; above = directoryOf(above), up++) {
		const database = `${above}/${fileNames.tasksDatabase}`;
		if (!files.exists(database)) continue;
		const row = taskId === null ? rowOf(files, database, directory, lock!) : findTask(files, database, taskId, problems);
		if (row !== null) return {database, taskId: row.taskId, row};
		// What has a record of its own belongs to the nearest sweep, or to none.
		if (taskId === null) return null;
	}
	return null;
}

/** The task of a directory that has lost its marker, and has no record of its own: the one that the nearest sweep above recorded there. */
function lostTask(files: FileAccess, directory: string, problems: Problem[]): OwnTask | null {
	for (let [above, up] = [directoryOf(directory), 0]; above !== '' && up < furthestUp; above = directoryOf(above), up++) {
		const database = `${above}/${fileNames.tasksDatabase}`;
		const row = files.exists(database) ? rowIn(files, database, directory) : null;
		if (row === null) continue;
		const message = `${fileNames.marker} is missing: which task of its sweep it is was found by its directory`;
		problems.push({file: `${directory}/${fileNames.marker}`, message});
		return {database, taskId: row.taskId, row};
	}
	return null;
}

/** The only row of a task that ran in a directory, as its record says; null where there is none, or several. */
function rowIn(files: FileAccess, database: string, directory: string): TaskRow | null {
	const rows = rowsOf(files, database).filter(row => directoriesOfRow(row).some(path => isSameTail(directory, path)));
	return rows.length === 1 ? rows[0]! : null;
}

/** The only row whose task is within what was configured; null where there are several. */
function rowOf(files: FileAccess, database: string, directory: string, {config}: RunRecord): TaskRow | null {
	let found: TaskRow | null = null;
	for (const row of rowsOf(files, database)) {
		const task = taskOf(row);
		const saved = textAt(task, 'save_dir');
		if (saved === null ? !holds(config, task) : !isSameTail(directory, saved)) continue;
		if (found !== null) return null;
		found = row;
	}
	return found;
}

/** All runs of a sweep ask for the tasks of all others. */
const tasks = new WeakMap<TaskRow, JsonObject>();

const taskOf = (row: TaskRow): JsonObject =>
	madeOnce(tasks, row, () => {
		const {value} = readYaml(row.info ?? '', 'PyYAML');
		return isObject(value) ? value : {};
	});

/** True where a config has all that a task sets, in itself or, as `--task-to` says, in a part of it. */
function holds(config: JsonObject, task: JsonObject, depth = 0): boolean {
	const entries = Object.entries(task);
	if (entries.length > 0 && entries.every(([key, value]) => isSame(config[key], value))) return true;
	return depth < deepestConfig && Object.values(config).some(part => isObject(part) && holds(part, task, depth + 1));
}

function isSame(one: Json | undefined, other: Json): boolean {
	return one === other || (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));
}
