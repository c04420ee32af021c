import {createHash} from 'node:crypto';
import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';

const digestBytes = 20;
const digestOf = (data: Uint8Array): Buffer => createHash('sha1').update(data).digest();

/** What was sealed into a file; null where there is none, or it is not whole. */
export function readSealed(file: string): Buffer | null {
	try {
		const sealed = readFileSync(file);
		const data = sealed.subarray(digestBytes);
		return digestOf(data).equals(sealed.subarray(0, digestBytes)) ? data : null;
	} catch {
		return null;
	}
}

/**
 * Writes bytes behind their digest, whole or not at all: for a cache whose readers trust every byte, where a damaged disk must cost no more than
 * the gain. Throws what the system says.
 */
export function writeSealed(file: string, data: Uint8Array): void {
	const partial = `${file}.${process.pid}.tmp`;
	try {
		mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
		writeFileSync(partial, Buffer.concat([digestOf(data), data]), {mode: 0o600});
		renameSync(partial, file);
	} catch (error) {
		rmSync(partial, {force: true});
		throw error;
	}
}
