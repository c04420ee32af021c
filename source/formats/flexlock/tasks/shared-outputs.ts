import type {FileAccess} from '../../../core/files/files.ts';
import {directoryOf, nameOf} from '../../../core/files/paths.ts';
import type {JsonObject} from '../../../core/run.ts';
import {fileNames} from '../layout.ts';
import {locate} from '../places/relocate.ts';
import {readObject} from '../record/marks.ts';
import {readLock} from '../record/read-record.ts';
import type {RunRecord} from '../record/record.ts';
import {isSameTail, textAt, textsAt} from '../record/values.ts';

const mostFiles = 20;
const ownNames: ReadonlySet<string> = new Set([fileNames.queue, fileNames.controller]);

/** Directories to which several tasks of a sweep write, as its run.lock lists them since 0.10: `--sweep` over a config with one `save_dir`. */
const sharedOf = ({raw}: RunRecord): string[] => textsAt(raw, 'shared_save_dirs');

/**
 * The directory of the sweep whose tasks all write in this one, which has their queue, and keep their records elsewhere; null where there is none.
 * A run that has its own record here is a run.
 */
export function sweepSharing(files: FileAccess, directory: string): string | null {
	const queued = `${directory}/${fileNames.queue}`;
	const {lock, marker, complete, error} = fileNames;
	if ([lock, marker, complete, error].some(name => files.exists(`${directory}/${name}`))) return null;
	const recorded = textAt(readObject(files, queued, []) ?? {}, 'task_db');
	if (recorded === null || nameOf(recorded) !== fileNames.tasksDatabase) return null;
	const sweep = placeOf(files, directory, directoryOf(recorded));
	const record = sweep === null ? null : readLock(files, sweep, []);
	return record !== null && sharedOf(record).some(path => isSameTail(directory, path)) ? sweep : null;
}

/** Where a sweep lies now that was recorded at a path: there, or, where the tree was moved, by its longest tail that is found above. */
function placeOf(files: FileAccess, directory: string, recorded: string): string | null {
	const isSweep = (path: string) => files.exists(`${path}/${fileNames.tasksDatabase}`);
	if (isSweep(recorded)) return recorded;
	const parts = recorded.split('/').filter(part => part !== '');
	for (let from = 1; from < parts.length; from++) {
		const tail = parts.slice(from).join('/');
		for (let above = directoryOf(directory); above !== ''; above = directoryOf(above))
			if (isSweep(`${above}/${tail}`)) return `${above}/${tail}`;
	}
	return null;
}

/**
 * What is to be said of directories to which several tasks write, by path: which files lie there, and that nobody can tell whose they are.
 * @param sweep the record of the sweep: the run's own, or that of the sweep whose task it is
 * @param own where the task itself writes; null for the sweep, which is told of all
 */
export function describeShared(
	files: FileAccess,
	directory: string,
	{record, sweep, own}: {record: RunRecord; sweep: RunRecord | null; own: string | null},
): JsonObject {
	const shared = (sweep === null ? [] : sharedOf(sweep)).filter(path => own === null || isSameTail(path, own));
	return Object.fromEntries(
		shared.map(path => {
			const place = locate(files, directory, record, path);
			const names = place === null ? [] : (files.names(place) ?? []).filter(name => !ownNames.has(name)).sort();
			const listed =
				names.length === 0 ? '' : `: ${names.slice(0, mostFiles).join(', ')}${names.length > mostFiles ? ', …' : ''}`;
			return [path, `several tasks write there, and whose its files are cannot be told${listed}`];
		}),
	);
}
