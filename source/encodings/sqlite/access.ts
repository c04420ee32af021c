/** What is needed of files; `FileAccess` of the core has it. Paths are absolute. Nothing is ever written or locked. */
export interface RandomAccess {
	stat(path: string): {size: number; modifiedAtMs: number; inode: number} | null;
	/** Up to `length` bytes from `offset`; null where they cannot be read. */
	readRange(path: string, offset: number, length: number): Uint8Array | null;
	/** Optional: ranges of one length, null for each that is not there in full. */
	readRanges?(path: string, offsets: readonly number[], length: number): (Uint8Array | null)[];
	/** Optional: the time now, milliseconds since the epoch. */
	now?(): number;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Size, time and inode of a file in one text, '' where there is none: another text means that it was written. */
export function identify(access: RandomAccess, path: string): string {
	const found = access.stat(path);
	return found === null ? '' : `${found.size}:${found.modifiedAtMs}:${found.inode}`;
}
