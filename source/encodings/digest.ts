import {createHash} from 'node:crypto';

/** Digest of bytes as hexadecimal text. */
export function hexDigest(algorithm: 'sha1' | 'sha256', bytes: Uint8Array): string {
	return createHash(algorithm).update(bytes).digest('hex');
}
