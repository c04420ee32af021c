import {crc32} from '../digests/crc.ts';
import {copyBytes} from './copy-bytes.ts';

/**
 * The record log of LevelDB (doc/log_format.md), with a file header in front and a plain CRC-32, as wandb and SwanLab write it: blocks of 32 KiB
 * counted from the start of the file; in a block chunks of u32 CRC-32 (over type and payload), u16 length, u8 type, payload; fewer than
 * seven bytes left in a block are padding.
 */
export const blockBytes = 32 * 1024;
const headBytes = 7;
const fullChunk = 1;
const firstChunk = 2;
const lastChunk = 4;
const maxRecordBytes = 64 * 1024 * 1024;

export interface BlockLogHeader {
	/** Four bytes of text, then a u16, then the version byte: seven bytes. */
	text: string;
	magic: number;
	version: number;
	/** Versions before that which are framed in the same way. */
	older?: readonly number[];
}

export interface LogVisitor {
	/**
	 * A whole record: bytes [start, end) of `bytes`. `stays` is true where they are part of the chunk being scanned; otherwise their memory is
	 * their own. In the file its chunks lie at [from, to), heads included.
	 */
	record(bytes: Uint8Array, view: DataView, start: number, end: number, stays: boolean, from: number, to: number): void;
	/** Something wrong at a file offset. */
	damage(offset: number, what: string): void;
}

/** Splits one growing file into records. */
export class BlockLog {
	/** Why nothing is read: a foreign or newer header; null while all is well. */
	refused: 'foreign' | 'newer' | null = null;
	/** Version byte of the file, -1 before it was read. */
	version = -1;
	/** True while the last record seen is unfinished. */
	torn = false;
	/** File offset of damage behind which no whole record was read; null where the end of what is there was read well. */
	lostFrom: number | null = null;
	/** True while the rest of a damaged block is passed over. */
	private skipping = false;
	private parts: Uint8Array[] = [];
	private partBytes = 0;
	/** File offset of the first part. */
	private partsFrom = 0;
	private reportedAt = -1;

	constructor(private readonly header: BlockLogHeader) {}

	/**
	 * Visits the records that are complete with `chunk`, which begins at file offset `base`, and returns how many of its bytes are done
	 * with. An unfinished chunk at the end is not; the parts of an unfinished record are kept here.
	 */
	scan(chunk: Uint8Array, view: DataView, base: number, visitor: LogVisitor): number {
		const end = chunk.length;
		let at = 0;
		if (base === 0) {
			if (end < headBytes) return 0;
			this.readHeader(view);
			at = headBytes;
		}
		while (this.refused === null && at < end) {
			const left = blockBytes - ((base + at) % blockBytes);
			if (left < headBytes || this.skipping) {
				if (at + left > end) return this.skipping ? end : at;
				this.skipping = false;
				at += left;
				continue;
			}
			if (at + headBytes > end) return at;
			const length = view.getUint16(at + 4, true);
			const type = view.getUint8(at + 6);
			if (type === 0 && length === 0 && view.getUint32(at, true) === 0 && at + left > end) {
				this.lostFrom ??= base + at;
				this.report(base + at, 'only zeros from here on', visitor);
				return at;
			}
			const start = at + headBytes;
			if (type < fullChunk || type > lastChunk || headBytes + length > left) {
				this.skipBlock(base + at, 'damaged chunk header', visitor);
				continue;
			}
			if (start + length > end) return at;
			if (view.getUint32(at, true) !== crc32(view, at + 6, start + length)) {
				this.skipBlock(base + at, 'bad checksum', visitor);
				continue;
			}
			if (type === fullChunk) {
				this.dropParts(base + at, visitor);
				this.lostFrom = null;
				visitor.record(chunk, view, start, start + length, true, base + at, base + start + length);
			} else this.join(chunk, start, start + length, type, base + at, visitor);
			at = start + length;
		}
		return end;
	}

	private readHeader(view: DataView): void {
		const text = String.fromCharCode(view.getUint8(0), view.getUint8(1), view.getUint8(2), view.getUint8(3));
		this.version = view.getUint8(6);
		if (text !== this.header.text || view.getUint16(4, true) !== this.header.magic) this.refused = 'foreign';
		else if (this.version !== this.header.version && this.header.older?.includes(this.version) !== true) this.refused = 'newer';
	}

	private join(chunk: Uint8Array, start: number, end: number, type: number, offset: number, visitor: LogVisitor): void {
		if (type === firstChunk) {
			this.dropParts(offset, visitor);
			this.partsFrom = offset;
		}
		// A middle or last chunk without its first belongs to a record whose beginning was skipped.
		else if (!this.torn) return;
		this.torn = true;
		this.partBytes += end - start;
		if (this.partBytes <= maxRecordBytes) this.parts.push(copyBytes(chunk, start, end));
		if (type !== lastChunk) return;
		const {parts, partBytes} = this;
		this.clearParts();
		if (partBytes > maxRecordBytes) return;
		const bytes = concatenate(parts);
		this.lostFrom = null;
		visitor.record(
			bytes,
			new DataView(bytes.buffer, bytes.byteOffset, partBytes),
			0,
			partBytes,
			false,
			this.partsFrom,
			offset + headBytes + end - start,
		);
	}

	private dropParts(offset: number, visitor: LogVisitor): void {
		if (!this.torn) return;
		this.report(offset, 'the record before was never finished', visitor);
		this.clearParts();
	}

	private clearParts(): void {
		this.torn = false;
		this.parts = [];
		this.partBytes = 0;
	}

	private skipBlock(offset: number, what: string, visitor: LogVisitor): void {
		this.lostFrom ??= offset;
		this.report(offset, `${what}, the rest of this 32 KiB block is skipped`, visitor);
		this.clearParts();
		this.skipping = true;
	}

	private report(offset: number, what: string, visitor: LogVisitor): void {
		if (offset <= this.reportedAt) return;
		this.reportedAt = offset;
		visitor.damage(offset, what);
	}
}

/** The record whose chunks, heads included, are these bytes of a file: a chunk that is not the last one fills its block. */
export function joinChunks(bytes: Uint8Array): Uint8Array {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	const parts: Uint8Array[] = [];
	for (let at = 0; at + headBytes <= bytes.length; ) {
		const start = at + headBytes;
		at = start + view.getUint16(at + 4, true);
		parts.push(bytes.subarray(start, at));
	}
	return concatenate(parts);
}

/** A buffer, as chunks of files are: what reads both is quicker where they are of one kind. */
function concatenate(parts: readonly Uint8Array[]): Uint8Array {
	const bytes = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
