import {constants, gunzipSync} from 'node:zlib';
import {packerOf} from './packers.ts';

const headChunkBytes = 8192;

/** What came out of compressed bytes. */
export interface Unpacked {
	bytes: Uint8Array;
	/** False where the data ends before its end: it is being written, or was cut. */
	isWhole: boolean;
}

/** What the first bytes of GZIP data unpack to, whatever follows them; null where they are none, are damaged, or unpack to more than `mostBytes`. */
export function unpackGzipHead(packed: Uint8Array, mostBytes: number): Uint8Array | null {
	if (packerOf(packed) !== 'gzip') return null;
	try {
		return gunzipSync(packed, {maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: headChunkBytes});
	} catch {
		return null;
	}
}

/** GZIP (RFC 1952), of one or several members; why it could not be unpacked where it is damaged or unpacks to more than `mostBytes`. */
export function unpackGzip(packed: Uint8Array, mostBytes: number): Unpacked | 'damaged' | 'too large' {
	try {
		return {bytes: gunzipSync(packed, {maxOutputLength: mostBytes}), isWhole: true};
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : null;
		if (code === 'ERR_BUFFER_TOO_LARGE') return 'too large';
		if (code !== 'Z_BUF_ERROR') return 'damaged';
	}
	try {
		return {bytes: gunzipSync(packed, {maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH}), isWhole: false};
	} catch {
		return 'damaged';
	}
}
