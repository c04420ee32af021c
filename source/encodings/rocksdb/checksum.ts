import {crc32c, maskSum} from '../digests/crc.ts';

/** Masked CRC-32C of bytes [start, end), unsigned, as it lies behind blocks and before chunks. */
export const maskedSum = (bytes: Buffer, start: number, end: number): number =>
	maskSum(crc32c(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), start, end)) >>> 0;
