import type {FileAccess} from '../../core/files/files.ts';
import type {Problem} from '../../core/run.ts';
import type {Listing} from '../format.ts';
import {fileNames, numbered, placeOf} from './layout.ts';

const headBytes = 64;
const stateOfExperiment = /xman\.exp[^.]*?ExpData\b/;
const stateOfBox = /xman\.struct[^.]*?ExpStructData\b/;
const passedOver = 'xman does not see it, and nothing of it is listed';
const loneCopy = `An experiment of xMan in a folder that Google Drive made where two accounts wrote at once: ${passedOver}; give the folder a name without brackets to keep it`;

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
	if (isGroupInExperiment(path, files))
		return [
			{file: path, message: `A group of xMan that lies in an experiment: ${passedOver}; move it into a project, as groupN`},
		];
	const copy = /^(.*)\/group[1-9]\d*(?: \(\d+\))?\/exp[1-9]\d*(?: \(\d+\))?$/s.exec(path);
	if (copy !== null && placeOf(path) === null && !hasExperiments(copy[1]!, files))
		return stateOfExperiment.test(headOfState(files, path)) ? [{file: path, message: loneCopy}] : [];
	if (placeOf(path) !== null || /\/group[1-9]\d*(?: \(\d+\))?\/[^/]+$/.test(path)) return [];
	// A group or a project whose own state is another's: its experiments tell.
	if (numbered(entries, 'group').length > 0 || numbered(entries, 'exp').length > 0) return [];
	if (isOfRun && !/\/exp[1-9]\d*(?: \(\d+\))?$/.test(path)) return [];
	if (!stateOfExperiment.test(headOfState(files, path))) return [];
	return [
		{file: path, message: `An experiment of xMan that lies in no group: ${passedOver}; move it into a project, as groupN/expM`},
	];
}

/** True where a project has an experiment under its own name in a group under its own name, which tells of copies beside it. */
function hasExperiments(project: string, files: FileAccess): boolean {
	const listed = (path: string, word: 'group' | 'exp') => numbered(files.list(path) ?? [], word);
	return listed(project, 'group').some(group => listed(`${project}/group${group}`, 'exp').length > 0);
}

/** True for what was copied with a project's groups right into an experiment, so that nothing there is the project. */
function isGroupInExperiment(path: string, files: FileAccess): boolean {
	const above = /^(.*\/group[1-9]\d*\/exp[1-9]\d*)\/group[1-9]\d*$/s.exec(path)?.[1];
	return above !== undefined && stateOfExperiment.test(headOfState(files, above)) && stateOfBox.test(headOfState(files, path));
}
