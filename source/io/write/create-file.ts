import {copyFileSync, constants as fsConstants, linkSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {errorCode} from '../look.ts';
import {replaceFile} from './replace.ts';

/**
 * Writes a new file whole: whoever looks sees nothing or all of it, and a file that is there already stays as it is. Throws what the
 * system says.
 * @returns false where the name is taken
 */
export function createFile(file: string, content: string): boolean {
	const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.new`);
	writeFileSync(temporary, content, {flag: 'wx'});
	try {
		linkOrCopy(temporary, file);
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(temporary, {force: true});
	}
}

function linkOrCopy(from: string, to: string): void {
	try {
		linkSync(from, to);
	} catch (error) {
		if (errorCode(error) === 'EEXIST') throw error;
		// Some file systems give no second name to a file.
		copyFileSync(from, to, fsConstants.COPYFILE_EXCL);
	}
}

/** Writes a file whole, in place of one that is there only where `isForced`. @returns false where the name is taken */
export function writeWhole(file: string, content: string, isForced: boolean): boolean {
	if (!isForced) return createFile(file, content);
	replaceFile(file, content);
	return true;
}
