import type {Arrival} from '../../../core/arrival.ts';
import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf, nameOf, placeAbove} from '../../../core/files/paths.ts';
import type {RunFacts} from '../../../core/run.ts';
import {readYaml} from '../../../encodings/yaml/yaml.ts';
import {isObject} from '../../values.ts';
import {itemsDirectory} from '../layout.ts';
import type {RunRecord} from '../record/record.ts';
import {textAt} from '../record/values.ts';
import type {TaskRow} from '../tasks/tasks.ts';

/** flexlock makes a directory and records the start in it within this: whatever starts it again in a copy has to be loaded first. */
const makingMs = 300;

/** True for a task that runs several stages one after the other, each in a directory of its own. */
export const isComposite = ({info}: TaskRow): boolean => /^_stages_:/m.test(info ?? '');

/** The run's directory, or, where tasks share one and keep their records in `.flexlock-items/<task>/<hash>`, that of what it makes. */
export function runName(directory: string, {saveDirectory}: RunRecord): string {
	const isItem = nameOf(directoryOf(directoryOf(directory))) === itemsDirectory;
	return (isItem && saveDirectory !== null && lastPart(saveDirectory)) || nameOf(directory);
}

/** The id of a stage of a composite task, which all of its stages share, with the stage's name: "01ac40912d51…/train". Null for other runs. */
export function stageId(row: TaskRow | null, {saveDirectory}: RunRecord): string | null {
	if (row === null || saveDirectory === null || row.taskId === '' || !isComposite(row)) return null;
	const name = lastPart(saveDirectory);
	const isShared = stageDirectories(row).filter(path => lastPart(path) === name).length > 1;
	return `${row.taskId}/${isShared ? saveDirectory : name}`;
}

/** When a task started by its row: a stage of a composite one only where it is the first, as the others started at some time after it. */
export function startOf(row: TaskRow | null, {saveDirectory}: RunRecord): number | null {
	if (row === null || (isComposite(row) && stageDirectories(row)[0] !== saveDirectory)) return null;
	return row.startedAtMs;
}

/** True for a stage of a composite task that failed in a later one, as its error says, which begins `[stage 2/3 train]`. */
export function ranBeforeFailure(row: TaskRow | null, {saveDirectory}: RunRecord): boolean {
	const failedAt = row?.status === 'failed' ? /^\[stage (\d+)\/\d+ /.exec(row.error ?? '')?.[1] : undefined;
	if (row === null || failedAt === undefined || saveDirectory === null) return false;
	const own = stageDirectories(row).indexOf(saveDirectory);
	return own >= 0 && own + 1 < Number(failedAt);
}

/**
 * When a run came to its directory: by the record, where that begins as the directory was made. A copy is younger than its record; one that was begun
 * again, in its own place or in that of a copy, is younger than its directory, and has all that was said of it, as has a task whose directory the sweep
 * made long before.
 */
export function arrivalOf(files: FileAccess, directory: string, {startedAtMs}: RunRecord): Arrival | null {
	const {bornAtMs = 0} = files.stat(directory) ?? {};
	if (bornAtMs === 0 || startedAtMs === null || Math.abs(startedAtMs - bornAtMs) > makingMs) return null;
	return {atMs: Math.min(bornAtMs, startedAtMs), by: 'record'};
}

/** The sweep that a run belongs to, and where that lies. */
export function groupOf(
	{parent}: RunRecord,
	directory: string,
	database: string | null,
): Required<Pick<RunFacts, 'group' | 'groupScope'>> {
	const sweep = parent ?? (database === null || directoryOf(database) === directory ? null : database);
	const group = sweep === null ? null : nameOf(directoryOf(sweep)) || null;
	// Where the sweep lies now: what is recorded may be where it was made.
	return {group, groupScope: group === null ? null : placeAbove(directory, group)};
}

function stageDirectories({info}: TaskRow): string[] {
	const {value} = readYaml(info ?? '', 'PyYAML');
	const stages = isObject(value) && Array.isArray(value._stages_) ? value._stages_ : [];
	return stages.flatMap(stage => (isObject(stage) ? (textAt(stage, 'save_dir') ?? []) : []));
}

const lastPart = (path: string): string => nameOf(path.replace(/\/+$/, ''));
