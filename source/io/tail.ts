import {closeSync, existsSync, fstatSync, readSync, type Stats} from 'node:fs';
import {maxRecordBytes, type Tail, type TailOutcome} from '../core/files/files.ts';
import {errorCode} from './look.ts';
import {openToRead} from './open.ts';
import {noteFailure, noteMissing, noteOther} from './shut.ts';

const loadBytes = 1024 * 1024;
const printBytes = 128;
const nothing = Buffer.alloc(0);

// One buffer for all files: reading is synchronous and every chunk is used up or left on disk before the next file's turn.
let shared = Buffer.allocUnsafe(loadBytes);

function bufferOf(bytes: number): Buffer {
	if (shared.length < bytes) shared = Buffer.allocUnsafe(Math.max(bytes, shared.length * 2));
	return shared;
}

/**
 * Follows one file by offset. The file is opened for each read, so that thousands can be followed; an unconsumed tail is read again
 * from disk next time. A file counts as replaced when its inode changed, it is shorter than what was read, or the bytes at its head or
 * right before the offset are not those that were read.
 */
class FileTail implements Tail {
	offset = 0;
	size = 0;
	modifiedAtMs = 0;
	inode = -1;
	private head = nothing;
	private before = nothing;
	/** Length of the chunk that held no whole record last time: it is not offered again before the file has grown. */
	private stuckAtSize = -1;

	constructor(
		readonly path: string,
		/** True where it is known to be there at first. */
		private readonly isListed: boolean,
	) {}

	read(consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome {
		// Asked at each change of a run for files that it may never have; an error of `open` costs ten times as much.
		if (this.inode === -1 && !this.isListed && !existsSync(this.path)) {
			noteMissing(this.path);
			return 'missing';
		}
		let descriptor: number;
		try {
			descriptor = openToRead(this.path);
		} catch (error) {
			noteFailure(this.path, error);
			return errorCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
		}
		try {
			return this.readOpen(descriptor, consume, budgetBytes);
		} catch (error) {
			if (!(error instanceof Error && 'syscall' in error)) throw error;
			noteFailure(this.path, error);
			return 'unreadable';
		} finally {
			closeSync(descriptor);
		}
	}

	private readOpen(descriptor: number, consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome {
		const found = fstatSync(descriptor);
		if (!found.isFile()) {
			noteOther(this.path, found.isDirectory());
			return 'unreadable';
		}
		const unchanged = found.size === this.size && found.mtimeMs === this.modifiedAtMs && found.ino === this.inode;
		if (this.inode !== -1 && !unchanged && this.isOther(descriptor, found)) {
			this.forget();
			return 'replaced';
		}
		this.inode = found.ino;
		this.size = found.size;
		this.modifiedAtMs = found.mtimeMs;
		if (this.offset >= found.size || this.stuckAtSize === found.size) return 'unchanged';
		return this.consumeAll(descriptor, consume, budgetBytes);
	}

	private consumeAll(descriptor: number, consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome {
		const from = this.offset;
		let want = loadBytes;
		while (this.offset < this.size) {
			const buffer = bufferOf(want);
			const got = readSync(descriptor, buffer, 0, Math.min(want, this.size - this.offset), this.offset);
			if (got === 0) break;
			const used = Math.min(got, Math.max(0, consume(buffer.subarray(0, got))));
			if (used > 0) this.remember(buffer, used);
			this.offset += used;
			if (used === 0) {
				if (got < want || want >= maxRecordBytes) {
					this.stuckAtSize = this.size;
					break;
				}
				want = Math.min(maxRecordBytes, want * 4);
				continue;
			}
			want = loadBytes;
			if (this.offset - from >= budgetBytes && this.offset < this.size) return 'more';
		}
		if (shared.length > 4 * loadBytes) shared = Buffer.allocUnsafe(loadBytes);
		return this.offset > from ? 'read' : 'unchanged';
	}

	private remember(buffer: Buffer, used: number): void {
		const isFirst = this.offset === 0;
		if (isFirst && this.head.length < printBytes) this.head = Buffer.from(buffer.subarray(0, Math.min(printBytes, used)));
		// What is short has one copy for both.
		this.before =
			isFirst && used === this.head.length ? this.head : Buffer.from(buffer.subarray(Math.max(0, used - printBytes), used));
	}

	private isOther(descriptor: number, found: Stats): boolean {
		if (found.ino !== this.inode || found.size < this.offset) return true;
		return !this.holds(descriptor, this.head, 0) || !this.holds(descriptor, this.before, this.offset - this.before.length);
	}

	private holds(descriptor: number, bytes: Buffer, at: number): boolean {
		if (bytes.length === 0) return true;
		const now = Buffer.allocUnsafe(bytes.length);
		return readSync(descriptor, now, 0, now.length, at) === now.length && now.equals(bytes);
	}

	private forget(): void {
		this.offset = 0;
		this.inode = -1;
		this.head = nothing;
		this.before = nothing;
		this.stuckAtSize = -1;
	}
}

/** Opens a tail on a file that may not exist yet; `isListed`: it does. Nothing is read before `read`. */
export const openTail = (path: string, isListed = false): Tail => new FileTail(path, isListed);
