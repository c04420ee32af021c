import type {Entry, FileAccess} from '../../core/files/files.ts';
import type {Claim} from '../format.ts';
import {typedConfig} from './typed-config.ts';

/** Names of the files of a run directory (flexlock 0.10.0; the first ones are the same since naga 0.1). */
export const fileNames = {
	lock: 'run.lock',
	complete: 'run.complete',
	error: 'run.error',
	marker: '.flexlock_marker',
	tasksDatabase: 'run.lock.tasks.db',
	/** Of the database, up to 0.4. */
	tasksLog: 'run.lock.tasks.db-wal',
	tasksList: 'run.lock.tasks',
	controller: '.flexlock-controller.lock',
	queue: '.flexlock-queue.json',
	legacyResults: 'results.json',
} as const;

/** Where the tasks that share a directory have their records. */
export const itemsDirectory = '.flexlock-items';

/** Where the scripts and logs of scheduled jobs are. */
export const jobFolders = ['slurm_logs', 'pbs_logs'];

/** Where naga 0.1 and flexlock 0.1 mark each task that went well by an empty file, and leave nothing of the others. */
export const doneFolders = ['.naga_done', '.flexlock_done'];

/** Top-level keys of run.lock in every generation. */
export const recordKeys = 'timestamp source_scope caller repos config fingerprint record_version task_record'.split(' ');
const lockKeys = new RegExp(`^(${recordKeys.join('|')}):`, 'm');

/** What lies alone where a stage failed before its record (up to 0.9, without any lock beside it), or where the record was lost. */
const loneMarks = [
	{name: fileNames.lock, reads: lockKeys},
	{name: fileNames.error, reads: /^\s*\{[\s\S]*"exc_type":/},
	{name: fileNames.complete, reads: /^\s*\{\s*"ts":[\s\S]*"version":/},
];

/** True where the entries of a directory, and the head of its run.lock, make it a run. */
export function isRunDirectory(path: string, entries: readonly Entry[], files: FileAccess): boolean {
	const names = new Set(entries.flatMap(({name, kind}) => (kind === 'file' ? [name] : [])));
	const {lock, complete, error, marker, controller, tasksDatabase, tasksList} = fileNames;
	const isSweep = names.has(tasksDatabase) || names.has(tasksList);
	const hasMark =
		isSweep || names.has(marker) || ((names.has(complete) || names.has(error)) && (names.has(lock) || names.has(controller)));
	const lone = hasMark ? [] : loneMarks.filter(({name}) => names.has(name));
	if (!hasMark && lone.length === 0) return false;
	if (isCopy(path, files)) return false;
	// What is left is one file: of flexlock where it reads so, or where flexlock's own lock lies beside a damaged run.lock.
	if (hasMark || names.has(controller)) return true;
	if (lone.some(({name, reads}) => reads.test(headOf(files, `${path}/${name}`)))) return true;
	return names.has(lock) && isLeftOfLock(headOf(files, `${path}/${lock}`)) && typedConfig(files, path) !== null;
}

/** True for nothing, the first letters of a run.lock, or what is no text: of the early ones the config beside it tells whose that is. */
const isLeftOfLock = (head: string): boolean => /[\0\uFFFD]/.test(head) || 'caller:'.startsWith(head);

/** The file that makes a directory a run: its record, or what is there in its stead. */
export function nameIn(entries: readonly Entry[]): string {
	const {lock, marker, tasksDatabase, tasksList, complete, error} = fileNames;
	return (
		[lock, marker, tasksDatabase, tasksList, complete, error].find(name => entries.some(entry => entry.name === name)) ?? lock
	);
}

/** MLflow logs copies of run.lock as artifacts of its own runs: `<experiment>/<run id>/artifacts/…`. */
function isCopy(path: string, files: FileAccess): boolean {
	const parts = path.split('/');
	return parts.some((part, index) => {
		if (part !== 'artifacts') return false;
		const run = parts[index - 1] ?? '';
		return /^[0-9a-f]{32}$/.test(run) || files.stat([...parts.slice(0, index), 'meta.yaml'].join('/')) !== null;
	});
}

type Extent = Pick<Claim, 'ownsSubtree' | 'ownsFolders' | 'partFolders'>;

/**
 * What of all below belongs to the run: everything, but where runs of their own lie there, tasks of a sweep or stages kept in a run's directory. The
 * logs of scheduled jobs are the sweep's, and tell of all its tasks; of one that has no other directory they tell as any output does.
 */
export function extentOf(path: string, entries: readonly Entry[], files: FileAccess): Extent {
	const folders = entries.flatMap(({name, kind}) => (kind === 'directory' ? [name] : []));
	const isRun = (name: string) =>
		name === itemsDirectory ||
		[fileNames.lock, fileNames.marker].some(file => files.stat(`${path}/${name}/${file}`)?.kind === 'file');
	const hasRuns = folders.some(isRun);
	const isSweep = entries.some(({name}) => name === fileNames.tasksDatabase || name === fileNames.tasksList);
	if (!hasRuns && !isSweep) return {ownsSubtree: true};
	const jobs = jobFolders.filter(name => folders.includes(name));
	return {ownsSubtree: false, ...(jobs.length > 0 && (hasRuns ? {ownsFolders: jobs} : {partFolders: jobs}))};
}

function headOf(files: FileAccess, path: string): string {
	const head = files.readRange(path, 0, 4096);
	return head === null ? '' : new TextDecoder().decode(head);
}
