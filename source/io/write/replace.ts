import {closeSync, fsyncSync, ftruncateSync, openSync, renameSync, rmSync, writeSync} from 'node:fs';
import path from 'node:path';
import {blame} from '../describe-failure.ts';

let made = 0;

function temporaryName(file: string): string {
	return path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}-${made++}.tmp`);
}

/** Writes all of it from the beginning of a file on, or throws what the system says. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
	for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, done);
}

/** Makes the system write down a file, or what a directory names. */
export function syncEntry(at: string): void {
	const descriptor = openSync(at, 'r');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

/** Makes the names of a directory last a loss of power; where the file system cannot, nothing is lost that it could have kept. */
function syncDirectory(directory: string): void {
	try {
		syncEntry(directory);
	} catch {
		// Some network file systems refuse to sync a directory.
	}
}

/** Replaces a file whole: temporary name, fsync, rename. Whoever reads sees the old content or the new one. Throws what the system says. */
export function replaceFile(file: string, content: string | Uint8Array): void {
	let reserved: ReservedFile | null = null;
	try {
		reserved = new ReservedFile(file, 0);
		reserved.commit(content);
	} catch (error) {
		reserved?.drop();
		throw blame(error, file);
	}
}

/**
 * A file whose room on the disk is taken before it is needed: the record of a run's end can be written even when the run has filled the
 * disk (where the file system writes in place).
 */
export class ReservedFile {
	private readonly temporary: string;
	private readonly descriptor: number;
	private isOpen = true;

	constructor(
		private readonly file: string,
		bytes: number,
	) {
		this.temporary = temporaryName(file);
		this.descriptor = openSync(this.temporary, 'wx', 0o666);
		try {
			writeAll(this.descriptor, Buffer.alloc(bytes, ' '));
			if (bytes > 0) fsyncSync(this.descriptor);
		} catch (error) {
			this.drop();
			throw error;
		}
	}

	/** Writes the content and gives it its name. May be called again after it threw. */
	commit(content: string | Uint8Array): void {
		const bytes = typeof content === 'string' ? Buffer.from(content) : content;
		writeAll(this.descriptor, bytes);
		ftruncateSync(this.descriptor, bytes.length);
		fsyncSync(this.descriptor);
		renameSync(this.temporary, this.file);
		this.close();
		syncDirectory(path.dirname(this.file));
	}

	/** Gives the room back without writing anything. */
	drop(): void {
		this.close();
		rmSync(this.temporary, {force: true});
	}

	private close(): void {
		if (this.isOpen) closeSync(this.descriptor);
		this.isOpen = false;
	}
}
