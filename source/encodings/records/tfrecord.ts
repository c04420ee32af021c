import {crc32c, maskSum} from '../digests/crc.ts';

/**
 * TFRecord framing (tensorflow/core/lib/io/record_writer.h), little endian:
 * u64 length, u32 masked CRC32C of those 8 bytes, payload, u32 masked CRC32C of the payload.
 */
const headBytes = 12;
const footBytes = 4;
/** Larger records (graphs, videos) are passed over unread: no scalar lives there, and no buffer should grow for them. */
const unreadBytes = 16 * 1024 * 1024;
/** No writer makes these; a length like that is damage that happens to have the right checksum. */
const absurdBytes = 2 ** 40;
/** Zeros behind the last record may still become data, as long as they are few. */
const hopefulBytes = 64 * 1024;

export interface RecordVisitor {
	/** A whole record whose checksums hold: payload bytes [start, end) of the chunk. */
	record(start: number, end: number): void;
	/** Something wrong at a file offset. */
	damage(offset: number, what: string): void;
}

const lengthSums = new Int32Array(4096);
const lengthBytes = new DataView(new ArrayBuffer(8));

function lengthSum(length: number): number {
	lengthBytes.setUint32(0, length % 2 ** 32, true);
	lengthBytes.setUint32(4, Math.floor(length / 2 ** 32), true);
	return maskSum(crc32c(lengthBytes, 0, 8));
}

/** Masked checksum of a length; most records of a file have one of a few lengths. */
function knownLengthSum(length: number): number {
	if (length >= lengthSums.length) return lengthSum(length);
	let sum = lengthSums[length]!;
	if (sum === 0) {
		sum = lengthSum(length);
		lengthSums[length] = sum;
	}
	return sum;
}

/** Length of the record whose head is at `at`, or -1 where no sound head is there. */
function readLength(view: DataView, at: number): number {
	const low = view.getUint32(at, true);
	const high = view.getUint32(at + 4, true);
	// For V8 a product with 2^32 is floating point, also where it is 0, and so would be each position that is counted from this length.
	const length = high === 0 ? low : low + high * 2 ** 32;
	return length <= Number.MAX_SAFE_INTEGER && view.getInt32(at + 8, true) === knownLengthSum(length) ? length : -1;
}

function allZero(view: DataView, from: number): boolean {
	for (let at = from; at < view.byteLength; at++) if (view.getUint8(at) !== 0) return false;
	return true;
}

/** Splits one growing file into records. */
export class RecordScanner {
	/** True once the file is damaged beyond the next record: nothing behind tells where one begins. */
	stopped = false;
	/** True while the last bytes seen were the beginning of a record. */
	torn = false;
	private unread = 0;
	private reportedAt = -1;

	/**
	 * Visits the whole records of `view`, which begins at file offset `base`, and returns how many of its bytes are done with.
	 * An unfinished record at the end is not.
	 */
	scan(view: DataView, base: number, visitor: RecordVisitor): number {
		const end = view.byteLength;
		let at = Math.min(this.unread, end);
		this.unread -= at;
		this.torn = this.unread > 0;
		while (!this.stopped && at < end) {
			if (at + headBytes > end) return this.wait(at);
			const length = readLength(view, at);
			if (length < 0 || length > absurdBytes) {
				const zeros = end - at < hopefulBytes && allZero(view, at);
				this.report(
					base + at,
					zeros ? 'only zeros from here on' : 'damaged record length, the rest of the file is not read',
					visitor,
				);
				if (zeros) return at;
				this.stopped = true;
				break;
			}
			const bytes = headBytes + length + footBytes;
			if (length > unreadBytes) {
				this.unread = Math.max(0, at + bytes - end);
				this.torn = this.unread > 0;
				at = Math.min(end, at + bytes);
				continue;
			}
			if (at + bytes > end) return this.wait(at);
			const start = at + headBytes;
			if (view.getInt32(start + length, true) === maskSum(crc32c(view, start, start + length)))
				visitor.record(start, start + length);
			else this.report(base + at, 'bad checksum, the record is skipped', visitor);
			at += bytes;
		}
		return end;
	}

	private wait(at: number): number {
		this.torn = true;
		return at;
	}

	private report(offset: number, what: string, visitor: RecordVisitor): void {
		if (offset <= this.reportedAt) return;
		this.reportedAt = offset;
		visitor.damage(offset, what);
	}
}

/**
 * Visits the whole records in a piece of a file, whatever is damaged between them.
 * @param isHead false where the piece may begin within a record
 * @return where in the piece the first of them begins, -1 where none is found
 */
export function visitRecords(
	bytes: Uint8Array,
	isHead: boolean,
	visit: (bytes: Uint8Array, view: DataView, start: number, end: number) => void,
): number {
	const at = isHead ? 0 : findRecord(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0);
	if (at < 0) return at;
	const rest = bytes.subarray(at);
	const view = new DataView(rest.buffer, rest.byteOffset, rest.length);
	new RecordScanner().scan(view, 0, {record: (start, end) => visit(rest, view, start, end), damage() {}});
	return at;
}

/** Position of the first record head at or behind `from`, found by its length's checksum; -1 where there is none. */
export function findRecord(view: DataView, from: number): number {
	for (let at = from; at + headBytes <= view.byteLength; at++) {
		if (view.getUint32(at + 4, true) === 0 && view.getUint32(at, true) <= unreadBytes && readLength(view, at) >= 0) return at;
	}
	return -1;
}
