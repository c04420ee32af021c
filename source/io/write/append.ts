import {closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync} from 'node:fs';
import path from 'node:path';
import {blame} from '../describe-failure.ts';
import {describeError} from '../files.ts';
import {errorCode} from '../look.ts';
import {makeDirectory} from './make-directory.ts';

const appending = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT;
const retryEveryMs = 1000;
/** Failures of a disk that may pass. */
const passing = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'ESTALE', 'EAGAIN', 'EFBIG']);

/**
 * A file that only grows. What a full disk refuses is kept in memory, up to a limit, and written when there is room again, so that no record
 * is torn and, as long as it fits, none is lost.
 */
export class AppendFile {
	/** Bytes written or waiting, from the beginning of the file. */
	size: number;
	/** Bytes that found no place, neither on the disk nor in memory. */
	lostBytes = 0;
	/** Why the last write failed, in words; null while all is well. */
	fault: string | null = null;
	private readonly descriptor: number;
	private waiting: Uint8Array[] = [];
	private waitingBytes = 0;
	private triedAtMs = 0;

	constructor(
		readonly file: string,
		private readonly mostWaitingBytes: number,
	) {
		this.descriptor = openSync(file, appending, 0o666);
		this.size = fstatSync(this.descriptor).size;
	}

	/** Adds whole records; false where they had to be given up because disk and memory are full. */
	append(bytes: Uint8Array): boolean {
		if (this.waiting.length > 0 && Date.now() - this.triedAtMs >= retryEveryMs) this.flush();
		if (this.waiting.length > 0 && this.waitingBytes + bytes.length > this.mostWaitingBytes) {
			this.lostBytes += bytes.length;
			return false;
		}
		this.size += bytes.length;
		if (this.waiting.length > 0) this.keep(Uint8Array.from(bytes));
		else {
			const written = this.write(bytes);
			if (written < bytes.length) this.keep(Uint8Array.from(bytes.subarray(written)));
		}
		return true;
	}

	/** Tries to write what waits; true when nothing is left. */
	flush(): boolean {
		this.triedAtMs = Date.now();
		while (this.waiting.length > 0) {
			const [first] = this.waiting as [Uint8Array];
			const written = this.write(first);
			this.waitingBytes -= written;
			if (written < first.length) {
				this.waiting[0] = first.subarray(written);
				return false;
			}
			this.waiting.shift();
		}
		this.fault = null;
		return true;
	}

	close(): void {
		this.flush();
		try {
			fsyncSync(this.descriptor);
		} catch {
			// A full or lost disk was reported when it was written to.
		}
		closeSync(this.descriptor);
	}

	private keep(bytes: Uint8Array): void {
		this.waiting.push(bytes);
		this.waitingBytes += bytes.length;
	}

	private write(bytes: Uint8Array): number {
		let done = 0;
		try {
			while (done < bytes.length) done += writeSync(this.descriptor, bytes, done, bytes.length - done);
		} catch (error) {
			if (!passing.has(errorCode(error))) throw error;
			this.fault = describeError(error);
			this.triedAtMs = Date.now();
		}
		return done;
	}
}

/**
 * Appends one line in a single write, so that several programs may append to one file at once. A torn last line that another program left
 * is ended first.
 * @throws what the system says
 */
export function appendLine(file: string, line: string, mode = 0o666): void {
	const journal = openToAppend(file, mode);
	try {
		journal.append(line);
	} finally {
		journal.close();
	}
}

/**
 * Opens, or makes, a file that lines are appended to, so that it is known beforehand whether it may be written.
 * @throws what the system says
 */
export function openToAppend(file: string, mode = 0o666): {append(line: string): void; close(): void} {
	makeDirectory(path.dirname(file));
	const descriptor = openSync(file, (appending & ~constants.O_WRONLY) | constants.O_RDWR, mode);
	return {
		append(line) {
			try {
				const {size} = fstatSync(descriptor);
				const last = Buffer.alloc(1);
				const isTorn = size > 0 && readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
				const bytes = Buffer.from(`${isTorn ? '\n' : ''}${line}\n`);
				const written = writeSync(descriptor, bytes);
				if (written < bytes.length) throw Object.assign(new Error('the disk is full'), {code: 'ENOSPC'});
				fsyncSync(descriptor);
			} catch (error) {
				throw blame(error, file);
			}
		},
		close: () => closeSync(descriptor),
	};
}
