/** Writes protocol buffers for tests. Numbers are field numbers. */
export function varint(value: number | bigint): Buffer {
	let rest = BigInt.asUintN(64, BigInt(value));
	const bytes: number[] = [];
	do {
		const low = Number(rest & 0x7fn);
		rest >>= 7n;
		bytes.push(rest > 0n ? low | 0x80 : low);
	} while (rest > 0n);
	return Buffer.from(bytes);
}

const key = (field: number, type: number) => varint((field << 3) | type);

export function int(field: number, value: number | bigint): Buffer {
	return Buffer.concat([key(field, 0), varint(value)]);
}

export function double(field: number, value: number): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeDoubleLE(value);
	return Buffer.concat([key(field, 1), bytes]);
}

export function float(field: number, value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeFloatLE(value);
	return Buffer.concat([key(field, 5), bytes]);
}

/** A text, bytes, or a message made of the given parts. */
export function field(number: number, ...content: (string | Uint8Array)[]): Buffer {
	const bytes = Buffer.concat(content.map(part => (typeof part === 'string' ? Buffer.from(part) : part)));
	return Buffer.concat([key(number, 2), varint(bytes.length), bytes]);
}
