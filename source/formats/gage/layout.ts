import type {Entry} from '../../core/files.ts';

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const metaForm = new RegExp(`^(${id})\\.meta(\\.zip|\\.deleted|\\.zip\\.deleted)?$`);
const partForm = new RegExp(`^(${id})(?:\\.user|\\.move)?(?:\\.deleted)?$`);

/**
 * What belongs to one run of Gage: siblings in a flat directory, named by its id. The release (0.1.2) moves a run to the trash by adding
 * `.deleted` to all their names.
 */
export interface Place {
	id: string;
	/** Absolute path of the meta directory or its archive: what makes the run. */
	meta: string;
	isZip: boolean;
	/** True where the names say that it was deleted. */
	isDeleted: boolean;
	/** Directory that the run worked in, which may be gone. */
	work: string;
	user: string;
	moves: string;
	project: string;
	/** Directory with the archives' records. */
	archives: string;
	/** Directory with all of these. */
	runs: string;
}

/** The parts of the run that a path names; null where it names no meta. */
export function placeOf(path: string): Place | null {
	const at = path.lastIndexOf('/');
	const found = metaForm.exec(path.slice(at + 1));
	if (found === null) return null;
	const runs = path.slice(0, at);
	const [, runId = '', ending = ''] = found;
	const isDeleted = ending.endsWith('.deleted');
	const part = (name: string) => `${runs}/${runId}${name}${isDeleted ? '.deleted' : ''}`;
	return {
		id: runId,
		meta: path,
		isZip: ending.startsWith('.zip'),
		isDeleted,
		work: part(''),
		user: part('.user'),
		moves: part('.move'),
		project: part('.project'),
		archives: `${runs}/.archives`,
		runs,
	};
}

/** Names of the archives of meta directories. Where the directory is still there, the archive is being made, and the directory counts. */
export function zipsAmong(entries: readonly Entry[]): string[] {
	const names = new Set(entries.map(({name}) => name));
	const isZip = ({name, kind}: Entry) => kind === 'file' && /\.meta\.zip(?:\.deleted)?$/.test(name) && metaForm.test(name);
	return entries.flatMap(entry => (isZip(entry) && !names.has(entry.name.replace('.zip', '')) ? [entry.name] : []));
}

/** Paths of which one makes a directory a part of a run that is listed by its meta; none where the name is no part's. */
export function metasFor(path: string): string[] {
	const at = path.lastIndexOf('/');
	const found = partForm.exec(path.slice(at + 1));
	if (found === null) return [];
	const base = `${path.slice(0, at)}/${found[1]}.meta`;
	return path.endsWith('.deleted') ? [`${base}.deleted`, `${base}.zip.deleted`] : [`${base}.zip`, base];
}
