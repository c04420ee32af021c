import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf, nameOf} from '../../../core/files/paths.ts';
import type {Json, JsonObject} from '../../../core/run.ts';
import {gather} from '../../../core/table/gather.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {errorOfTrace} from '../../trace-error.ts';
import {isObject} from '../../values.ts';
import {fileNames} from '../layout.ts';
import {inlineYaml} from '../record/inline-yaml.ts';
import {parseObject} from '../record/read-record.ts';
import {type RunRecord, recordOf} from '../record/record.ts';
import {objectAt, textAt} from '../record/values.ts';
import {typedConfig} from '../typed-config.ts';
import type {TaskRow} from './tasks.ts';

const mostShown = 20;
const longestLabel = 100;

/** True for the rows of a flexlock that also writes a run.lock for the sweep; up to 0.2 there was none. */
export function hasRecords(rows: readonly TaskRow[]): boolean {
	return rows.some(({snapshot, tag}) => snapshot !== null || tag !== null);
}

/**
 * What is known of a sweep without a run.lock: where its tasks say that it was, or else, as flexlock 0.2 leaves it, the config as it was
 * typed.
 */
export function recordWithoutLock(files: FileAccess, directory: string, rows: readonly TaskRow[]): RunRecord {
	for (const {snapshot} of rows) {
		const saved = parseObject(snapshot);
		const parent = saved === null ? null : textAt(saved, 'parent');
		if (parent === null || nameOf(parent) !== fileNames.lock) continue;
		return recordOf({source_scope: objectAt(saved!, 'source_scope'), config: {save_dir: directoryOf(parent)}});
	}
	if (hasRecords(rows)) return recordOf(undefined);
	return recordOf({config: typedConfig(files, directory) ?? {}});
}

/**
 * What went wrong in the tasks of a sweep that failed or were interrupted, the first ones: those that failed before they had a directory are
 * nowhere else.
 */
export function failedTasks(rows: readonly TaskRow[]): JsonObject {
	const failed = rows.filter(({status}) => status === 'failed' || status === 'interrupted');
	const shown = failed.slice(0, mostShown);
	const places = gather(shown, labelOf);
	// Tasks that share a directory are told apart by their ids.
	const nameFor = (row: TaskRow) => (places.get(labelOf(row))?.length === 1 ? labelOf(row) : row.taskId);
	return {
		...Object.fromEntries(shown.map(row => [nameFor(row), saidOf(row)])),
		...(failed.length > mostShown && {'and others': `${failed.length - mostShown} more`}),
	};
}

/** What is said of a task that failed or was interrupted, in one line: its error, where one is recorded. */
export function saidOf(row: TaskRow): string {
	const error = taskError(row);
	if (row.status === 'interrupted') return error === null ? 'interrupted' : `interrupted: ${error}`;
	return error ?? 'no error is recorded';
}

/** The error of a failed task in one line; since 0.8 rows hold a traceback, before that what was raised. */
function taskError({error}: TaskRow): string | null {
	return errorOfTrace(error ?? '') ?? (error?.trim().split('\n')[0] || null);
}

function labelOf({info, taskId}: TaskRow): string {
	const {value} = readYaml(info ?? '', 'PyYAML');
	const own: Json | undefined = isObject(value) && !('_stages_' in value) ? value : undefined;
	const text = own === undefined ? null : (textAt(own, 'save_dir') ?? inlineYaml(own));
	return text === null || text.length > longestLabel ? taskId : text;
}
