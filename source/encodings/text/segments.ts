import {longestLineBytes} from './lines.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Splits the output of a program at line feeds and carriage returns: each redrawing of a progress bar is a segment of its own, so that a
 * bar that never ends its line is still seen. Longer ones than the limit are skipped.
 */
export class SegmentSplitter {
	skipped = 0;
	/** Line feeds passed so far: the number, from 0, of the line that a segment belongs to. */
	lineFeeds = 0;
	private skipping = false;

	constructor(
		private readonly take: (chunk: Uint8Array, start: number, end: number) => void,
		private readonly limitBytes = longestLineBytes,
	) {}

	/** Hands on all whole segments and returns the bytes used up. */
	split(chunk: Uint8Array): number {
		let start = 0;
		let feed = -1;
		let back = -1;
		const {length} = chunk;
		while (start < length) {
			if (feed < start) feed = indexOf(chunk, lineFeed, start);
			if (back < start) back = indexOf(chunk, carriageReturn, start);
			const end = Math.min(feed, back);
			if (end === length) break;
			if (this.skipping) this.skipping = false;
			else if (end > start) this.take(chunk, start, end);
			if (end === feed) this.lineFeeds++;
			start = end + 1;
		}
		if (this.skipping) return length;
		if (length - start <= this.limitBytes) return start;
		this.skipping = true;
		this.skipped++;
		return length;
	}
}

function indexOf(chunk: Uint8Array, byte: number, start: number): number {
	const found = chunk.indexOf(byte, start);
	return found < 0 ? chunk.length : found;
}
