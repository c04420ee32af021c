/** Reads what RocksDB packs (util/coding.h). Malformed bytes set `broken`; nothing throws and nothing is read beyond the end. */
export class Cursor {
	broken = false;

	constructor(
		readonly bytes: Buffer,
		public pos: number,
		readonly end: number,
	) {}

	get done(): boolean {
		return this.broken || this.pos >= this.end;
	}

	byte(): number {
		if (this.pos >= this.end) {
			this.broken = true;
			return 0;
		}
		return this.bytes[this.pos++]!;
	}

	/** An unsigned varint; exact up to 2^53. */
	varint(): number {
		let value = 0;
		let scale = 1;
		for (let i = 0; i < 10; i++) {
			const byte = this.byte();
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
		this.broken = true;
		return 0;
	}

	/** A varint that is signed by its lowest bit. */
	signedVarint(): number {
		const value = this.varint();
		return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
	}

	/** Steps over so many bytes and gives where they began. */
	take(length: number): number {
		const start = this.pos;
		if (length > this.end - start) {
			this.broken = true;
			this.pos = this.end;
		} else this.pos += length;
		return start;
	}

	/** Bytes with their length before them, as Latin-1 text, which sorts as they do. */
	text(): string {
		const length = this.varint();
		const start = this.take(length);
		return this.broken ? '' : this.bytes.toString('latin1', start, start + length);
	}
}
