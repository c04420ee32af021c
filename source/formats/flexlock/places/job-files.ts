import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf} from '../../../core/files/paths.ts';
import type {JsonObject} from '../../../core/run.ts';
import {doneFolders, fileNames, jobFolders} from '../layout.ts';
import {readLock} from '../record/read-record.ts';

/** Logs of the scheduled jobs of a sweep. */
export const logFilesOf = (files: FileAccess, directory: string): string[] => jobFilesOf(files, directory, /\.(out|err|log)$/);

/** True where jobs of a sweep were handed to a scheduler: it gets a script of each, and makes their logs as they begin (flexlock/backends). */
export const isScheduled = (files: FileAccess, directory: string): boolean =>
	jobFilesOf(files, directory, /^job_\w+\.(slurm|pbs)$/).length > 0;

function jobFilesOf(files: FileAccess, directory: string, pattern: RegExp): string[] {
	return jobFolders.flatMap(name =>
		(files.list(`${directory}/${name}`) ?? [])
			.flatMap(entry => (entry.kind === 'file' && pattern.test(entry.name) ? [`${directory}/${name}/${entry.name}`] : []))
			.sort(),
	);
}

/**
 * The locks of the controllers that a run has, its own and that of its sweep. A controller holds its lock open while it lives; scheduled jobs (which
 * leave logs) live on other machines, where that is not seen.
 */
export function controllerFiles(files: FileAccess, directory: string, database: string | null): string[] {
	const controllers = [directory, ...(database === null ? [] : [directoryOf(database)])].map(
		path => `${path}/${fileNames.controller}`,
	);
	return [...new Set(controllers)].filter(path => files.stat(path) !== null);
}

/** When a sweep began whose controller has its lock on this machine, milliseconds since the epoch; null for any other. */
export function sweepStart(files: FileAccess, directory: string): number | null {
	if (!files.exists(`${directory}/${fileNames.controller}`) || logFilesOf(files, directory).length > 0) return null;
	return readLock(files, directory, [])?.startedAtMs ?? null;
}

/** What a folder of marks tells of a sweep without a database: how many of its tasks are done. */
export function markedTasks(files: FileAccess, directory: string): JsonObject {
	for (const folder of doneFolders) {
		const marks = (files.list(`${directory}/${folder}`) ?? []).filter(({name}) => name.endsWith('.done'));
		if (marks.length > 0) return {Sweep: {tasks: `${marks.length} done`, 'counted in': folder}};
	}
	return {};
}
