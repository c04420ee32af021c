import type {FileAccess} from '../../../core/files/files.ts';
import type {Problem} from '../../../core/run.ts';
import {fileNames} from '../layout.ts';
import {isPlaceholder, type RunRecord} from '../record/record.ts';
import {databaseOf} from './task-store.ts';

/** True for the run.lock of a sweep by itself, whatever else is left of it: since 0.9 it says where the records of its tasks go. */
export const isSweepLock = (record: RunRecord): boolean => 'task_record' in record.raw && isPlaceholder(record);

/**
 * What is lost with the database of a sweep that tasks right below it name as theirs; empty where none does, or it is there. It is made when a
 * sweep begins, before any of its tasks.
 */
export function missingDatabase(files: FileAccess, directory: string, hasList: boolean): Problem[] {
	const file = `${directory}/${fileNames.tasksDatabase}`;
	if (files.stat(file) !== null) return [];
	const isNamed = (files.list(directory) ?? []).some(({name, kind}) => {
		const task = `${directory}/${name}`;
		if (kind !== 'directory' || !files.exists(`${task}/${fileNames.marker}`)) return false;
		const database = databaseOf(files, task, []);
		return database !== null && files.stat(database.path) === null;
	});
	if (!isNamed) return [];
	const lost = hasList
		? `its tasks are counted by ${fileNames.tasksList}, which lists those that ended`
		: 'how many tasks this sweep had and how they went is not known';
	return [{file, message: `${fileNames.tasksDatabase} is missing: ${lost}`}];
}
