import type {FileAccess, FileStat, Tail, TailOutcome} from '../../core/files/files.ts';
import {unpackGzip, unpackGzipHead} from '../../encodings/gzip.ts';

const ending = /\.gz$/i;
const megabyte = 1024 * 1024;
const mostPackedBytes = 16 * megabyte;
const mostBytes = 128 * megabyte;
const pieceBytes = megabyte;
const headPackedBytes = 4096;
/** That much of any data unpacks to less than this: a byte stands for 1032 at most. */
const mostHeadBytes = 8 * megabyte;
const lineFeed = 0x0a;

/** True for the name of a compressed file. */
export const isPacked = (name: string): boolean => ending.test(name);

/** What a file is called once it is unpacked. */
export const unpackedName = (name: string): string => name.replace(ending, '');

/** The beginning of a compressed file, unpacked; null where it cannot be read. */
export function readPackedHead(path: string, files: FileAccess, headBytes: number): Uint8Array | null {
	const packed = files.readRange(path, 0, headPackedBytes);
	if (packed === null) return null;
	// A quarter is enough of nearly all, which repeat themselves.
	const first = unpackGzipHead(packed.subarray(0, headPackedBytes / 4), mostHeadBytes);
	if (first === null) return null;
	const head = first.length >= headBytes ? first : unpackGzipHead(packed, mostHeadBytes);
	// Of what has not come to its first byte nobody knows what it is.
	return head === null || (head.length === 0 && !isWholeGzip(packed)) ? null : head.subarray(0, headBytes);
}

function isWholeGzip(packed: Uint8Array): boolean {
	const found = unpackGzip(packed, mostHeadBytes);
	return typeof found !== 'string' && found.isWhole;
}

/** Reads a compressed file as the lines that it unpacks to. One that changes is read anew: its beginning may be another one. */
export class PackedTail implements Tail {
	offset = 0;
	size = 0;
	modifiedAtMs = 0;
	inode = 0;
	private packedBytes = -1;
	private left: Uint8Array = new Uint8Array(0);

	/** @param say takes what is wrong with it */
	constructor(
		readonly path: string,
		private readonly files: FileAccess,
		private readonly say: (message: string) => void,
	) {}

	read(consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome {
		const stat = this.files.stat(this.path);
		if (stat === null) return 'missing';
		if (this.packedBytes < 0) {
			const packed = this.files.readWhole(this.path, mostPackedBytes);
			if (packed === null && stat.size <= mostPackedBytes) return 'unreadable';
			this.take(stat, packed);
		} else if (stat.size !== this.packedBytes || stat.modifiedAtMs !== this.modifiedAtMs || stat.inode !== this.inode)
			return 'replaced';
		return this.give(consume, budgetBytes);
	}

	private take({size, modifiedAtMs, inode}: FileStat, packed: Uint8Array | null): void {
		Object.assign(this, {packedBytes: size, modifiedAtMs, inode});
		const found = packed === null ? 'too large' : packed.length === 0 ? null : unpackGzip(packed, mostBytes);
		if (found === null) return;
		if (found === 'too large')
			this.say(
				`Is larger than ${mostPackedBytes / megabyte} MiB, or than ${mostBytes / megabyte} MiB unpacked: unpack it to have it read`,
			);
		else if (found === 'damaged') this.say('Is damaged: its compressed data cannot be unpacked');
		else {
			if (!found.isWhole)
				this.say('Ends within its compressed data: it is being written, or was cut. What could be unpacked was read');
			if (found.isFollowed) this.say('Has bytes of something else behind its compressed data: these were left out');
			this.left = found.isWhole ? withLineEnd(found.bytes) : found.bytes;
			this.size = this.left.length;
		}
	}

	private give(consume: (chunk: Uint8Array) => number, budgetBytes: number): TailOutcome {
		const before = this.offset;
		let piece = pieceBytes;
		while (this.left.length > 0) {
			if (this.offset - before >= budgetBytes) return 'more';
			const chunk = this.left.subarray(0, piece);
			const used = consume(chunk);
			this.offset += used;
			this.left = this.left.subarray(used);
			if (used === 0 && chunk.length >= this.left.length) break;
			piece = used === 0 ? piece * 2 : pieceBytes;
		}
		return this.offset > before ? 'read' : 'unchanged';
	}
}

/** Nothing more comes, so that the last line is whole. */
function withLineEnd(bytes: Uint8Array): Uint8Array {
	if (bytes.length === 0 || bytes.at(-1) === lineFeed) return bytes;
	const ended = new Uint8Array(bytes.length + 1);
	ended.set(bytes);
	ended[bytes.length] = lineFeed;
	return ended;
}
