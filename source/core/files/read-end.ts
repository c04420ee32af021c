import type {FileAccess} from './files.ts';

/**
 * The last bytes of a file, at most so many: none of an empty one or one that is not there; null where it cannot be read.
 * @param size of the file in bytes, where it is known already
 */
export function readEnd(path: string, files: FileAccess, most: number, size = files.stat(path)?.size ?? 0): Uint8Array | null {
	return size === 0 ? new Uint8Array(0) : files.readRange(path, Math.max(0, size - most), most);
}
