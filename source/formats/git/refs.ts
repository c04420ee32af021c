import type {FileAccess} from '../../core/files/files.ts';
import {type GitPlace, textOf} from './git-store.ts';

const mostPackedBytes = 16 * 1024 * 1024;
const deepest = 4;

/** The file of all refs that have none of their own any more. */
export const packedRefsIn = ({common}: GitPlace): string => `${common}/packed-refs`;

/**
 * Hashes of the refs of a folder such as "refs/tags", by their names in there. What lies in a file of its own is newer than what `git pack-refs` has put
 * into one file with all others.
 */
export function refsIn(folder: string, place: GitPlace, files: FileAccess): Map<string, string> {
	const packed = textOf(files, packedRefsIn(place), mostPackedBytes);
	const hashes = new Map<string, string>();
	for (const [, hash, ref] of packed.matchAll(/^([0-9a-f]{40,64}) (.+)$/gm))
		if (ref!.startsWith(`${folder}/`)) hashes.set(ref!.slice(folder.length + 1), hash!);
	for (const name of namesBelow(files, `${place.common}/${folder}`))
		hashes.set(name, textOf(files, `${place.common}/${folder}/${name}`, 200).trim());
	return hashes;
}

function* namesBelow(files: FileAccess, directory: string, prefix = '', depth = 0): Generator<string> {
	if (depth > deepest) return;
	for (const {name, kind} of files.list(directory) ?? []) {
		if (kind === 'file') yield `${prefix}${name}`;
		else if (kind === 'directory') yield* namesBelow(files, `${directory}/${name}`, `${prefix}${name}/`, depth + 1);
	}
}
