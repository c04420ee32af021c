import type {FileAccess} from '../../core/files/files.ts';
import {directoryOf} from '../../core/files/paths.ts';

/** True for a file of results that DVCLive writes, whose curves lie beside it. */
export function isOfDvclive(path: string, files: FileAccess): boolean {
	const folder = directoryOf(path);
	return /\/dvclive[^/]*$/i.test(folder) || files.exists(`${folder}/plots/metrics`);
}
