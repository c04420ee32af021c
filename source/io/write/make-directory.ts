import {existsSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {blame} from '../describe-failure.ts';
import {isDirectory} from '../look.ts';

/**
 * Makes a directory, and those above it that are missing. Node's own way tries for ever where one that is there has no place for others and says that
 * they are not found: below /proc, or where homes are mounted on demand.
 * @throws what the system says
 */
export function makeDirectory(directory: string, mode?: number): void {
	const above = path.dirname(directory);
	try {
		if (!existsSync(above)) makeDirectory(above, mode);
		mkdirSync(directory, mode);
	} catch (error) {
		if (!isDirectory(directory)) throw blame(error, directory);
	}
}
