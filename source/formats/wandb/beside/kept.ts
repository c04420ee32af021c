import type {FileAccess} from '../../../core/files/files.ts';
import {filledFile, type Kept, listSources, nothingKept, readCondaFile, readRequirementsFile} from '../../kept.ts';

/**
 * What wandb puts beside what it uploads: `code/` (save_code), `diff.patch`, `requirements.txt`, `conda-environment.yaml`.
 * @param directory `files/` of a run; before 0.10 the run's own
 */
export function readKept(files: FileAccess, directory: string): Kept {
	const at = (name: string) => `${directory}/${name}`;
	return {
		...nothingKept,
		sources: listSources(files, at('code')),
		patch: filledFile(files, at('diff.patch')),
		packages: {...readCondaFile(files, at('conda-environment.yaml')), ...readRequirementsFile(files, at('requirements.txt'))},
	};
}
