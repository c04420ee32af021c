import type {FileAccess, Tail} from '../../core/files/files.ts';
import {decodeText} from '../../encodings/text/text.ts';
import {nowOf} from '../file-clock.ts';
import {type LineKind, lastLineOf} from './whole-line.ts';

/** How long a file has to be silent before a last line is read that is whole by all that shows. */
const soonMs = 60_000;
/** And one whose last number may have more digits, which a buffer holds back: nothing writes there any more. */
const lateMs = 24 * 3_600_000;
const longestBytes = 64 * 1024;
/** A row may be a whole curve. */
const longestRowBytes = 256 * 1024;
const beforeBytes = 4096;
/** Buffers are written to the disk in blocks of that size, wherever that cuts a line. */
const blockBytes = 4096;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads the last line of a file that has no line feed, once the file has been silent so long that nothing more comes. What is a half number as long
 * as something writes is never read: a line that goes on after all makes the file be read anew.
 */
export class LastLine {
	/** When the line may be read, milliseconds since the epoch; null where none waits. */
	dueAtMs: number | null = null;
	/** True where the line that was read has become longer. */
	hasGrown = false;
	/** True where the last number of the line that was read may be cut short. */
	isUnsure = false;
	/** Bytes of the line that was read without its end. */
	bytes = 0;

	constructor(
		private readonly kind: LineKind,
		private readonly files: FileAccess,
	) {}

	/** Hands a chunk on; of the line that was read already only the end is taken. */
	consume(chunk: Uint8Array, consume: (chunk: Uint8Array) => number): number {
		if (this.bytes === 0) return consume(chunk);
		let end = this.bytes;
		// A line of output may be drawn anew; of anything else a return alone ends nothing.
		if (chunk[end] === carriageReturn && this.kind !== 'words') end++;
		if (chunk.length <= end) return 0;
		if (chunk[end] !== lineFeed && chunk[end] !== carriageReturn) {
			this.hasGrown = true;
			return 0;
		}
		this.bytes = 0;
		this.isUnsure = false;
		return end + 1 + consume(chunk.subarray(end + 1));
	}

	/** Looks at what is left where all else was read, and reads it if it is time. */
	take(tail: Tail, consume: (chunk: Uint8Array) => number): void {
		if (this.bytes > 0) return;
		this.dueAtMs = null;
		const left = tail.size - tail.offset;
		if (left <= 0 || left > (this.kind === 'cells' ? longestRowBytes : longestBytes)) return;
		const from = Math.max(0, tail.offset - beforeBytes);
		const range = this.files.readRange(tail.path, from, tail.size - from);
		// It is being written to.
		if (range === null || range.length !== tail.size - from || range.includes(0)) return;
		const line = range.subarray(range.length - left);
		const before = decodeText(range.subarray(0, range.length - left));
		const wholeness = lastLineOf(this.kind, decodeText(line), before.split('\n'));
		if (wholeness === 'torn' || (wholeness === 'unsure' && tail.size % blockBytes === 0)) return;
		const dueAtMs = tail.modifiedAtMs + (wholeness === 'whole' ? soonMs : lateMs);
		if (nowOf(this.files) < dueAtMs) {
			this.dueAtMs = dueAtMs;
			return;
		}
		const ended = new Uint8Array(left + 1);
		ended.set(line);
		ended[left] = lineFeed;
		if (consume(ended) !== ended.length) return;
		this.bytes = left;
		this.isUnsure = wholeness === 'unsure';
	}
}
