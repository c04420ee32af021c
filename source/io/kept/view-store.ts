import {copyFileSync, existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {digestRoots} from '../../core/digest-text.ts';
import {emptyViewFile, parseViewFile, printViewFile, type ViewFile} from '../../core/views/view-file.ts';
import {describeError} from '../files.ts';
import {errorCode} from '../look.ts';
import {stateDirectory} from '../state-directory.ts';
import {takeLock} from '../write/lock.ts';
import {makeDirectory} from '../write/make-directory.ts';
import {replaceFile} from '../write/replace.ts';

const mostTries = 20;
const restMs = 10;

export interface ReadViews {
	file: ViewFile;
	/** What of the file cannot be used, each naming the file. */
	problems: string[];
}

/** Where this person's views of these roots are kept; the same for every order of the roots. */
export function viewFileOf(roots: readonly string[]): string {
	return path.join(stateDirectory(), 'views', `${digestRoots(roots)}.json`);
}

/** Views of a file; none where there is no file. What is wrong with it is told, and nothing of it is lost by reading. */
export function readViews(file: string): ReadViews {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		const isThere = !['', 'ENOENT', 'ENOTDIR'].includes(errorCode(error));
		return {file: emptyViewFile, problems: isThere ? [`${file}: ${describeError(error)}`] : []};
	}
	const parsed = parseViewFile(text);
	return {file: parsed.file, problems: parsed.problems.map(problem => `${file}: ${problem}`)};
}

/**
 * Changes a file of views as it is now, which another xtui may have changed since it was read, and gives it back. Where not all of it could be
 * understood, a copy of it is kept beside it first.
 * @throws what the system says, or that another xtui is at it
 */
export function changeViews(file: string, change: (views: ViewFile) => ViewFile): ViewFile {
	const lock = waitForLock(file);
	try {
		const {file: before, problems} = readViews(file);
		const after = change(before);
		if (printViewFile(after) === printViewFile(before)) return after;
		makeDirectory(path.dirname(file));
		if (problems.length > 0) copyFileSync(file, damagedName(file));
		replaceFile(file, printViewFile(after));
		return after;
	} finally {
		lock.release();
	}
}

/** Another xtui holds it for a few milliseconds only. */
function waitForLock(file: string): {release(): void} {
	for (let tries = 0; tries < mostTries; tries++) {
		const lock = takeLock(file);
		if (!('heldBy' in lock)) return lock;
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, restMs);
	}
	throw new Error('another xtui is writing the views; try again');
}

function damagedName(file: string): string {
	for (let number = 1; ; number++) {
		const name = `${file}.damaged-${number}`;
		if (!existsSync(name)) return name;
	}
}
