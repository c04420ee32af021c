import {blockBytes} from '../records/block-log.ts';
import {maskedSum} from './checksum.ts';

const [headBytes, recycledHeadBytes] = [7, 11];
const [full, first, middle, last] = [1, 2, 3, 4];
/** Chunks of these kinds and above have the number of their log in their head, as the file may hold what is left of an older one. */
const firstRecycled = 5;
const mostBytes = 64 * 1024 * 1024;

/**
 * Visits the records of a log (db/log_format.h: blocks of 32 KiB of chunks: u32 sum, u16 length, u8 kind, payload) from the place on where one began,
 * and gives the place behind the last whole one. The bytes begin where a block does. What follows is not written yet, or never was: at the end of a log a writer was killed in.
 */
export function scanLog(file: Buffer, from: number, visit: (record: Buffer) => void): {end: number; isDamaged: boolean} {
	let done = from;
	let parts: Buffer[] = [];
	let bytes = 0;
	for (let at = from; at < file.length; ) {
		const left = blockBytes - (at % blockBytes);
		if (left < headBytes) {
			at += left;
			continue;
		}
		if (at + headBytes > file.length) break;
		const kind = file[at + 6]!;
		const isRecycled = kind >= firstRecycled;
		const start = at + (isRecycled ? recycledHeadBytes : headBytes);
		const end = start + file.readUInt16LE(at + 4);
		const what = isRecycled ? kind - 4 : kind;
		if (kind === 0 && end === start) break;
		if (end > file.length) break;
		if (what > last || end > at + left || maskedSum(file, at + 6, end) !== file.readUInt32LE(at))
			return {end: done, isDamaged: true};
		at = end;
		if (what === full || what === first) [parts, bytes] = [[], 0];
		else if (parts.length === 0) return {end: done, isDamaged: true};
		bytes += end - start;
		if (bytes > mostBytes) return {end: done, isDamaged: true};
		parts.push(file.subarray(start, end));
		if (what === first || what === middle) continue;
		visit(parts.length === 1 ? parts[0]! : Buffer.concat(parts));
		[parts, bytes] = [[], 0];
		done = at;
	}
	return {end: done, isDamaged: false};
}
