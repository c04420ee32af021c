import type {FileAccess} from '../../core/files/files.ts';
import {type Kept, nothingKept, readRequirementsFile} from '../kept.ts';

/** Versions that MLflow notes with a logged model: `artifacts/MODEL/requirements.txt`. */
export function readKept(files: FileAccess, directory: string): Kept {
	const packages: Record<string, string> = {};
	for (const {name, kind} of files.list(`${directory}/artifacts`) ?? [])
		if (kind === 'directory')
			Object.assign(packages, readRequirementsFile(files, `${directory}/artifacts/${name}/requirements.txt`));
	return {...nothingKept, packages};
}
