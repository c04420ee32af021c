import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Listing} from '../format.ts';
import {fileNames} from './layout.ts';

/** Attributes that Guild writes once it has written the operation (guild/op.py, init_run). */
const later = ['cmd', 'flags', 'started', 'exit_status'];

/**
 * What is left of a run without the file that makes it one: Guild ignores the directory (guild/var.py, iter_run_dirs), and without its operation
 * nobody knows what ran. The events in it are those that Guild read from the output.
 */
export function findRemains({path, entries}: Listing, files: FileAccess): Problem | null {
	const {own, operation, attributes} = fileNames;
	if (!path.endsWith(`/${own}`)) return null;
	if (!entries.some(({name, kind}) => name === attributes && kind === 'directory')) return null;
	if (entries.some(({name}) => name === operation)) return null;
	if (!later.some(name => files.exists(`${path}/${attributes}/${name}`))) return null;
	const message =
		'Is missing, by which Guild knows a run: it ignores this one, and nothing of it is listed; restore the file from a copy to see the run';
	return {file: `${path}/${operation}`, message};
}

/** The file that makes a run of a directory, where all else of a run may be there. */
export function findUndecided({path, entries}: Listing, files: FileAccess): string[] {
	const {own, operation} = fileNames;
	if (!entries.some(({name, kind}) => name === own && kind === 'directory')) return [];
	const file = `${path}/${own}/${operation}`;
	return files.exists(file) ? [] : [file];
}
