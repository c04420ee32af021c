import {type FileAccess, stateText} from '../../../core/files/files.ts';
import {directoryOf, nameOf} from '../../../core/files/paths.ts';
import type {Json, JsonObject, Problem} from '../../../core/run.ts';
import {decodeText, wholeLines} from '../../../encodings/text/text.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {SharedByPath} from '../../shared-by-path.ts';
import {isObject} from '../../values.ts';
import {fileNames} from '../layout.ts';
import {readObject} from '../record/marks.ts';
import {textAt} from '../record/values.ts';
import {TaskDatabase} from './task-rows.ts';
import {countTasks, endStates, type TaskCounts, type TaskRow} from './tasks.ts';

/** A tasks database and its rows by task. */
interface Stored {
	signature: string;
	database: TaskDatabase;
	rows: Map<string, TaskRow>;
}

const mostListBytes = 64 * 1024 * 1024;
const stores = new SharedByPath<Stored>();

/** Reads a tasks database; all runs of a sweep share the reading. */
function stored(files: FileAccess, path: string): Stored {
	const known = stores.of(files);
	const stats = [path, `${path}-journal`, `${path}-wal`].map(file => files.stat(file));
	const signature = stats.map(stateText).join();
	const before = known.get(path);
	if (before?.signature === signature) return before;
	const database = before?.database ?? new TaskDatabase(files, path);
	const isSettled = database.refresh();
	const now = {signature: isSettled ? signature : '', database, rows: new Map(database.rows.map(row => [row.taskId, row]))};
	known.set(path, now);
	return now;
}

/** Where the database of a sweep's task is: relative to the parent of the task's directory, or absolute and perhaps moved since. */
export function databaseOf(
	files: FileAccess,
	directory: string,
	problems: Problem[],
): {path: string; taskId: string | null} | null {
	const marker = readObject(files, `${directory}/${fileNames.marker}`, problems);
	if (marker === null) return null;
	const recorded = textAt(marker, 'db') ?? fileNames.tasksDatabase;
	const taskId = textAt(marker, 'task_id');
	const parent = directoryOf(directory);
	const candidates = [recorded.startsWith('/') ? recorded : `${parent}/${recorded}`];
	for (let above = parent; above !== ''; above = directoryOf(above)) candidates.push(`${above}/${nameOf(recorded)}`);
	return {path: candidates.find(candidate => files.stat(candidate)?.kind === 'file') ?? candidates[0] ?? recorded, taskId};
}

/** The row of a task, null where the database lacks it. */
export function findTask(files: FileAccess, database: string, taskId: string, problems: Problem[]): TaskRow | null {
	if (files.stat(database) === null) return null;
	const {rows, database: tasks} = stored(files, database);
	if (tasks.problem !== null) problems.push({file: database, message: tasks.problem});
	return rows.get(taskId) ?? null;
}

/** All rows of a database, none where there is none. */
export function rowsOf(files: FileAccess, database: string): TaskRow[] {
	return files.stat(database) === null ? [] : stored(files, database).database.rows;
}

/** Clocks of file systems, and what copies one file after the other. */
const slackMs = 2000;

export interface SweepTasks {
	counts: TaskCounts;
	/** Empty where the list tells. */
	rows: TaskRow[];
	/** True where the sweep has come to its end in order since the last change of a task, whatever that end was. */
	isClosed: boolean;
}

/**
 * All tasks of the sweep in a directory, null where it is none. Without a database the list tells, which is written when a sweep ends, and so it
 * does of the tasks that a damaged one may have lost.
 */
export function tasksOf(files: FileAccess, directory: string, problems: Problem[]): SweepTasks | null {
	const database = `${directory}/${fileNames.tasksDatabase}`;
	const stat = files.stat(database);
	if (stat !== null) {
		const {rows, database: tasks} = stored(files, database);
		if (tasks.problem !== null) problems.push({file: database, message: tasks.problem});
		const listFile = `${directory}/${fileNames.tasksList}`;
		const listedAtMs = files.stat(listFile)?.modifiedAtMs ?? 0;
		const isClosed = listedAtMs + slackMs >= stat.modifiedAtMs;
		const all = [...rows.values()];
		if (all.length > 0) {
			const list = tasks.isComplete && !areListed(all, listedAtMs) ? null : readList(files, listFile, []);
			const lost = tasks.isComplete ? Math.max(0, (list?.tasks.length ?? 0) - all.length) : 0;
			if (lost > 0) problems.push({file: database, message: contradiction(lost)});
			const counts = tasks.isComplete && lost === 0 ? countTasks(all, fileNames.tasksDatabase) : countDamaged(all, list);
			return {counts, rows: all, isClosed};
		}
	}
	const list = readList(files, `${directory}/${fileNames.tasksList}`, problems);
	if (list === null) return null;
	const gap = list.isWhole ? begunApart(files, directory) : 'what other tasks it lists cannot be read: it is damaged';
	return {counts: countTasks(list.tasks, fileNames.tasksList, gap), rows: [], isClosed: true};
}

/** What a list of ended tasks does not tell: those with a directory below the sweep that began and have no mark of an end. Null where there are none. */
function begunApart(files: FileAccess, directory: string): string | null {
	const {lock, marker, complete, error} = fileNames;
	const begun = (files.list(directory) ?? []).filter(({name, kind}) => {
		const has = (file: string) => files.exists(`${directory}/${name}/${file}`);
		return kind === 'directory' && has(marker) && has(lock) && !has(complete) && !has(error);
	});
	if (begun.length === 0) return null;
	const tasks = begun.length === 1 ? '1 more task' : `${begun.length} more tasks`;
	return `${tasks} began below it without an end, of which only its database could tell`;
}

/**
 * True where the list was written from this database with all that has ended in it: as nothing takes rows out of one, it cannot list more tasks then.
 * A sweep that was begun anew has a new database, whose tasks ended after the old list.
 */
function areListed(rows: readonly TaskRow[], listedAtMs: number): boolean {
	const ended = rows.filter(({status}) => endStates.has(status));
	return ended.length > 0 && ended.every(({endedAtMs}) => endedAtMs !== null && endedAtMs <= listedAtMs + slackMs);
}

function contradiction(lost: number): string {
	const {tasksDatabase, tasksList} = fileNames;
	const tasks = lost === 1 ? '1 task' : `${lost} tasks`;
	return `${tasks} that ${tasksList} lists as ended ${lost === 1 ? 'is' : 'are'} not in ${tasksDatabase}: rows of it are lost, and both are counted`;
}

/** Counts what is left of a damaged database: the tasks that ended by the list, where that has them all, and by the rows those that did not. */
function countDamaged(rows: readonly TaskRow[], list: TaskList | null): TaskCounts {
	const {tasksDatabase, tasksList} = fileNames;
	const ended = rows.filter(({status}) => endStates.has(status));
	if (list === null || !list.isWhole || list.tasks.length < ended.length)
		return countTasks(rows, tasksDatabase, 'what other tasks it has cannot be read: the database is damaged');
	const left = rows.filter(({status}) => !endStates.has(status));
	return countTasks([...list.tasks, ...left], left.length === 0 ? tasksList : `${tasksList} and ${tasksDatabase}`);
}

interface TaskList {
	tasks: Pick<TaskRow, 'status' | 'startedAtMs' | 'endedAtMs' | 'node'>[];
	/** False where it is damaged, and may have listed more. */
	isWhole: boolean;
}

/** True for a last entry that was cut at the end of a line: its writer gives each task its status, and what it returned or was given. */
function endsEarly(last: Json, areTasksBefore: boolean): boolean {
	if (!isObject(last) || !('status' in last) || Object.keys(last).length > 2) return false;
	return 'task' in last ? last.task === null : areTasksBefore && Object.keys(last).length === 1;
}

function readList(files: FileAccess, file: string, problems: Problem[]): TaskList | null {
	const bytes = files.readWhole(file, mostListBytes);
	if (bytes === null) return null;
	const text = decodeText(bytes);
	// Its writer ends every line, as that of run.lock does.
	const isCut = text !== '' && !text.endsWith('\n');
	const {value, error} = readYaml(isCut ? wholeLines(text) : text, 'PyYAML');
	if (isCut) problems.push({file, message: `${fileNames.tasksList} is cut: its last line has no end`});
	else if (error !== null) problems.push({file, message: `${fileNames.tasksList} is ${error}`});
	if (!Array.isArray(value)) return null;
	const isTask = (entry: Json): entry is JsonObject => isObject(entry) && 'task' in entry && 'status' in entry;
	const lacksEnd =
		!isCut && error === null && endsEarly(value.at(-1) ?? null, value.length > 1 && value.slice(0, -1).every(isTask));
	if (lacksEnd) problems.push({file, message: `${fileNames.tasksList} is cut: its last task is not all there`});
	const isWhole = !isCut && error === null && !lacksEnd;
	// Up to 0.2 it lists what the tasks returned, and nothing of how they went. Of a cut one the last may have lost the half.
	const entries = !isWhole && !isTask(value.at(-1) ?? null) ? value.slice(0, -1) : value;
	if (!entries.every(isTask) || (!isWhole && entries.length === 0)) return null;
	const tasks = entries.map(entry => ({
		status: textAt(entry, 'status') ?? 'pending',
		startedAtMs: null,
		endedAtMs: null,
		node: null,
	}));
	return {tasks, isWhole};
}
