import {closeSync, type Dirent, existsSync, fstatSync, readdirSync, readlinkSync, readSync, statSync} from 'node:fs';
import path from 'node:path';
import type {Entry, FileAccess, FileStat, FileState} from '../core/files/files.ts';
import {isLitter} from '../core/files/litter-names.ts';
import {orNull} from '../core/or-null.ts';
import {errorCode} from './look.ts';
import {irregularIn, isNullDevice, noteIrregular, openToRead} from './open.ts';
import {readRanges} from './read-ranges.ts';
import {hearShut, isShut, noteFailure, noteMissing, noteOther, refusals} from './shut.ts';
import {openTail} from './tail.ts';

/**
 * What trackers call files that they write: a pipe or a socket of another name may be anybody's, and is none of their business. Programs have pipes called
 * `in.log` and `control.lock` themselves.
 */
const dataEnds = /(?:\.(?:jsonl?|ndjson|[ct]sv|ya?ml|toml|db|sqlite3?|pickle|wandb|swanlab)|tfevents.*)$/i;
const dataFiles =
	/^(?:\.run|run\.(?:lock|error|complete)|output\.log|debug(?:-internal)?\.log|(?:cout|error|requirements|note)\.txt)$/;
const isDataName = (name: string): boolean => dataEnds.test(name) || dataFiles.test(name);

function kindOf(entry: {isFile(): boolean; isDirectory(): boolean}): Entry['kind'] {
	if (entry.isDirectory()) return 'directory';
	return entry.isFile() ? 'file' : 'other';
}

function resolveEntry(directory: string, entry: Dirent): Entry {
	const {name} = entry;
	if (!entry.isSymbolicLink()) return noted(directory, {name, kind: kindOf(entry)});
	try {
		const found = statSync(path.join(directory, name));
		if (isNullDevice(found)) return {name, kind: 'other', isLink: true};
		return noted(directory, {name, kind: kindOf(found), isLink: true});
	} catch {
		return {name, kind: 'other', isLink: true};
	}
}

function noted(directory: string, entry: Entry): Entry {
	if (entry.kind === 'other') {
		const at = path.join(directory, entry.name);
		noteIrregular(at);
		if (isDataName(entry.name)) noteOther(at, false);
	}
	return entry;
}

/** Whether the directory that this process is in is gone, as its own path cannot be told then. */
export const isAdrift = (error: unknown): boolean => error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';

/** Why a system call failed, in words a person can act on: "permission denied". */
export function describeError(error: unknown): string {
	const code = errorCode(error);
	if (isAdrift(error)) return 'the directory that you are in is gone';
	const words: Record<string, string> = {
		...refusals,
		ENOENT: 'no such file or directory',
		ENOTDIR: 'not a directory',
		EISDIR: 'is a directory',
		EEXIST: 'there is something of that name already',
		ELOOP: 'a loop of symbolic links',
		EMFILE: 'too many open files (raise it with ulimit -n)',
		ENOSPC: 'no space left on the disk',
		EDQUOT: 'the quota of the disk is used up',
		EROFS: 'the disk is mounted read-only',
		EXDEV: 'that lies on another disk',
		ESTALE: 'stale network file handle',
		ENAMETOOLONG: 'the path is too long',
	};
	return words[code] ?? (code || (error instanceof Error ? error.message : String(error)));
}

/** Entries of a directory, links followed, without what desktops leave there. Throws what the system says, for callers that report it. */
export function listDirectory(directory: string): Entry[] {
	const entries: Entry[] = [];
	for (const entry of readdirSync(directory, {withFileTypes: true}))
		if (!isLitter(entry.name) || entry.isDirectory()) entries.push(resolveEntry(directory, entry));
	return entries;
}

/** A descriptor to read from; null where it cannot be opened, which is told to whoever listens. */
function openNoted(file: string): number | null {
	try {
		return openToRead(file);
	} catch (error) {
		noteFailure(file, error);
		return null;
	}
}

let scratch = Buffer.allocUnsafe(64 * 1024);

function tellState(descriptor: number, note: (state: FileState) => void): void {
	const {size, mtimeMs: modifiedAtMs, ino: inode} = fstatSync(descriptor);
	note({size, modifiedAtMs, inode});
}

function readRange(file: string, offset: number, length: number, note?: (state: FileState) => void): Uint8Array | null {
	const descriptor = openNoted(file);
	if (descriptor === null) return null;
	try {
		if (note !== undefined) tellState(descriptor, note);
		// What is short is read where there is room already, and takes no more of its own than it has.
		const isShort = length <= scratch.length;
		const bytes = isShort ? scratch : Buffer.allocUnsafe(length);
		let filled = 0;
		while (filled < length) {
			const got = readSync(descriptor, bytes, filled, length - filled, offset + filled);
			filled += got;
			// A regular file gives less than it is asked for only at its end.
			if (got < length) break;
		}
		// Databases are read in blocks that fill it: that is given away, which saves a copy of all that they hold.
		if (filled === scratch.length && isShort) scratch = Buffer.allocUnsafe(scratch.length);
		else if (isShort) return Buffer.from(bytes.subarray(0, filled));
		return bytes.subarray(0, filled);
	} catch (error) {
		noteFailure(file, error);
		return null;
	} finally {
		closeSync(descriptor);
	}
}

function readListed(file: string, maxBytes: number, note?: (state: FileState) => void): Uint8Array | null {
	const descriptor = openNoted(file);
	if (descriptor === null) return null;
	let got: number;
	try {
		if (note !== undefined) tellState(descriptor, note);
		got = readSync(descriptor, scratch, 0, scratch.length, 0);
	} catch (error) {
		noteFailure(file, error);
		return null;
	} finally {
		closeSync(descriptor);
	}
	if (got === scratch.length) return readWhole(file, maxBytes);
	return got > maxBytes ? null : scratch.subarray(0, got);
}

function stat(file: string): FileStat | null {
	try {
		const found = statSync(file, {throwIfNoEntry: false});
		if (found === undefined) return null;
		if (kindOf(found) === 'other' && !isNullDevice(found)) noteOther(file, false);
		return {
			size: found.size,
			modifiedAtMs: found.mtimeMs,
			bornAtMs: found.birthtimeMs,
			inode: found.ino,
			device: found.dev,
			kind: kindOf(found),
		};
	} catch (error) {
		noteFailure(file, error);
		return null;
	}
}

function readWhole(file: string, maxBytes: number): Uint8Array | null {
	const found = stat(file);
	if (found === null) return null;
	if (found.kind === 'directory') noteOther(file, true);
	if (found.kind !== 'file' || found.size > maxBytes) return null;
	return readRange(file, 0, found.size);
}

/** Files of this machine. Synchronous on purpose: it runs in the engine's thread, where sync calls cost a fifth of promised ones. */
export const nodeFiles: FileAccess = {
	now: Date.now,
	linkTarget: path => orNull(() => readlinkSync(path)),
	list(directory) {
		try {
			return listDirectory(directory);
		} catch (error) {
			noteFailure(directory, error);
			return null;
		}
	},
	names(directory) {
		try {
			return readdirSync(directory).filter(name => !isLitter(name));
		} catch (error) {
			noteFailure(directory, error);
			return null;
		}
	},
	stat,
	exists(path) {
		if (existsSync(path)) return true;
		noteMissing(path);
		return false;
	},
	readWhole,
	readRange,
	readRanges,
	readListed,
	readTold: readListed,
	tail: openTail,
	hearShut,
	isShut,
	othersIn: directory => irregularIn(directory).filter(at => isDataName(path.basename(at))),
};
