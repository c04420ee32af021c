import {inflateSync} from 'node:zlib';

/** Reads up to `length` bytes of a file from `offset`; null where there are none. */
export type ByteReader = (offset: number, length: number) => Uint8Array | null;

/** A commit has kilobytes; what is larger is something else. */
const mostBytes = 1024 * 1024;
const mostHashesBytes = 32 * 1024 * 1024;
const indexMark = 0xff744f63;
const indexVersion = 2;
const headBytes = 8;
const fanoutBytes = 256 * 4;
/** Bit of an offset that tells that the real one, of 8 bytes, is in the table after. */
const largeOffset = 0x80000000;
const kinds: Readonly<Record<number, string>> = {1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag'};
const [offsetDelta, referenceDelta] = [6, 7];
/** git's own default is 50; what goes deeper reads as absent. */
const deepest = 200;

/**
 * Where in its pack an object lies, by the pack's index of version 2 (gitformat-pack: mark, version, 256 sums of how many hashes begin with
 * a byte or a lower one, the hashes in order, their checksums, offsets of 4 bytes, offsets of 8).
 * @param hash hexadecimal, whole
 * @returns bytes from the start of the pack; null where the index lacks it or is none
 */
export function offsetInPack(readIndex: ByteReader, hash: string): number | null {
	const head = viewOf(readIndex(0, headBytes + fanoutBytes), headBytes + fanoutBytes);
	if (head?.getUint32(0) !== indexMark || head.getUint32(4) !== indexVersion) return null;
	const wanted = Buffer.from(hash, 'hex');
	const first = wanted[0]!;
	const sum = (byte: number) => (byte < 0 ? 0 : head.getUint32(headBytes + byte * 4));
	const [from, to, total] = [sum(first - 1), sum(first), sum(255)];
	const bytes = (to - from) * wanted.length;
	if (bytes <= 0 || bytes > mostHashesBytes) return null;
	const hashesAt = headBytes + fanoutBytes;
	const hashes = readIndex(hashesAt + from * wanted.length, bytes);
	if (hashes?.length !== bytes) return null;
	const found = search(hashes, wanted);
	if (found === null) return null;
	const offsetsAt = hashesAt + total * (wanted.length + 4);
	const offset = viewOf(readIndex(offsetsAt + (from + found) * 4, 4), 4)?.getUint32(0) ?? null;
	if (offset === null || offset < largeOffset) return offset;
	const far = viewOf(readIndex(offsetsAt + total * 4 + (offset - largeOffset) * 8, 8), 8);
	return far === null ? null : Number(far.getBigUint64(0));
}

/** Which of the sorted hashes it is. */
function search(hashes: Uint8Array, wanted: Uint8Array): number | null {
	let [low, high] = [0, hashes.length / wanted.length - 1];
	while (low <= high) {
		const middle = (low + high) >> 1;
		const order = Buffer.compare(hashes.subarray(middle * wanted.length, (middle + 1) * wanted.length), wanted);
		if (order === 0) return middle;
		if (order < 0) low = middle + 1;
		else high = middle - 1;
	}
	return null;
}

/** An object that a pack holds: "commit", "tree", "blob" or "tag", and what is in it. */
export interface PackedObject {
	kind: string;
	content: Uint8Array;
}

/**
 * An object of a pack (gitformat-pack), with what it only differs from another one put together. Null where it is damaged, cut, or larger than
 * 1 MiB.
 * @param offset bytes from the start of the pack
 * @param hashBytes 20, or 32 in repositories that use SHA-256
 */
export function readPacked(readPack: ByteReader, readIndex: ByteReader, offset: number, hashBytes: number): PackedObject | null {
	const deltas: Uint8Array[] = [];
	for (let at = offset; deltas.length < deepest; ) {
		const head = readHead(readPack, at, hashBytes);
		if (head === null) return null;
		const content = inflate(readPack(head.contentAt, mostPackedBytes(head.bytes)), head.bytes);
		if (content === null) return null;
		if (head.base === null) {
			const kind = kinds[head.type];
			const whole = deltas.reduceRight<Uint8Array | null>((base, delta) => base && applyDelta(base, delta), content);
			return kind === undefined || whole === null ? null : {kind, content: whole};
		}
		deltas.push(content);
		const base = typeof head.base === 'string' ? offsetInPack(readIndex, head.base) : head.base;
		if (base === null || base <= 0) return null;
		at = base;
	}
	return null;
}

interface Head {
	type: number;
	/** Of the content when unpacked. */
	bytes: number;
	contentAt: number;
	/** What it differs from: where that lies in the pack, or its hash. Null for what is whole. */
	base: number | string | null;
}

function readHead(readPack: ByteReader, offset: number, hashBytes: number): Head | null {
	const bytes = readPack(offset, 32 + hashBytes);
	if (bytes === null || bytes.length < 2) return null;
	let at = 0;
	let byte = bytes[at++]!;
	const type = (byte >> 4) & 7;
	let size = byte & 15;
	for (let factor = 16; byte & 128; factor *= 128) {
		if (at >= bytes.length) return null;
		byte = bytes[at++]!;
		size += (byte & 127) * factor;
	}
	if (size > mostBytes) return null;
	if (type === referenceDelta) {
		const base = Buffer.from(bytes.subarray(at, at + hashBytes)).toString('hex');
		return {type, bytes: size, contentAt: offset + at + hashBytes, base};
	}
	if (type !== offsetDelta) return {type, bytes: size, contentAt: offset + at, base: null};
	byte = bytes[at++] ?? 0;
	let back = byte & 127;
	while (byte & 128) {
		if (at >= bytes.length) return null;
		byte = bytes[at++]!;
		back = (back + 1) * 128 + (byte & 127);
	}
	return {type, bytes: size, contentAt: offset + at, base: offset - back};
}

/** Copies from a base and inserts of its own, one after the other (gitformat-pack, "Deltified representation"). */
function applyDelta(base: Uint8Array, delta: Uint8Array): Uint8Array | null {
	let at = 0;
	const number = () => {
		let value = 0;
		for (let factor = 1; ; factor *= 128) {
			const byte = delta[at++] ?? 0;
			value += (byte & 127) * factor;
			if ((byte & 128) === 0) return value;
		}
	};
	if (number() !== base.length) return null;
	const size = number();
	if (size > mostBytes) return null;
	const whole = new Uint8Array(size);
	let filled = 0;
	const put = (part: Uint8Array, length: number) => {
		if (part.length !== length || length === 0 || filled + length > size) return false;
		whole.set(part, filled);
		filled += length;
		return true;
	};
	while (at < delta.length) {
		const code = delta[at++]!;
		if (code < 128) {
			if (!put(delta.subarray(at, at + code), code)) return null;
			at += code;
			continue;
		}
		const [from, length] = [bytesOf(code, 4), bytesOf(code >> 4, 3) || 0x10000];
		if (!put(base.subarray(from, from + length), length)) return null;
	}
	return filled === size ? whole : null;

	/** A little-endian number of which only the bytes are there whose bits are set. */
	function bytesOf(bits: number, most: number): number {
		let value = 0;
		for (let index = 0; index < most; index++) if (bits & (1 << index)) value += (delta[at++] ?? 0) * 256 ** index;
		return value;
	}
}

/** What deflate makes of bytes that it cannot make smaller, at most. */
const mostPackedBytes = (bytes: number): number => bytes + Math.ceil(bytes / 1000) + 64;

function inflate(packed: Uint8Array | null, bytes: number): Uint8Array | null {
	if (packed === null) return null;
	try {
		const content = inflateSync(packed, {maxOutputLength: Math.max(1, bytes)});
		return content.length === bytes ? content : null;
	} catch {
		return null;
	}
}

function viewOf(bytes: Uint8Array | null, length: number): DataView | null {
	return bytes?.length === length ? new DataView(bytes.buffer, bytes.byteOffset, length) : null;
}
