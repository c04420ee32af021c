import {randomBytes} from 'node:crypto';
import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {nameOf} from '../../core/command/program.ts';
import {errorCode} from '../../io/look.ts';
import {makeDirectory} from '../../io/write/make-directory.ts';

const longestName = 120;

/** Random id of a run: 10 characters that no file system or shell minds. */
export function makeId(): string {
	return randomBytes(8).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 10).toLowerCase();
}

/** What a command is called where nobody names it: its script, or its program. */
export const nameCommand = (argv: readonly string[]): string => nameOf(argv) || 'run';

/** A name as one part of a path: everything stays that a file name may hold. */
export function toDirectoryName(name: string): string {
	let safe = name
		.replaceAll(/[/\\\x00-\x1f\x7f]/g, '_')
		.replace(/^[.\s-]+/, '')
		.trim();
	while (Buffer.byteLength(safe) > longestName) safe = safe.slice(0, -1);
	return safe === '' ? 'run' : safe;
}

/**
 * Makes the directory of a new run, `NAME`, else `NAME-2` and so on. Two programs never get the same one.
 * @throws what the system says
 */
export function claimDirectory(runsDirectory: string, name: string): string {
	makeDirectory(runsDirectory);
	const safe = toDirectoryName(name);
	for (let count = 1; ; count++) {
		const directory = path.join(runsDirectory, count === 1 ? safe : `${safe}-${count}`);
		try {
			mkdirSync(directory);
			return directory;
		} catch (error) {
			if (errorCode(error) !== 'EEXIST') throw error;
		}
	}
}
