import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Listing} from '../format.ts';
import {fileNames, numbered, placeOf} from './layout.ts';

const headBytes = 64;

/** The beginning of what a directory's `.data` says, in which the class of a pickle is; '' where it has none. */
export function headOfState(files: FileAccess, directory: string): string {
	const head = files.readRange(`${directory}/${fileNames.state}`, 0, headBytes);
	return head === null ? '' : new TextDecoder().decode(head);
}

/**
 * An experiment that lies where xman looks for none, such as one that was moved out of its group, or into another one: it is not listed, and that is said.
 * What lies in a group beside its experiments was given another name on purpose, or is a twin, which its experiment tells; within a run only
 * what still has the name of an experiment is no copy to keep.
 */
export function findStray({path, entries, isOfRun}: Listing, files: FileAccess): Problem[] {
	if (!entries.some(({name, kind}) => name === fileNames.state && kind === 'file')) return [];
	if (placeOf(path) !== null || /\/group[1-9]\d*(?: \(\d+\))?\/[^/]+$/.test(path)) return [];
	// A group or a project whose own state is another's: its experiments tell.
	if (numbered(entries, 'group').length > 0 || numbered(entries, 'exp').length > 0) return [];
	if (isOfRun && !/\/exp[1-9]\d*(?: \(\d+\))?$/.test(path)) return [];
	if (!/xman\.exp[^.]*?ExpData\b/.test(headOfState(files, path))) return [];
	return [
		{
			file: path,
			message:
				'An experiment of xMan that lies in no group: xman does not see it, and it is not listed; move it into a project, as groupN/expM',
		},
	];
}
