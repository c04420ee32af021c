import {crc32c} from '../digests/crc.ts';

/** CRC-32C of bytes [start, end) as RocksDB and LevelDB store it: rotated, so that the sum of bytes with sums in them is none of these (util/crc32c.h). */
export function maskedSum(bytes: Buffer, start: number, end: number): number {
	const crc = crc32c(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), start, end);
	return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
