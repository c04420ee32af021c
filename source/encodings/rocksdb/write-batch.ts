import {Cursor} from './cursor.ts';
import {deletion, put, rangeDeletion, singleDeletion, type Writes} from './table-file.ts';

const headBytes = 12;
const noData = 3;

/** Reads a record of the write-ahead log (db/write_batch.cc): u64 number of the first write, u32 count, then the writes. False for one that makes no sense. */
export function readBatch(record: Buffer, writes: Writes): boolean {
	if (record.length < headBytes) return false;
	let sequence = record.readUIntLE(0, 6) + record.readUInt16LE(6) * 2 ** 48;
	const from = new Cursor(record, headBytes, record.length);
	while (!from.done) {
		const kind = from.byte();
		const key = from.text();
		if (from.broken) return false;
		if (kind === noData) continue;
		if (kind === put) {
			const length = from.varint();
			const start = from.take(length);
			if (from.broken) return false;
			writes.put(key, sequence, record, start, start + length);
		} else if (kind === deletion || kind === singleDeletion) writes.remove(key, sequence);
		else if (kind === rangeDeletion) {
			const end = from.text();
			if (from.broken) return false;
			writes.removeRange(key, () => end, sequence);
		} else return false;
		sequence++;
	}
	return !from.broken;
}
