import {maskedSum} from '../../../source/encodings/rocksdb/checksum.ts';

const blockBytes = 32 * 1024;
/** Kinds of writes (db/dbformat.h). */
const [deletion, value, noted, singleDeletion, rangeDeletion] = [0, 1, 3, 7, 15] as const;

/** What a program does with keys (Latin-1 text of their bytes). */
export type Write =
	| {put: string; value: Buffer}
	| {remove: string; once?: boolean}
	| {removeFrom: string; to: string}
	/** What RocksDB carries along and no key has. */
	| {note: string};

function varint(number: number): Buffer {
	const bytes: number[] = [];
	for (let left = number; ; left = Math.floor(left / 128)) {
		if (left < 128) return Buffer.from([...bytes, left]);
		bytes.push((left % 128) + 128);
	}
}

const sized = (bytes: Buffer): Buffer => Buffer.concat([varint(bytes.length), bytes]);
const text = (latin: string): Buffer => sized(Buffer.from(latin, 'latin1'));

function bytesOf(write: Write): Buffer {
	if ('put' in write) return Buffer.concat([Buffer.from([value]), text(write.put), sized(write.value)]);
	if ('remove' in write) return Buffer.concat([Buffer.from([write.once ? singleDeletion : deletion]), text(write.remove)]);
	if ('note' in write) return Buffer.concat([Buffer.from([noted]), text(write.note)]);
	return Buffer.concat([Buffer.from([rangeDeletion]), text(write.removeFrom), text(write.to)]);
}

/** A record of the write-ahead log: writes that count from a number on. */
export function batch(sequence: number, ...writes: Write[]): Buffer {
	const head = Buffer.alloc(12);
	head.writeUInt32LE(sequence, 0);
	head.writeUInt32LE(writes.filter(write => !('note' in write)).length, 8);
	return Buffer.concat([head, ...writes.map(bytesOf)]);
}

/** A log of records in chunks; `recycled` as RocksDB writes it into the file of an older one. */
export function logOf(records: readonly Buffer[], recycled = false): Buffer {
	let log = Buffer.alloc(0);
	const headBytes = recycled ? 11 : 7;
	for (const record of records) {
		for (let at = 0; at < record.length || at === 0; ) {
			const left = blockBytes - (log.length % blockBytes);
			if (left < headBytes) {
				log = Buffer.concat([log, Buffer.alloc(left)]);
				continue;
			}
			const part = record.subarray(at, at + left - headBytes);
			const [isFirst, isLast] = [at === 0, at + part.length === record.length];
			const chunk = Buffer.concat([Buffer.alloc(headBytes), part]);
			chunk.writeUInt16LE(part.length, 4);
			chunk[6] = (isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3) + (recycled ? 4 : 0);
			if (recycled) chunk.writeUInt32LE(4, 7);
			chunk.writeUInt32LE(maskedSum(chunk, 6, chunk.length), 0);
			log = Buffer.concat([log, chunk]);
			at += part.length;
			if (part.length === 0) break;
		}
	}
	return log;
}
