/**
 * Reads SQLite's variable-length integers (big-endian groups of seven bits, the ninth byte whole; sqlite.org/fileformat2, section 1.6) as
 * numbers: exact up to 2^53, nearest beyond.
 */
export class VarintReader {
	/** First byte after the integer read last. */
	end = 0;

	/** The integer at `at`; -1 where it runs past `limit`, which no length can be. Negative row ids stay negative. */
	read(bytes: Uint8Array, at: number, limit: number): number {
		if (at >= limit) return this.refuse(at);
		const first = bytes[at]!;
		if (first < 0x80) {
			this.end = at + 1;
			return first;
		}
		let value = first & 0x7f;
		for (let i = 1; i < 8; i++) {
			if (at + i >= limit) return this.refuse(at);
			const byte = bytes[at + i]!;
			value = value * 128 + (byte & 0x7f);
			if (byte < 0x80) {
				this.end = at + i + 1;
				return value;
			}
		}
		if (at + 8 >= limit) return this.refuse(at);
		this.end = at + 9;
		// Nine bytes hold 64 bits in two's complement, more than a number does: its halves are put together separately.
		const middle = bytes[at + 4]! & 0x7f;
		const high =
			((first & 0x7f) << 25) |
			((bytes[at + 1]! & 0x7f) << 18) |
			((bytes[at + 2]! & 0x7f) << 11) |
			((bytes[at + 3]! & 0x7f) << 4) |
			(middle >> 3);
		const low =
			(middle << 29) |
			((bytes[at + 5]! & 0x7f) << 22) |
			((bytes[at + 6]! & 0x7f) << 15) |
			((bytes[at + 7]! & 0x7f) << 8) |
			bytes[at + 8]!;
		return high * 2 ** 32 + (low >>> 0);
	}

	private refuse(at: number): number {
		this.end = at;
		return -1;
	}
}
