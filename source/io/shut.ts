import {closeSync, opendirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';
import type {ShutTeller} from '../core/files/files.ts';
import {orNull} from '../core/or-null.ts';
import {errorCode, isLink} from './look.ts';
import {openToRead} from './open.ts';

/** Why the system refuses what is there, in words, by its code: of these alone nobody can say what they hold. */
export const refusals: Readonly<Record<string, string>> = {
	EACCES: 'permission denied',
	EPERM: 'permission denied',
	EIO: 'input/output error',
};

/** Why nothing is read from what stands where a file is asked for, by the code of the system. */
const otherKinds: Readonly<Record<string, string>> = {
	ENXIO: 'it is a pipe, a socket or a device',
	ESPIPE: 'it is a pipe, a socket or a device',
	EISDIR: 'it is a directory and no file',
};

interface Hearing {
	tell: ShutTeller;
	/** Directories that were asked for already, whether they may be entered. */
	asked: Set<string>;
}

let hearing: Hearing | null = null;

/** Does something, and tells every path that refuses itself meanwhile; see `FileAccess.hearShut`. */
export function hearShut<Result>(tell: ShutTeller, act: () => Result): Result {
	const before = hearing;
	hearing = {tell, asked: new Set()};
	try {
		return act();
	} finally {
		hearing = before;
	}
}

/** Takes note of a system call that failed. */
export function noteFailure(path: string, error: unknown): void {
	if (hearing === null) return;
	const why = whyRefused(error);
	if (why !== null) hearing.tell(...culpritOf(path), why);
	const other = otherKinds[errorCode(error)];
	if (other !== undefined) hearing.tell(path, false, other);
}

/** Takes note of what is no file where one is to be read: that it is there is known, what it would hold is not. */
export function noteOther(path: string, isDirectory: boolean): void {
	hearing?.tell(path, false, otherKinds[isDirectory ? 'EISDIR' : 'ENXIO']!);
}

/** Takes note of a path that is not there by `existsSync`, as all that lies in a directory which may not be entered seems not to be. */
export function noteMissing(path: string): void {
	if (hearing === null) return;
	const directory = dirname(path);
	if (hearing.asked.has(directory)) return;
	hearing.asked.add(directory);
	try {
		statSync(path, {throwIfNoEntry: false});
	} catch (error) {
		noteFailure(path, error);
	}
}

/** True for what is there, as far as anybody can tell, and refuses itself; `asFile`: also for what is no file. */
export function isShut(path: string, asFile = false): boolean {
	try {
		const found = statSync(path);
		if (asFile && !found.isFile()) return true;
		if (found.isDirectory()) {
			opendirSync(path).closeSync();
			statSync(`${path}/.`);
		} else closeSync(openToRead(path));
		return false;
	} catch (error) {
		return whyRefused(error) !== null;
	}
}

/** Why the system refused a call, where what it was about is there; null where it failed for something else. */
const whyRefused = (error: unknown): string | null => refusals[errorCode(error)] ?? null;

/** What refuses itself where a path cannot be reached: that itself, a directory above it, or a link to such a one; and whether it is a directory. */
function culpritOf(path: string): [path: string, isDirectory: boolean] {
	let below = path;
	for (let at = path; ; below = at, at = dirname(at)) {
		const isDirectory = isDirectoryAt(at);
		if (isDirectory === null && at !== dirname(at)) continue;
		return at !== below && isLink(below) ? [below, false] : [at, isDirectory ?? false];
	}
}

/** Null where nobody can say. */
const isDirectoryAt = (path: string): boolean | null => orNull(() => statSync(path).isDirectory());
