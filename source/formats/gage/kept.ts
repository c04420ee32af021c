import type {FileAccess} from '../../core/files/files.ts';
import {type Kept, nothingKept} from '../kept.ts';
import type {Place} from './layout.ts';
import {Meta} from './meta.ts';

/** Source files as Gage's manifest lists them, `s <sha256> <path>`, in the directory that the run worked in; git HEAD's puts the manifest into an archive. */
export function readKept(files: FileAccess, place: Place): Kept {
	const manifest = new Meta(files, place).text('manifest');
	const listed = (manifest ?? '').split('\n').flatMap((line): [string, string][] => {
		const path = /^s [0-9a-f]{64} (.+)$/.exec(line)?.[1];
		return path === undefined ? [] : [[path, `${place.work}/${path}`]];
	});
	return {...nothingKept, sources: new Map(listed)};
}
