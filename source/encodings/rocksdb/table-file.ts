import {type Handle, handlesOf, readBlock, scanBlock} from './block.ts';
import {Cursor} from './cursor.ts';

/** What the entries of tables and logs are (db/dbformat.h). */
export const [deletion, put, singleDeletion, rangeDeletion] = [0, 1, 7, 15];

/** Takes writes in any order: the one with the highest number counts. Keys are Latin-1 texts of their bytes. */
export interface Writes {
	put(key: string, sequence: number, bytes: Buffer, start: number, end: number): void;
	remove(key: string, sequence: number): void;
	/** Of all keys from `begin` on that are below `end`. */
	removeRange(begin: string, end: () => string, sequence: number): void;
}

const footerBytes = 53;
const magic = Buffer.from('f7cff485b741e288', 'hex');
const crc32cSums = 1;

/**
 * Reads a whole table (.sst, block based: table/format.h): data blocks, then those that tell of them, and a footer that says where the index is.
 * Gives what is wrong with it; null for nothing.
 */
export function readTable(file: Buffer, writes: Writes): string | null {
	const foot = file.length - footerBytes;
	if (foot < 0 || !file.subarray(-8).equals(magic)) return 'Cut, or no table of RocksDB: it has no end';
	const from = new Cursor(file, foot + 1, file.length - 12);
	const hasSums = file[foot] === crc32cSums;
	const [meta, index]: [Handle, Handle] = [readHandle(from), readHandle(from)];
	const block = readBlock(file, index, hasSums);
	if (typeof block === 'string') return `Damaged: its index ${block}`;
	let fault: string | null = null;
	const readEntries = (handle: Handle) => {
		const data = readBlock(file, handle, hasSums);
		if (typeof data === 'string') fault ??= `Damaged: the block at byte ${handle.offset} ${data}`;
		else if (!scanBlock(data, (key, length, start, end) => give(key, length, data, start, end, writes)))
			fault ??= `Damaged: the block at byte ${handle.offset} makes no sense`;
	};
	for (const handle of handlesOf(block, file.readUInt32LE(file.length - 12) >= 4)) readEntries(handle);
	const sections = readBlock(file, meta, hasSums);
	if (typeof sections === 'string') return fault ?? `Damaged: its list of sections ${sections}`;
	scanBlock(sections, (key, length, start, end) => {
		if (key.toString('latin1', 0, length) === 'rocksdb.range_del') readEntries(readHandle(new Cursor(sections, start, end)));
	});
	return fault;
}

const readHandle = (from: Cursor): Handle => ({offset: from.varint(), size: from.varint()});

/** The last eight bytes of a key say what was done with it, and the number of that. */
function give(key: Buffer, length: number, data: Buffer, start: number, end: number, writes: Writes): void {
	const tail = length - 8;
	if (tail < 0) return;
	const name = key.toString('latin1', 0, tail);
	const sequence = key.readUIntLE(tail + 1, 6) + key[tail + 7]! * 2 ** 48;
	const kind = key[tail]!;
	if (kind === put) writes.put(name, sequence, data, start, end);
	else if (kind === deletion || kind === singleDeletion) writes.remove(name, sequence);
	else if (kind === rangeDeletion) writes.removeRange(name, () => data.toString('latin1', start, end), sequence);
}
