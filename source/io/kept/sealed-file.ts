import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {writeKeptFile} from './kept-file.ts';

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

/** Writes bytes behind their digest, for readers who trust every byte: a damaged disk must cost no more than the gain. Throws what the system says. */
export function writeSealed(file: string, data: Uint8Array): void {
	writeKeptFile(file, Buffer.concat([digestOf(data), data]));
}
