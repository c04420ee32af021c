/** The part of file access that reading a database needs; paths absolute. */
export interface DirectoryAccess {
	names(path: string): string[] | null;
	stat(path: string): {size: number; inode: number; modifiedAtMs: number} | null;
	readWhole(path: string, maxBytes: number): Uint8Array | null;
	readRange(path: string, offset: number, length: number): Uint8Array | null;
}
