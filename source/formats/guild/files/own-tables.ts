import type {Entry, FileAccess} from '../../../core/files/files.ts';
import type {Listing} from '../../format.ts';
import {isTrainingTable} from '../../plain/training-table.ts';
import {pathsGivenTo} from './manifest.ts';

/**
 * Files right in a run's directory that its program has written there, named as only logs of a training are. Data sets and source code are in the
 * manifest, where Guild copied them, or are links; of a run without a manifest nobody knows.
 */
export function tableFiles({path, entries}: Listing, files: FileAccess): Entry[] {
	const named = entries.filter(({name, kind, isLink}) => kind === 'file' && isLink !== true && isTrainingTable(name));
	const given = named.length === 0 ? null : pathsGivenTo(path, files);
	return given === null ? [] : named.filter(({name}) => !given.has(name));
}
