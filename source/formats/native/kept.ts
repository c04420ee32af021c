import type {FileAccess} from '../../core/files/files.ts';
import {filledFile, type Kept, listSources, nothingKept} from '../kept.ts';

/** The copied source and the patch of a run that was started so. */
export function readKept(files: FileAccess, directory: string): Kept {
	return {
		...nothingKept,
		sources: listSources(files, `${directory}/source`),
		patch: filledFile(files, `${directory}/source.patch`),
	};
}
