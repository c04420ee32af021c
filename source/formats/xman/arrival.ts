import type {Arrival} from '../../core/arrival.ts';
import type {FileAccess} from '../../core/files/files.ts';
import {fileNames, type Place} from './layout.ts';

/** xman makes the directory of an experiment, and its first files in it, within this. */
const makingMs = 2000;

/**
 * When an experiment came to its number, by the files of Exp's first save (save_data_and_time of xman/filesystem.py), which are made with the directory
 * and rewritten in place. Null where it may have been put there by a copy: that was saved before its directory was made, or other files of it, which
 * xman makes later, came with the directory. A copy that holds neither cannot be told from a new one once xman has saved it again; where the whole
 * group was copied, its own directory is as young.
 * @param savedAtMs what .time says, milliseconds since the epoch
 */
export function arrivalOf(files: FileAccess, {path, groupPath}: Place, savedAtMs: number | null): Arrival | null {
	const born = (file: string) => files.stat(file)?.bornAtMs ?? 0;
	const atMs = born(path);
	if (atMs === 0 || savedAtMs === null || savedAtMs < atMs) return null;
	const cameWithIt = (name: string) => Math.abs(born(`${path}/${name}`) - atMs) < makingMs;
	const first = [fileNames.state, fileNames.saved] as const;
	if (!first.every(cameWithIt)) return null;
	const isSavedOnce = savedAtMs < atMs + makingMs;
	const others = (files.list(path) ?? []).filter(({name}) => !first.some(own => own === name));
	if (!isSavedOnce && others.some(({name}) => cameWithIt(name))) return null;
	return {atMs, by: 'disk', heldSinceMs: born(groupPath)};
}
