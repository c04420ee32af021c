/** Just enough of TensorBoard's event files to write scalars: TFRecord framing with masked CRC-32C, and three protobuf messages. */

const table = Uint32Array.from({length: 256}, (_, byte) => {
	let crc = byte;
	for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
	return crc;
});

function maskedCrc(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) crc = table[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
	crc = (crc ^ 0xffffffff) >>> 0;
	return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

function varint(value: number): Buffer {
	const bytes: number[] = [];
	let rest = value;
	while (rest >= 0x80) {
		bytes.push((rest % 0x80) | 0x80);
		rest = Math.floor(rest / 0x80);
	}
	return Buffer.from([...bytes, rest]);
}

function double(field: number, value: number): Buffer {
	const bytes = Buffer.alloc(9);
	bytes[0] = (field << 3) | 1;
	bytes.writeDoubleLE(value, 1);
	return bytes;
}

function float(field: number, value: number): Buffer {
	const bytes = Buffer.alloc(5);
	bytes[0] = (field << 3) | 5;
	bytes.writeFloatLE(value, 1);
	return bytes;
}

function message(field: number, content: Buffer): Buffer {
	return Buffer.concat([Buffer.from([(field << 3) | 2]), varint(content.length), content]);
}

function frame(event: Buffer): Buffer {
	const head = Buffer.alloc(12);
	head.writeBigUInt64LE(BigInt(event.length));
	head.writeUInt32LE(maskedCrc(head.subarray(0, 8)), 8);
	const tail = Buffer.alloc(4);
	tail.writeUInt32LE(maskedCrc(event));
	return Buffer.concat([head, event, tail]);
}

/** The first record of a file. `wall` in seconds. */
export function encodeVersionEvent(wall: number): Buffer {
	return frame(Buffer.concat([double(1, wall), message(3, Buffer.from('brain.Event:2'))]));
}

export function encodeScalarEvent(wall: number, step: number, tag: string, value: number): Buffer {
	const scalar = Buffer.concat([message(1, Buffer.from(tag)), float(2, value)]);
	return frame(Buffer.concat([double(1, wall), Buffer.from([2 << 3]), varint(step), message(5, message(1, scalar))]));
}
