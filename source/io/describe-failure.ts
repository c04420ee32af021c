import {accessSync, constants} from 'node:fs';
import {basename} from 'node:path';
import {isWithin} from '../core/files/paths.ts';
import {withAllAbove} from './above.ts';
import {describeError} from './files.ts';
import {errorCode, isDirectory, look, lookAtItself} from './look.ts';
import {stateDirectory} from './state-directory.ts';

/**
 * Why something could not be done on the disk, for people: what it failed at, why, and what they can do about it.
 * @param wanted what somebody would have to be let do
 */
export function describeFailure(error: unknown, wanted: 'read' | 'write' = 'write'): string {
	const words = describeError(error);
	const at = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;
	const code = errorCode(error);
	if (at === null) return words;
	if (code === 'ENOTDIR' || (code === 'EEXIST' && !isDirectory(at)))
		return `${nearest(at)} is no directory; ${remedyFor(at, basename(nearest(at)) === '.xtui' ? 'move it away' : 'name another place')}`;
	if (code === 'EACCES' || code === 'EPERM')
		return `${at}: ${words}; ${remedyFor(at, `ask whoever owns ${culpritOf(at)} to let you ${wanted} there`)}`;
	if (code === 'EROFS') return `${at}: ${words}; ${remedyFor(at, 'mount it so that you may write there')}`;
	if (code === 'ENOSPC' || code === 'EDQUOT') return `${at}: ${words}; make room and do it again`;
	return `${at}: ${words}`;
}

/** An error of the system that names the file which a person knows, in place of a temporary one or of none. */
export function blame(error: unknown, file: string): unknown {
	return errorCode(error) === '' ? error : Object.assign(error as Error, {path: file});
}

/** What is kept for the person can be kept elsewhere. */
function remedyFor(at: string, remedy: string): string {
	const state = stateDirectory();
	return isWithin(at, state) || isWithin(state, at) ? 'set XDG_STATE_HOME to a directory that you may write to' : remedy;
}

/** A path and all directories above it, as far as they are there and may be looked at, the nearest first. */
const thereOf = (at: string): string[] => withAllAbove(at).filter(each => look(each) !== null);

/** What of a path is there, which may be a link to nothing, as a home's to a disk that is gone. */
const nearest = (at: string): string => withAllAbove(at).find(each => lookAtItself(each) !== null) ?? at;

/** What refuses: the path itself, the directory that it lies in, or else the nearest one that is there. */
function culpritOf(at: string): string {
	const there = thereOf(at);
	return there.slice(0, 2).find(each => !mayWrite(each)) ?? there[0] ?? at;
}

function mayWrite(at: string): boolean {
	try {
		accessSync(at, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}
