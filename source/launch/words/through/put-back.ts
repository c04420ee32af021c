import {readFileSync, rmSync} from 'node:fs';
import {errorCode} from '../../../io/look.ts';
import {replaceFile} from '../../../io/write/replace.ts';

/**
 * Keeps what a file holds, or that there is none, and gives what makes it so again.
 * @throws what the system says, now and then
 */
export function keepForBack(file: string): () => void {
	let before: Uint8Array;
	try {
		before = readFileSync(file);
	} catch (error) {
		if (errorCode(error) !== 'ENOENT') throw error;
		return () => rmSync(file, {force: true});
	}
	return () => replaceFile(file, before);
}
