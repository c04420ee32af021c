import type {FileAccess} from '../../core/files/files.ts';
import {type Kept, nothingKept, readSmallText} from '../kept.ts';
import type {Place} from './layout.ts';

/** Source files as Gage's manifest lists them, `s <sha256> <path>`, in the directory that the run worked in. */
export function readKept(files: FileAccess, {meta, work, isZip}: Place): Kept {
	const manifest = isZip ? null : readSmallText(files, `${meta}/manifest`);
	const listed = (manifest ?? '').split('\n').flatMap((line): [string, string][] => {
		const path = /^s [0-9a-f]{64} (.+)$/.exec(line)?.[1];
		return path === undefined ? [] : [[path, `${work}/${path}`]];
	});
	return {...nothingKept, sources: new Map(listed)};
}
