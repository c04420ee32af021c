/** Checksums in plain JS: on records of a few dozen bytes a native call costs more than the sum itself. */

/** Gives the CRC of bytes [start, end) as an unsigned 32-bit number. `before` is the CRC of what precedes them. */
export type Crc = (view: DataView, start: number, end: number, before?: number) => number;

const kinds = 256;

function fill(tables: Int32Array, reflectedPolynomial: number): void {
	for (let byte = 0; byte < kinds; byte++) {
		let crc = byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ reflectedPolynomial : crc >>> 1;
		tables[byte] = crc;
	}
	for (let at = kinds; at < tables.length; at++) {
		const crc = tables[at - kinds]!;
		tables[at] = tables[crc & 255]! ^ (crc >>> 8);
	}
}

/** What four bytes give in the tables from `first` on, for the bytes that follow them. */
function look(tables: Int32Array, first: number, word: number): number {
	return (
		tables[first + 768 + (word & 255)]! ^
		tables[first + 512 + ((word >>> 8) & 255)]! ^
		(tables[first + 256 + ((word >>> 16) & 255)]! ^ tables[first + (word >>> 24)]!)
	);
}

/**
 * Slicing-by-8 (Kounavis and Berry, 2005): eight bytes a turn through eight tables. The tables stay what they are, so that V8 knows where
 * they lie and checks no index; the half of a turn that needs nothing of the turn before stands first: the processor does it meanwhile.
 */
function makeCrc(reflectedPolynomial: number): Crc {
	const tables = new Int32Array(8 * kinds);
	return (view, start, end, before = 0) => {
		// Filled when they are first wanted: no tree has all kinds of logs, and somebody waits for the first list.
		if (tables[1] === 0) fill(tables, reflectedPolynomial);
		let crc = ~before;
		let at = start;
		for (const stop = end - 7; at < stop; at += 8)
			crc = look(tables, 0, view.getInt32(at + 4, true)) ^ look(tables, 1024, crc ^ view.getInt32(at, true));
		if (at + 4 <= end) {
			crc = look(tables, 0, crc ^ view.getInt32(at, true));
			at += 4;
		}
		for (; at < end; at++) crc = tables[(crc ^ view.getUint8(at)) & 255]! ^ (crc >>> 8);
		return ~crc >>> 0;
	};
}

/** IEEE 802.3, as in zlib. */
export const crc32 = makeCrc(0xedb88320);

/** Castagnoli, as in iSCSI and in TensorFlow's records. */
export const crc32c = makeCrc(0x82f63b78);

/** A CRC-32C as TensorFlow, LevelDB and RocksDB store it, signed: rotated, so that the sum of bytes with sums in them is none of these (util/crc32c.h). */
export const maskSum = (crc: number): number => (((crc >>> 15) | (crc << 17)) + 0xa282ead8) | 0;
