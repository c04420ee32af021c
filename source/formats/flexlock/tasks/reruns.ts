import type {JsonObject, Problem} from '../../../core/run.ts';
import {gather} from '../../../core/table/gather.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {isObject} from '../../values.ts';
import {isComposite} from '../places/identity.ts';
import {recordedAtMs, recordedPathOf, waitsFor} from '../record/read-record.ts';
import {isPlaceholder, type RunRecord} from '../record/record.ts';
import {isSameTail} from '../record/values.ts';
import {endStates, type TaskRow} from './tasks.ts';

/**
 * Tasks of a directory's own database of which nothing is left there: each was sent off alone, and a later one ran in the same directory after it
 * had ended, as `--force` and `--save-dir-policy unsafe` let up to 0.9 on a cluster. Every sending has a tag of its own; tasks of one tag are a
 * sweep. None where the order of any two cannot be told.
 */
export function writtenOver(rows: readonly TaskRow[], directory: string): TaskRow[] {
	const own = rows.filter(row => {
		const path = recordedPathOf(row);
		return path !== null && isSameTail(directory, path);
	});
	const tags = new Set(rows.map(({tag}) => tag));
	if (own.length < 2 || own.length < rows.length || tags.size < rows.length || tags.has(null)) return [];
	const inOrder = [...own].sort((one, other) => (one.startedAtMs ?? Infinity) - (other.startedAtMs ?? Infinity));
	const isInTurn = inOrder.every(({startedAtMs}, index) => {
		if (startedAtMs === null) return false;
		const before = inOrder[index - 1];
		return before === undefined || (before.endedAtMs !== null && before.endedAtMs <= startedAtMs);
	});
	return isInTurn ? inOrder.slice(0, -1) : [];
}

/**
 * Tasks of a directory's own database that wait to run there, each sent off alone beside the one that did: until they begin, what lies there is
 * of that one. None where any task shares its tag with another, as those of a sweep do, or ran elsewhere.
 */
export function sentAgain(rows: readonly TaskRow[], directory: string): TaskRow[] {
	const waiting = rows.filter(row => row.status === 'pending' && recordedPathOf(row) === null && waitsFor(row, directory));
	const tags = new Set(rows.map(({tag}) => tag));
	if (waiting.length === 0 || waiting.length === rows.length || tags.size < rows.length || tags.has(null)) return [];
	const isOwn = (row: TaskRow) => {
		const path = recordedPathOf(row);
		return path !== null && isSameTail(directory, path);
	};
	return rows.every(row => waiting.includes(row) || isOwn(row)) ? waiting : [];
}

/**
 * Other tasks of a sweep that ran in the directory of one of them, as `--sweep-key` over a config with one `save_dir` lets up to 0.9: what lies there
 * is of the last, and what the others returned is in the database alone. Composite tasks share the directories of their stages.
 */
export function tasksBeside(rows: readonly TaskRow[], row: TaskRow, directory: string): TaskRow[] {
	const path = isComposite(row) ? null : recordedPathOf(row);
	if (path === null || !isSameTail(directory, path)) return [];
	// Since 0.10 such a task has a directory of its own for its record.
	const placeOf = (one: TaskRow) => (isComposite(one) || one.snapshot?.includes('"record_dir"') ? null : recordedPathOf(one));
	const places = byPlace.get(rows) ?? gather(rows, placeOf);
	byPlace.set(rows, places);
	return (places.get(path) ?? []).filter(({taskId}) => taskId !== row.taskId);
}

/**
 * True for a directory that was begun again by itself after a task of a sweep had ended there: up to 0.9 `--force`, and a sweep that is not parallel,
 * leave the marker of that task, whose row then tells of what was there before.
 */
export function isBegunAlone(lock: RunRecord | null, row: TaskRow | null): boolean {
	if (lock === null || row === null || isPlaceholder(lock) || 'task_id' in lock.raw || !endStates.has(row.status)) return false;
	const before = recordedAtMs(row);
	return before !== null && lock.startedAtMs !== null && lock.startedAtMs > before;
}

/** Rows of a database by the directory that they recorded: each task of a sweep asks for all. */
const byPlace = new WeakMap<readonly TaskRow[], Map<string, TaskRow[]>>();

/** What is wrong where a directory holds the last of several tasks only. */
export function toldBeside(beside: readonly TaskRow[], database: string): Problem[] {
	if (beside.length === 0) return [];
	const tasks = beside.length === 1 ? '1 other task' : `${beside.length} other tasks`;
	const message = `${tasks} of its sweep had the same save_dir as the run that is left there, and what this database has of them is all that is left; give each task a save_dir of its own`;
	return [{file: database, message}];
}

/** What such tasks were to do, how they stand and what they returned, by task. */
export function describeSent(rows: readonly TaskRow[]): JsonObject {
	return Object.fromEntries(
		rows.map(({taskId, info, status, result}) => {
			const {value} = readYaml(info ?? '', 'PyYAML');
			const set = isObject(value) ? Object.entries(value).filter(([key]) => !key.startsWith('_')) : [];
			const returned = result === null ? null : readYaml(result, 'PyYAML').value;
			return [taskId, {status, config: Object.fromEntries(set), ...(returned !== null && {result: returned})}];
		}),
	);
}
