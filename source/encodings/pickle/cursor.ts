import type {DamageKind} from './values.ts';

/** Ends the reading of one pickle; caught where it began, never seen outside. */
export class Damage extends Error {
	constructor(
		readonly kind: DamageKind,
		readonly byte: number,
		message: string,
	) {
		super(message);
	}
}

const utf8 = new TextDecoder();
/** Below this many bytes a loop over ASCII is faster than the decoder. */
const shortText = 24;

/** Reads little by little, and never beyond the end: every length is checked before anything is made of it. */
export class Cursor {
	offset = 0;
	private readonly view: DataView;

	constructor(readonly bytes: Uint8Array) {
		this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}

	/** Moves on by `length` bytes and returns where they began. */
	take(length: number): number {
		const start = this.offset;
		if (length > this.bytes.length - start) throw new Damage('cut', this.bytes.length, `cut at byte ${this.bytes.length}`);
		this.offset = start + length;
		return start;
	}

	uint8(): number {
		return this.bytes[this.take(1)] ?? 0;
	}

	uint16(): number {
		return this.view.getUint16(this.take(2), true);
	}

	int32(): number {
		return this.view.getInt32(this.take(4), true);
	}

	uint32(): number {
		return this.view.getUint32(this.take(4), true);
	}

	/** An unsigned 64-bit length; anything above 2^53 is beyond every file and reads as that. */
	uint64(): number {
		const start = this.take(8);
		return this.view.getUint32(start + 4, true) * 2 ** 32 + this.view.getUint32(start, true);
	}

	float64BigEndian(): number {
		return this.view.getFloat64(this.take(8), false);
	}

	slice(length: number): Uint8Array {
		const start = this.take(length);
		return this.bytes.subarray(start, start + length);
	}

	text(length: number): string {
		const start = this.take(length);
		const {bytes} = this;
		if (length <= shortText) {
			let text = '';
			for (let at = start; at < start + length; at++) {
				const code = bytes[at] ?? 0;
				if (code > 0x7f) return utf8.decode(bytes.subarray(start, start + length));
				text += String.fromCharCode(code);
			}
			return text;
		}
		return utf8.decode(bytes.subarray(start, start + length));
	}

	/** One character a byte; TextDecoder's "latin1" is another code, in which bytes from 0x80 to 0x9f change. */
	latin1(length: number): string {
		const start = this.take(length);
		return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + start, length).toString('latin1');
	}

	/** A line without its newline, as protocol 0 writes its arguments, one character a byte. */
	line(): string {
		const end = this.bytes.indexOf(0x0a, this.offset);
		if (end < 0) throw new Damage('cut', this.bytes.length, `cut at byte ${this.bytes.length}`);
		const text = this.latin1(end - this.offset);
		this.offset = end + 1;
		return text;
	}
}
