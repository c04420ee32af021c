/** What a reader may do with files, as an interface, so that formats never import I/O. Implemented in io/; all paths absolute. */

export interface Entry {
	name: string;
	kind: 'file' | 'directory' | 'other';
	/** True for a symbolic link; `kind` is that of what it leads to. */
	isLink?: boolean;
}

/** What tells one state of a file or a directory from another. */
export interface FileState {
	size: number;
	modifiedAtMs: number;
	inode: number;
}

/** One state of a file as a text, which is another one for any other state; empty for what is not there. */
export const stateText = (state: FileState | null): string =>
	state === null ? '' : `${state.size}:${state.modifiedAtMs}:${state.inode}`;

export interface FileStat extends FileState {
	/** When the file was made here, which a copy makes new; 0 where the file system does not tell. */
	bornAtMs?: number;
	device: number;
	kind: Entry['kind'];
}

/** When the first and the last of some files were made here, milliseconds since the epoch. */
export interface Made {
	firstMs: number;
	lastMs: number;
}

/** Slower than any disk that a file is copied to, bytes a millisecond; and what a small one takes. */
const [slowest, leastCopyMs] = [20_000, 1500];

/**
 * When a file was last written to after it was made here, milliseconds; null for one that was made in one go and left alone since, as
 * a copy is: its time is that of the copying, or an older one that it was given. Where nobody knows when it was made, its time counts.
 */
export function lastWriteMs({size, modifiedAtMs, bornAtMs = 0}: FileStat): number | null {
	return bornAtMs > 0 && modifiedAtMs <= bornAtMs + leastCopyMs + size / slowest ? null : modifiedAtMs;
}

/**
 * - `unchanged`: nothing new; `read`: something was consumed and the end was reached; `more`: the budget ran out first.
 * - `replaced`: the file is another one now, was truncated or rewritten: what was made of it must be dropped; the next read starts at 0.
 * - `missing`, `unreadable`: it cannot be read now; it is asked again later.
 */
export type TailOutcome = 'unchanged' | 'read' | 'more' | 'replaced' | 'missing' | 'unreadable';

/** A file that is read once, piece by piece, as it grows. */
export interface Tail extends Readonly<FileState> {
	readonly path: string;
	/** Bytes consumed so far. */
	readonly offset: number;
	/** Size when last looked at, in bytes; it and the time are 0 before that, and the inode is below. */
	readonly size: number;
	/**
	 * Hands appended bytes to `consume`, which returns how many of them it has used (whole records); the rest comes again with more
	 * behind it, so a torn tail waits here. The chunk is only valid during the call. When one record is larger than the buffer, the
	 * buffer grows up to `maxRecordBytes`; a chunk of that length must be used up, at least in part, by whoever consumes.
	 */
	read(consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome;
}

/** Takes what may not be looked at, or into, and why: "permission denied". */
export type ShutTeller = (path: string, isDirectory: boolean, why: string) => void;

export const maxRecordBytes = 64 * 1024 * 1024;

export interface FileAccess {
	/** Entries of a directory, links followed, without the litter of desktops; null where it cannot be listed. */
	list(path: string): Entry[] | null;
	/** Names in a directory, which cost half of its entries; null where it cannot be listed. */
	names(path: string): string[] | null;
	stat(path: string): FileStat | null;
	/** Costs a third of `stat`: for what is asked of every directory. */
	exists(path: string): boolean;
	/** Whole content, null where it is absent, unreadable or larger than `maxBytes`. */
	readWhole(path: string, maxBytes: number): Uint8Array | null;
	/** Up to `length` bytes from `offset`; null where it cannot be read. `note` is told the state that they are read in. */
	readRange(path: string, offset: number, length: number, note?: (state: FileState) => void): Uint8Array | null;
	/** Optional: ranges of one length, null for each that is not there in full; in a fraction of the time that reading one after the other takes. */
	readRanges?(path: string, offsets: readonly number[], length: number): (Uint8Array | null)[];
	/**
	 * The same as `readWhole`, in half of its time, for a path that a listing has shown to be a file, and that is mostly small. The bytes
	 * are only valid until the next one is read. `note` is told the state that they are read in.
	 */
	readListed(path: string, maxBytes: number, note?: (state: FileState) => void): Uint8Array | null;
	/**
	 * The same for a file that is never written to without an entry coming or going in a directory that is looked at too: the times of
	 * these say whether it has to be read again, so that nobody asks for its own.
	 */
	readTold(path: string, maxBytes: number): Uint8Array | null;
	/** `isListed`: a listing has shown that it is there. */
	tail(path: string, isListed?: boolean): Tail;
	/** Optional: what a symbolic link says, whether or not that leads anywhere; null for anything else. */
	linkTarget?(path: string): string | null;
	/** Optional: the time now, milliseconds since the epoch, for what is true until some time only. */
	now?(): number;
	/** Optional: takes note that what is being read depends on a path too that was looked at for another one. */
	depend?(path: string): void;
	/**
	 * Optional: does something, and tells of every file and directory that is there and refuses itself meanwhile: what is asked of it gives null or
	 * false, as of what is not there. Of what lies in a directory that may not be entered that one is told.
	 */
	hearShut?<Result>(tell: ShutTeller, act: () => Result): Result;
	/** Optional: true for what is there, as far as anybody can tell, and still refuses itself; `asFile`: also for what is there and no file. */
	isShut?(path: string, asFile?: boolean): boolean;
	/** Optional: paths of what lies right in a directory under the name of a file that a tracker writes, and is a pipe, a socket or a device. */
	othersIn?(directory: string): string[];
}
