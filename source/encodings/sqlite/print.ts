import {viewOf} from './access.ts';

/** A number that tells bytes from others: they are hashed a word at a time (the rounds of MurmurHash3), so that no bit of a word is lost. */
export function printOf(bytes: Uint8Array, seed = bytes.length): number {
	const view = viewOf(bytes);
	const whole = bytes.length & ~3;
	let hash = seed | 0;
	for (let at = 0; at < whole; at += 4) {
		const word = Math.imul(view.getInt32(at, true), 0xcc9e2d51);
		hash ^= Math.imul((word << 15) | (word >>> 17), 0x1b873593);
		hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
	}
	for (let at = whole; at < bytes.length; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
	return hash ^ (hash >>> 15);
}
