import type {FileAccess} from '../../../core/files/files.ts';
import {decodeFile} from '../../../encodings/text/text.ts';

/** What is longer is no path of a run. */
const mostBytes = 256;

/** Path of a link as its text, which is what is left of it where a copy or a checkout could not make links: the id of the run, else null. */
export function linkedId(text: string): string | null {
	return /^(?:[^\n]*\/)?\.\.\/([0-9a-f]{32})\/?\n?$/.exec(text)?.[1] ?? null;
}

/** Id of the run that a link leads to, whether or not that is there; null for any other, and for what is no link. */
export const targetOf = (files: FileAccess, path: string): string | null => linkedId(files.linkTarget?.(path) ?? '');

/** The same for a file that is all that is left of a link. */
export function remainsOf(files: FileAccess, path: string): string | null {
	const text = readShort(files, path);
	return text === null ? null : linkedId(text);
}

/** A file that holds a path, or an id; null where it is longer than that, or cannot be read. */
export function readShort(files: FileAccess, path: string): string | null {
	const bytes = files.readWhole(path, mostBytes);
	return bytes === null ? null : decodeFile(bytes);
}
