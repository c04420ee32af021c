import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf} from '../../../core/files/paths.ts';
import type {JsonObject, Problem} from '../../../core/run.ts';
import {parseExactJson} from '../../../encodings/json/tolerant-json.ts';
import {decodeFile, decodeText, wholeLines} from '../../../encodings/text/text.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {isObject} from '../../values.ts';
import {fileNames, recordKeys} from '../layout.ts';
import type {TaskRow} from '../tasks/tasks.ts';
import {oddValuesOf} from './odd-values.ts';
import {isPlaceholder, type RunRecord, recordOf} from './record.ts';
import {isSameTail, objectAt, textAt, timeOf} from './values.ts';

const mostBytes = 16 * 1024 * 1024;
const lost = 'what it recorded is shown as far as other files tell it; restore it from a copy';
/** Told of a run.lock that is cut at the end of a line; what its tasks or its row hold beside it may fill it. */
export const endsBeforeConfig = 'run.lock ends before its config: it is cut; what is left of it is shown';

/** What is read of a run.lock, null where there is none. */
export function readLock(files: FileAccess, directory: string, problems: Problem[]): RunRecord | null {
	const file = `${directory}/${fileNames.lock}`;
	const stat = files.stat(file);
	if (stat?.kind !== 'file') return null;
	const bytes = files.readWhole(file, mostBytes);
	if (bytes === null) {
		problems.push({
			file,
			message:
				stat.size > mostBytes
					? `run.lock is larger than ${mostBytes} bytes and is not read`
					: 'run.lock cannot be read; check who may read it',
		});
		return recordOf(undefined, true);
	}
	// Zero bytes at its end are told of; in UTF-16 every other byte is one.
	const text = bytes.at(-1) === 0 && bytes[0]! < 0xfe ? decodeText(bytes) : decodeFile(bytes);
	// Its writer ends every line. Half a line can read like a whole one with another value, so it counts for nothing.
	const isCut = !text.endsWith('\n') && text !== '' && !text.includes('\0');
	const {value, error} = readYaml(isCut ? wholeLines(text) : text, 'PyYAML');
	if (isCut) problems.push({file, message: 'run.lock is cut: its last line has no end; what can be read of it is shown'});
	else if (error !== null) problems.push({file, message: `run.lock is ${error}; what can be read of it is shown`});
	else if (!isObject(value) || !isRecord(value)) {
		problems.push({file, message: `run.lock ${bytes.length === 0 ? 'is empty' : 'holds no record'}; ${lost}`});
		return recordOf(undefined, true);
	} else {
		if (!('config' in value)) problems.push({file, message: endsBeforeConfig});
		const odd = oddValuesOf(value);
		if (odd.length > 0)
			problems.push({file, message: `run.lock is not as flexlock writes it, and is not read there: ${odd.join(', ')}`});
	}
	// Whatever else it has, each version writes a config, and behind the rest (Snapshot.finalize in flexlock/snapshot.py).
	return recordOf(value, isCut || error !== null || !isObject(value) || !('config' in value));
}

/** True where a map has one at least of the keys that every generation gives a run.lock. */
const isRecord = (value: JsonObject): boolean => recordKeys.some(key => key in value);

/**
 * The record of a task that ran in `directory`, from its row. Rows of older versions hold only what differs from the sweep's own run.lock;
 * a composite task has a record for each of its stages, by directory.
 */
export function recordOfRow(
	files: FileAccess,
	directory: string,
	row: TaskRow,
	database: string,
	problems: Problem[],
): RunRecord | null {
	const snapshot = parseObject(row.snapshot);
	if (snapshot === null && row.snapshot !== null)
		problems.push({file: database, message: `What it records of the task ${row.taskId} is cut or no JSON object`});
	if (snapshot === null) return taskConfig(row, directory);
	const own = 'stages' in snapshot ? stageOf(objectAt(snapshot, 'stages'), directory) : snapshot;
	if (own === null) return taskConfig(row, directory);
	if (typeof own.record_version === 'number' && own.record_version >= 2) return recordOf(own);
	const master = readLock(files, directoryOf(database), [])?.raw ?? {};
	const inherited = Object.fromEntries(
		['repos', 'env', 'note'].flatMap(key => (master[key] === undefined ? [] : [[key, master[key]]])),
	);
	return recordOf({...inherited, ...own});
}

/**
 * The row whose run took place in the sweep's own directory, as single tasks on a cluster do. Null where several did or may have: those are
 * tasks of a sweep, none of which stands for all. Tasks that share the directory have records of their own elsewhere since 0.10.
 */
export function ownTaskOf(rows: readonly TaskRow[], directory: string): TaskRow | null {
	let own: TaskRow | null = null;
	for (const row of rows) {
		const path = recordedPathOf(row);
		if (path !== null && !isSameTail(directory, path)) continue;
		// One without a record waits, or failed before it had any.
		if (own !== null || (path === null && rows.length > 1)) return null;
		if (path !== null) own = row;
	}
	return own;
}

/**
 * True where several tasks ran in the sweep's own directory. Up to 0.9 each of them writes its lock, its marks and its result over those of
 * the others, so that what lies there is of no single one.
 */
export function isShared(rows: readonly TaskRow[], directory: string): boolean {
	let own = 0;
	for (const row of rows) {
		const path = recordedPathOf(row);
		if ((path === null ? waitsFor(row, directory) : isSameTail(directory, path)) && ++own > 1) return true;
	}
	return false;
}

/** Where a task ran as its record says; null where it has none yet. */
export function recordedPathOf({snapshot}: TaskRow): string | null {
	const saved = parseObject(snapshot);
	return saved === null ? null : (textAt(saved, 'record_dir') ?? textAt(objectAt(saved, 'config'), 'save_dir'));
}

/** True for a task without a record yet that is to run in a directory. */
export function waitsFor({info}: TaskRow, directory: string): boolean {
	const {value} = readYaml(info ?? '', 'PyYAML');
	const path = isObject(value) ? textAt(value, 'save_dir') : null;
	return path !== null && isSameTail(directory, path);
}

/** Where a task, or each stage of a composite one, keeps its marks, as recorded. */
export function directoriesOfRow(row: TaskRow): string[] {
	return recordsOf(row).flatMap(own => textAt(own, 'record_dir') ?? textAt(objectAt(own, 'config'), 'save_dir') ?? []);
}

/** When the last record of a task, or of its stages, was made, as its stamp says; null where it has none. */
export function recordedAtMs(row: TaskRow): number | null {
	const times = recordsOf(row).flatMap(({timestamp}) => timeOf(timestamp) ?? []);
	return times.length === 0 ? null : Math.max(...times);
}

function recordsOf({snapshot}: TaskRow): JsonObject[] {
	const saved = parseObject(snapshot) ?? {};
	return 'stages' in saved ? Object.values(objectAt(saved, 'stages')).filter(isObject) : [saved];
}

/** A record that stands for its own directory: the task's where run.lock is only the sweep's placeholder. */
export function effectiveRecord(lock: RunRecord | null, own: RunRecord | null): RunRecord {
	if (own === null) return lock ?? recordOf(undefined);
	if (lock === null) return own;
	if (!isPlaceholder(lock)) return lock;
	const {note, repos, data} = lock.raw;
	const fallback = Object.fromEntries(
		Object.entries({note, repos, data}).filter(([, value]) => value !== undefined),
	) as JsonObject;
	const {parent: _own, ...rest} = own.raw;
	return recordOf({...fallback, ...rest});
}

/** What a task was to do, of a composite one the stage that has this directory. */
function taskConfig({info}: TaskRow, directory: string): RunRecord | null {
	const {value} = readYaml(info ?? '', 'PyYAML');
	if (!isObject(value)) return null;
	const stages = Array.isArray(value._stages_) ? value._stages_.filter(isObject) : [];
	const stage = stages.find(({save_dir: path}) => typeof path === 'string' && path !== '' && isSameTail(directory, path));
	return recordOf({config: stage ?? value});
}

/** Stages are kept by absolute path, of the machine where they ran. */
function stageOf(stages: JsonObject, directory: string): JsonObject | null {
	for (const [path, stage] of Object.entries(stages)) {
		if (!isObject(stage)) continue;
		const places = [path, textAt(stage, 'record_dir'), textAt(objectAt(stage, 'config'), 'save_dir')];
		if (places.some(place => place !== null && isSameTail(directory, place))) return stage;
	}
	return null;
}

/** The JSON object of a column, which Python writes with bare NaN and Infinity; null where there is none. */
export function parseObject(text: string | null): JsonObject | null {
	const value = text === null ? undefined : parseExactJson(text);
	return isObject(value) ? value : null;
}
