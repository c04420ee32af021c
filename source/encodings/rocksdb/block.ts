import {maskedSum} from './checksum.ts';
import {copyBytes} from './copy-bytes.ts';
import {Cursor} from './cursor.ts';
import {unpackSnappy} from './snappy.ts';

/** Where a block lies in its file. */
export interface Handle {
	offset: number;
	size: number;
}

/** Behind each block: a byte for how it is packed, and its sum. */
const trailerBytes = 5;
const [plain, snappy] = [0, 1];
/** A block is closed at some KiB, and keys are paths: more is no file that RocksDB wrote. */
const [mostEntries, longestKey] = [100_000, 4096];

/** The unpacked bytes of a block of a table (table/format.cc); what is wrong with it as a text. */
export function readBlock(file: Buffer, {offset, size}: Handle, hasSums: boolean): Buffer | string {
	const end = offset + size;
	if (end + trailerBytes > file.length) return 'lies beyond the end of the file';
	if (hasSums && maskedSum(file, offset, end + 1) !== file.readUInt32LE(end + 1)) return 'has a bad checksum';
	const packing = file[end]!;
	if (packing === plain) return file.subarray(offset, end);
	if (packing !== snappy) return `is packed in a way that is not known here (${packing})`;
	return unpackSnappy(file, offset, end) ?? 'cannot be unpacked';
}

/** Where the entries of a block end: behind them u32 offsets of those with whole keys, and their number. Negative for a block that is none. */
function entriesEnd(block: Buffer): number {
	if (block.length < 4) return -1;
	const restarts = block.readUInt32LE(block.length - 4);
	return restarts * 4 + 4 > block.length ? -1 : block.length - 4 - restarts * 4;
}

/** Shows the entries of a block with their whole keys; the key's bytes are valid during the call only. False where it makes no sense from some place on. */
export function scanBlock(block: Buffer, visit: (key: Buffer, length: number, start: number, end: number) => void): boolean {
	const end = entriesEnd(block);
	if (end < 0) return false;
	const from = new Cursor(block, 0, end);
	const key = Buffer.alloc(longestKey);
	let length = 0;
	for (let entries = 0; !from.done; entries++) {
		const shared = from.varint();
		const own = from.varint();
		const valueBytes = from.varint();
		const keyAt = from.take(own);
		const valueAt = from.take(valueBytes);
		if (from.broken || shared > length || shared + own > longestKey || entries > mostEntries) return false;
		copyBytes(block, keyAt, key, shared, own);
		length = shared + own;
		visit(key, length, valueAt, valueAt + valueBytes);
	}
	return !from.broken;
}

/**
 * The handles of an index block. `isShort`: values have no length before them, and of an entry that shares its key's beginning only how the size
 * differs is there (format versions from 4 on). Blocks lie one behind the other: an index that goes back is read up to there, so that nobody is
 * made to read one block for ever.
 */
export function handlesOf(block: Buffer, isShort: boolean): Handle[] {
	const handles: Handle[] = [];
	const from = new Cursor(block, 0, Math.max(0, entriesEnd(block)));
	while (!from.done) {
		const shared = from.varint();
		const own = from.varint();
		if (!isShort) from.varint();
		from.take(own);
		const before = handles.at(-1);
		const handle =
			isShort && shared > 0 && before !== undefined
				? {offset: before.offset + before.size + trailerBytes, size: before.size + from.signedVarint()}
				: {offset: from.varint(), size: from.varint()};
		if (from.broken || handle.size < 0 || (before !== undefined && handle.offset < before.offset + before.size)) break;
		handles.push(handle);
	}
	return handles;
}
