import type {FileAccess} from '../../core/files.ts';
import {filledFile, type Kept, listSources, nothingKept, readCondaFile, readRequirementsFile} from '../kept.ts';

/** What wandb puts into `files/`: `code/` (save_code), `diff.patch`, `requirements.txt`, `conda-environment.yaml`. */
export function readKept(files: FileAccess, directory: string): Kept {
	const at = (name: string) => `${directory}/files/${name}`;
	return {
		...nothingKept,
		sources: listSources(files, at('code')),
		patch: filledFile(files, at('diff.patch')),
		packages: {...readCondaFile(files, at('conda-environment.yaml')), ...readRequirementsFile(files, at('requirements.txt'))},
	};
}
