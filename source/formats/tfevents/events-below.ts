import type {FileAccess} from '../../core/files/files.ts';
import type {Listing} from '../format.ts';
import {isEventFile} from './file-name.ts';

/** Stable Baselines numbers the folders of its event files (`PPO_1`), its zoo has one of the environment's name around them. */
const deepest = 2;
/** More folders than this are no trainings beside each other. */
const mostFolders = 64;

/**
 * True where event files lie in the folders of a directory, as trainers have them that write other records of a training above.
 * @param isMeant which ones, by their names
 */
export function hasEventsBelow(
	{path, entries}: Pick<Listing, 'path' | 'entries'>,
	files: FileAccess,
	isMeant = (_name: string) => true,
	depth = deepest,
): boolean {
	const folders = entries.filter(({kind}) => kind === 'directory').slice(0, mostFolders);
	return folders.some(({name}) => {
		const below = {path: `${path}/${name}`, entries: files.list(`${path}/${name}`) ?? []};
		if (below.entries.some(entry => entry.kind === 'file' && isEventFile(entry.name) && isMeant(entry.name))) return true;
		return depth > 1 && hasEventsBelow(below, files, isMeant, depth - 1);
	});
}
