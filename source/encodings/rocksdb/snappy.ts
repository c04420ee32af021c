import {copyBytes} from './copy-bytes.ts';
import {Cursor} from './cursor.ts';

/** A copy of up to 64 bytes takes two. */
const mostGrowth = 32;

/** Unpacks Snappy's raw form (google/snappy, format_description.txt); null for bytes that are none of it. */
export function unpackSnappy(bytes: Buffer, start: number, end: number): Buffer | null {
	const from = new Cursor(bytes, start, end);
	const length = from.varint();
	if (from.broken || length > (end - start) * mostGrowth) return null;
	const out = Buffer.allocUnsafe(length);
	let at = 0;
	while (!from.done) {
		const tag = from.byte();
		const kind = tag & 3;
		let size = (tag >>> 2) + 1;
		if (kind === 0) {
			if (size > 60) size = little(from, size - 60) + 1;
			const literal = from.take(size);
			if (from.broken || at + size > length) return null;
			copyBytes(bytes, literal, out, at, size);
			at += size;
			continue;
		}
		let back: number;
		if (kind === 1) {
			size = ((tag >>> 2) & 7) + 4;
			back = (tag >>> 5) * 256 + from.byte();
		} else back = little(from, kind === 2 ? 2 : 4);
		if (from.broken || back === 0 || back > at || at + size > length) return null;
		// Byte by byte: what is copied may overlap what it makes.
		for (const stop = at + size; at < stop; at++) out[at] = out[at - back]!;
	}
	return from.broken || at !== length ? null : out;
}

function little(from: Cursor, bytes: number): number {
	let value = 0;
	for (let i = 0, scale = 1; i < bytes; i++, scale *= 256) value += from.byte() * scale;
	return value;
}
