/** Longest line that is read; what is longer is skipped, so that one endless line cannot fill the memory. */
export const longestLineBytes = 8 * 1024 * 1024;

const lineFeed = 0x0a;

export interface LineHandlers {
	/** One whole line at [start, end) of `chunk`, without its line feed, carriage return, leading NULs or byte order mark. `number` counts from 1. */
	line(chunk: Uint8Array, start: number, end: number, number: number): void;
	/** NULs that stood before a line, or where one was, and are left out of it: what was written there is lost. Said before the line itself. */
	hole?(number: number, bytes: number): void;
	/** A line that was longer than the limit, once its end was seen. */
	tooLong?(number: number, bytes: number): void;
}

/** Splits chunks into lines by line feed, keeping what has none yet for the next chunk. */
export class LineSplitter {
	/** Lines seen so far, skipped ones included. */
	count = 0;
	private skippedBytes = 0;

	constructor(
		private readonly handlers: LineHandlers,
		private readonly limitBytes = longestLineBytes,
	) {}

	/** Hands on all whole lines and returns the bytes used up; the rest is to come again with more behind it. */
	split(chunk: Uint8Array): number {
		let start = 0;
		while (start < chunk.length) {
			const end = chunk.indexOf(lineFeed, start);
			if (end < 0) return this.holdBack(chunk, start);
			this.count++;
			if (this.skippedBytes > 0 || end - start > this.limitBytes) {
				this.handlers.tooLong?.(this.count, this.skippedBytes + end - start);
				this.skippedBytes = 0;
			} else this.pass(chunk, start, end);
			start = end + 1;
		}
		return start;
	}

	private holdBack(chunk: Uint8Array, start: number): number {
		const pending = chunk.length - start;
		if (this.skippedBytes === 0 && pending <= this.limitBytes) return start;
		this.skippedBytes += pending;
		return chunk.length;
	}

	private pass(chunk: Uint8Array, start: number, end: number): void {
		let from = start;
		let to = end;
		if (to > from && chunk[to - 1] === 0x0d) to--;
		// A hole left by a crash or by a disk that was full reads as NULs, and the next line is appended behind it.
		while (from < to && chunk[from] === 0) from++;
		if (from > start) this.handlers.hole?.(this.count, from - start);
		// Windows' editors put a byte order mark in front of what they save.
		if (this.count === 1 && chunk[from] === 0xef && chunk[from + 1] === 0xbb && chunk[from + 2] === 0xbf)
			from = Math.min(to, from + 3);
		this.handlers.line(chunk, from, to, this.count);
	}
}
