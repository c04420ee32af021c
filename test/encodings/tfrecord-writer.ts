import {crc32c} from '../../source/encodings/digests/crc.ts';

function masked(bytes: Buffer): number {
	const crc = crc32c(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length);
	return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** Frames payloads as TFRecords. */
export function tfrecords(...payloads: Uint8Array[]): Buffer {
	return Buffer.concat(
		payloads.flatMap(payload => {
			const head = Buffer.alloc(12);
			head.writeBigUInt64LE(BigInt(payload.length));
			head.writeUInt32LE(masked(head.subarray(0, 8)), 8);
			const foot = Buffer.alloc(4);
			foot.writeUInt32LE(masked(Buffer.from(payload)));
			return [head, payload, foot];
		}),
	);
}
