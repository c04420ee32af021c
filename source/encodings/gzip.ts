import {constants, gunzipSync, inflateRawSync, unzipSync} from 'node:zlib';
import {packerOf} from './packers.ts';

const headChunkBytes = 8192;

/** What came out of compressed bytes. */
export interface Unpacked {
	bytes: Uint8Array;
	/** False where the data ends before its end: it is being written, or was cut. */
	isWhole: boolean;
	/** True where bytes of something else follow it, as behind a file that was written over a longer one. */
	isFollowed?: boolean;
}

const fixedHeaderBytes = 10;
const trailerBytes = 8;
const flags = {crc: 2, extra: 4, name: 8, comment: 16};

/** Where the members that data begins with end; -1 where one of them cannot be unpacked. Node takes what follows them for damage. */
function endOfMembers(packed: Uint8Array, mostBytes: number): number {
	let end = 0;
	while (packed[end] === 0x1f && packed[end + 1] === 0x8b) {
		const start = end + headerBytes(packed.subarray(end));
		try {
			const rest = packed.subarray(start);
			const {engine} = inflateRawSync(rest, {maxOutputLength: mostBytes, info: true}) as unknown as {
				engine: {bytesWritten: number};
			};
			end = start + engine.bytesWritten + trailerBytes;
		} catch {
			return -1;
		}
	}
	return end > 0 && end < packed.length ? end : -1;
}

/** Bytes before the compressed ones of a member (RFC 1952, 2.3). */
function headerBytes(member: Uint8Array): number {
	const has = member[3] ?? 0;
	let at = fixedHeaderBytes;
	if (has & flags.extra) at += 2 + (member[at] ?? 0) + 256 * (member[at + 1] ?? 0);
	for (const text of [flags.name, flags.comment]) if (has & text) at = member.indexOf(0, at) + 1;
	return at + (has & flags.crc ? 2 : 0);
}

/** What the first bytes of GZIP data unpack to, whatever follows them; null where they are none, are damaged, or unpack to more than `mostBytes`. */
export function unpackGzipHead(packed: Uint8Array, mostBytes: number): Uint8Array | null {
	if (packerOf(packed) !== 'gzip') return null;
	try {
		return gunzipSync(packed, {maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: headChunkBytes});
	} catch {
		const end = endOfMembers(packed, mostBytes);
		return end < 0 ? null : unpackGzipHead(packed.subarray(0, end), mostBytes);
	}
}

/** GZIP (RFC 1952), of one or several members; why it could not be unpacked where it is damaged or unpacks to more than `mostBytes`. */
export function unpackGzip(packed: Uint8Array, mostBytes: number): Unpacked | 'damaged' | 'too large' {
	try {
		return {bytes: gunzipSync(packed, {maxOutputLength: mostBytes}), isWhole: true};
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : null;
		if (code === 'ERR_BUFFER_TOO_LARGE') return 'too large';
		if (code !== 'Z_BUF_ERROR') {
			const end = endOfMembers(packed, mostBytes);
			const found = end < 0 ? 'damaged' : unpackGzip(packed.subarray(0, end), mostBytes);
			return typeof found === 'string' ? found : {...found, isFollowed: true};
		}
	}
	try {
		return {bytes: gunzipSync(packed, {maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH}), isWhole: false};
	} catch {
		return 'damaged';
	}
}

/** What bytes unpack to that begin as zlib (RFC 1950) or GZIP data, also where their end is missing; null where they do not, or unpack to more than `mostBytes`. */
export function unpackDeflated(packed: Uint8Array, mostBytes: number): Uint8Array | null {
	if (packed[0] !== 0x78 && packerOf(packed) !== 'gzip') return null;
	try {
		return unzipSync(packed, {maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH});
	} catch {
		return null;
	}
}
