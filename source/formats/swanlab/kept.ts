import type {FileAccess} from '../../core/files/files.ts';
import {type Kept, nothingKept, readCondaFile, readRequirementsFile} from '../kept.ts';

/** Versions that SwanLab writes beside its metadata. */
export function readKept(files: FileAccess, directory: string): Kept {
	const at = (name: string) => `${directory}/files/${name}`;
	return {
		...nothingKept,
		packages: {...readCondaFile(files, at('conda.yaml')), ...readRequirementsFile(files, at('requirements.txt'))},
	};
}
