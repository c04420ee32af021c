import type {Entry} from '../../core/files/files.ts';

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const metaForm = new RegExp(`^(${id})\\.meta(\\.zip|\\.deleted|\\.zip\\.deleted)?$`);
const partForm = new RegExp(`^(.*/${id})(?:\\.user|\\.move|\\.meta)?(\\.deleted)?(?:/.*)?$`);
/** The directory that a run worked in, and what lies below that. */
const workForm = new RegExp(`/${id}(?:\\.deleted)?(/.*)?$`);

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

/**
 * Names of the metas of runs. Where a directory and its archive are both there, the directory counts as long as it is a meta: the archive is being
 * made.
 * @param isMeta whether a directory of such a name holds what a meta does, and more than its archive
 */
export function metasAmong(entries: readonly Entry[], isMeta: (name: string) => boolean): string[] {
	const found = entries.filter(({name, kind}) => metaForm.test(name) && (kind === 'file') === name.includes('.zip'));
	const directories = new Set(found.flatMap(({name}) => (name.includes('.zip') || !isMeta(name) ? [] : [name])));
	return found.flatMap(({name}) => {
		const directory = name.replace('.zip', '');
		return (name === directory) === directories.has(directory) ? [name] : [];
	});
}

/** Paths of which the first that is a meta makes a directory a part of its run, or one below that; none where its names are no part's. */
export function metasFor(path: string): string[] {
	const found = partForm.exec(path);
	if (found === null) return [];
	const [, base, deleted = ''] = found;
	return [`${base}.meta${deleted}`, `${base}.meta.zip${deleted}`];
}

/** True for the directory that a run worked in, and for what lies below it. */
export const isAtWork = (path: string): boolean => workForm.test(path);

/** True for the directory itself. */
export const isWork = (path: string): boolean => workForm.exec(path)?.[1] === undefined && isAtWork(path);
