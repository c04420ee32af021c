import type {FileAccess} from '../../core/files/files.ts';

/** True for a file of results that DVCLive writes, whose curves lie beside it. */
export function isOfDvclive(path: string, files: FileAccess): boolean {
	const folder = path.slice(0, path.lastIndexOf('/'));
	return /\/dvclive[^/]*$/i.test(folder) || files.exists(`${folder}/plots/metrics`);
}
