import {readFileSync} from 'node:fs';
import {writeKeptFile} from './kept-file.ts';

const sealBytes = 8;

/**
 * Two sums of all bytes, each of 32 bits, that tell damage, not ill will: whoever may write here may change the program as well. Node's crypto
 * would be quicker, but takes longer to load than this takes for a megabyte.
 */
function sealOf(data: Uint8Array): Buffer {
	const {buffer, byteOffset, length} = data.byteOffset % 4 === 0 ? data : new Uint8Array(data);
	const words = new Int32Array(buffer, byteOffset, length >> 2);
	let sum = length;
	let sumOfSums = 0;
	// The finalizer of MurmurHash3 (Appleby), as far as a running sum needs it; the bytes behind the last whole word count as one each.
	const count = words.length + (length & 3);
	for (let i = 0; i < count; i++) {
		sum = Math.imul(sum ^ (i < words.length ? words[i]! : data[words.length * 3 + i]!), 0x85ebca6b);
		sum ^= sum >>> 15;
		sumOfSums = (sumOfSums + sum) | 0;
	}
	const seal = Buffer.alloc(sealBytes);
	seal.writeInt32LE(sum, 0);
	seal.writeInt32LE(sumOfSums, 4);
	return seal;
}

/**
 * What was sealed into a file; null where there is none, or it is not whole.
 * @param isTrusted true for what is no more likely to be damaged than the program itself: it is taken as it is
 */
export function readSealed(file: string, isTrusted = false): Buffer | null {
	try {
		const sealed = readFileSync(file);
		const data = sealed.subarray(sealBytes);
		return isTrusted || sealOf(data).equals(sealed.subarray(0, sealBytes)) ? data : null;
	} catch {
		return null;
	}
}

/** Writes bytes behind their seal, for readers who trust every byte: a damaged disk must cost no more than the gain. Throws what the system says. */
export function writeSealed(file: string, data: Uint8Array): void {
	writeKeptFile(file, Buffer.concat([sealOf(data), data]));
}
