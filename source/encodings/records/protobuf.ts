import {decodeText} from '../text/text.ts';

/** Wire types of protocol buffers (https://protobuf.dev/programming-guides/encoding/). */
export const varintType = 0;
export const fixed64Type = 1;
export const bytesType = 2;
export const fixed32Type = 5;

const noBytes: Uint8Array = new Uint8Array(0);
const noView: DataView = new DataView(noBytes.buffer);

/**
 * Walks the fields of a message without making objects. A nested message is read with the same reader up to its own end:
 *
 *     while (wire.next(end)) if (wire.field === 5 && wire.type === bytesType) { const inner = wire.length(end); … wire.pos = inner; } else wire.skip(end);
 *
 * Malformed input sets `broken` and ends every loop; nothing throws and nothing is read beyond the given end.
 */
export class WireReader {
	bytes = noBytes;
	view = noView;
	pos = 0;
	field = 0;
	type = 0;
	broken = false;

	/** Starts on other bytes; `view` must cover the same bytes as `bytes`. */
	reset(bytes: Uint8Array, view: DataView, pos: number): void {
		this.bytes = bytes;
		this.view = view;
		this.pos = pos;
		this.broken = false;
	}

	/** Reads the key of the next field into `field` and `type`; false at the end of the message. */
	next(end: number): boolean {
		if (this.pos >= end || this.broken) return false;
		const first = this.bytes[this.pos]!;
		let key = first;
		if (first < 0x80) this.pos++;
		else key = this.varint(end);
		this.field = key >>> 3;
		this.type = key & 7;
		if (this.field === 0) this.broken = true;
		return !this.broken;
	}

	/** An unsigned varint; exact up to 2^53. */
	varint(end: number): number {
		const {bytes} = this;
		let value = 0;
		let scale = 1;
		const stop = Math.min(end, this.pos + 10);
		for (let pos = this.pos; pos < stop; pos++) {
			const byte = bytes[pos]!;
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) {
				this.pos = pos + 1;
				return value;
			}
			scale *= 128;
		}
		return this.fail();
	}

	/** A signed 64-bit varint (int32, int64, enum): negative ones take ten bytes. Exact within ±2^53. */
	int64(end: number): number {
		const start = this.pos;
		const value = this.varint(end);
		// The largest numbers round up to 2^63; only a negative one has a tenth byte.
		if (value < 0x8000_0000_0000_0000 || this.pos - start < 10) return value;
		// Summed from the complement, so that small negative numbers do not drown in 2^64.
		let complement = 0;
		let scale = 1;
		for (let pos = start; pos < this.pos; pos++) {
			const bits = pos === start + 9 ? 1 : 0x7f;
			complement += (~this.bytes[pos]! & bits) * scale;
			scale *= 128;
		}
		return -1 - complement;
	}

	/** Reads a length and gives the position where its content ends. */
	length(end: number): number {
		const first = this.pos < end ? this.bytes[this.pos]! : 0x80;
		if (first < 0x80 && this.pos + 1 + first <= end) return ++this.pos + first;
		const length = this.varint(end);
		const inner = this.pos + length;
		if (inner <= end) return inner;
		this.fail();
		return this.pos;
	}

	/** A message of which only the integer in its first field is wanted; zeros are left out on the wire. */
	firstInt64(end: number): number {
		let value = 0;
		while (this.next(end)) {
			if (this.field === 1 && this.type === varintType) value = this.int64(end);
			else this.skip(end);
		}
		return value;
	}

	double(end: number): number {
		if (this.pos + 8 > end) return this.fail();
		this.pos += 8;
		return this.view.getFloat64(this.pos - 8, true);
	}

	float(end: number): number {
		if (this.pos + 4 > end) return this.fail();
		this.pos += 4;
		return this.view.getFloat32(this.pos - 4, true);
	}

	text(end: number): string {
		const inner = this.length(end);
		const text = decodeText(this.bytes, this.pos, inner);
		this.pos = inner;
		return text;
	}

	/** Passes over the value of the field whose key was just read. */
	skip(end: number): void {
		if (this.type === varintType) this.varint(end);
		else if (this.type === fixed64Type) this.pos += 8;
		else if (this.type === bytesType) this.pos = this.length(end);
		else if (this.type === fixed32Type) this.pos += 4;
		// Groups (3, 4) left the language in 2008 and none of the formats here has ever used them.
		else this.fail();
		if (this.pos > end) this.fail();
	}

	private fail(): number {
		this.broken = true;
		return 0;
	}
}
