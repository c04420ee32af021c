/** Checksums in plain JS: on records of a few dozen bytes a native call costs more than the sum itself. */

/** Gives the CRC of bytes [start, end) as an unsigned 32-bit number. `before` is the CRC of what precedes them. */
export type Crc = (view: DataView, start: number, end: number, before?: number) => number;

function tablesOf(reflectedPolynomial: number): Int32Array {
	const tables = new Int32Array(8 * 256);
	for (let byte = 0; byte < 256; byte++) {
		let crc = byte;
		for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ reflectedPolynomial : crc >>> 1;
		tables[byte] = crc;
	}
	for (let byte = 0; byte < 256; byte++) {
		let crc = tables[byte]!;
		for (let table = 1; table < 8; table++) {
			crc = tables[crc & 255]! ^ (crc >>> 8);
			tables[table * 256 + byte] = crc;
		}
	}
	return tables;
}

/** Slicing-by-8 (Kounavis and Berry, 2005): eight bytes a turn through eight tables. */
function makeCrc(reflectedPolynomial: number): Crc {
	// Made when they are first wanted: no tree has all kinds of logs, and somebody waits for the first list.
	let made: Int32Array | null = null;
	return (view, start, end, before = 0) => {
		made ??= tablesOf(reflectedPolynomial);
		const tables = made;
		let crc = ~before;
		let at = start;
		for (const stop = end - 7; at < stop; at += 8) {
			const low = crc ^ view.getInt32(at, true);
			const high = view.getInt32(at + 4, true);
			crc =
				tables[1792 + (low & 255)]! ^
				tables[1536 + ((low >>> 8) & 255)]! ^
				tables[1280 + ((low >>> 16) & 255)]! ^
				tables[1024 + (low >>> 24)]! ^
				tables[768 + (high & 255)]! ^
				tables[512 + ((high >>> 8) & 255)]! ^
				tables[256 + ((high >>> 16) & 255)]! ^
				tables[high >>> 24]!;
		}
		for (; at < end; at++) crc = tables[(crc ^ view.getUint8(at)) & 255]! ^ (crc >>> 8);
		return ~crc >>> 0;
	};
}

/** IEEE 802.3, as in zlib. */
export const crc32 = makeCrc(0xedb88320);

/** Castagnoli, as in iSCSI and in TensorFlow's records. */
export const crc32c = makeCrc(0x82f63b78);
