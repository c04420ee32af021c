import type {Entry, FileAccess} from '../../../core/files/files.ts';
import type {Listing} from '../../format.ts';
import {givenTo} from './manifest.ts';

/**
 * Files right in a run's directory that its program has written there. Data sets and source code are in the manifest, where Guild copied them, or are
 * links; of a run without a manifest nobody knows.
 * @param isWanted of which files it is asked, by their names
 */
export function ownFiles({path, entries}: Listing, isWanted: (name: string) => boolean, files: FileAccess): Entry[] {
	const named = entries.filter(({name, kind, isLink}) => kind === 'file' && isLink !== true && isWanted(name));
	const given = named.length === 0 ? null : givenTo(path, files);
	return given === null ? [] : named.filter(({name}) => !given.isLeft(name, path, files));
}
