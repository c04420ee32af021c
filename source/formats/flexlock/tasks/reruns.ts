import type {JsonObject} from '../../../core/run.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {isObject} from '../../values.ts';
import {recordedPathOf, waitsFor} from '../record/read-record.ts';
import {isSameTail} from '../record/values.ts';
import type {TaskRow} from './tasks.ts';

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

/** What such tasks were to do and how they stand, by task. */
export function describeSent(rows: readonly TaskRow[]): JsonObject {
	return Object.fromEntries(
		rows.map(({taskId, info, status}) => {
			const {value} = readYaml(info ?? '', 'PyYAML');
			const set = isObject(value) ? Object.entries(value).filter(([key]) => !key.startsWith('_')) : [];
			return [taskId, {status, config: Object.fromEntries(set)}];
		}),
	);
}
