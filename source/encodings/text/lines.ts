/** Longest line that is read; what is longer is skipped, so that one endless line cannot fill the memory. */
export const longestLineBytes = 8 * 1024 * 1024;

const lineFeed = 0x0a;

export interface LineHandlers {
	/** One whole line at [start, end) of `chunk`, without its line feed, carriage return, leading NULs or byte order mark. `number` counts from 1. */
	line(chunk: Uint8Array, start: number, end: number, number: number): void;
	/** NULs that stood before a line, or where one was, and are left out of it: what was written there is lost. Said before the line itself. */
	hole?(number: number, bytes: number): void;
	/**
	 * NULs within a line or at its end: what was written there is lost. `isRead` tells whether what stands in front of them is whole and is
	 * handed on then; else the line is the halves of two and is left out. Like `hole` by default.
	 */
	torn?(number: number, bytes: number, isRead: boolean): void;
	/** A line that was longer than the limit, once its end was seen. */
	tooLong?(number: number, bytes: number): void;
}

/** Splits chunks into lines by line feed, keeping what has none yet for the next chunk. */
export class LineSplitter {
	/** Lines seen so far, skipped ones included. */
	count = 0;
	private skippedBytes = 0;
	/** The next NUL of the chunk at hand that no line has come to yet, -1 for none. */
	private zero = -1;

	constructor(
		private readonly handlers: LineHandlers,
		private readonly limitBytes = longestLineBytes,
	) {}

	/** Hands on all whole lines and returns the bytes used up; the rest is to come again with more behind it. */
	split(chunk: Uint8Array): number {
		let start = 0;
		this.zero = chunk.indexOf(0);
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
		if (this.zero >= 0 && this.zero < to) {
			// A hole left by a crash or by a disk that was full reads as NULs, and the next line is appended behind it.
			while (from < to && chunk[from] === 0) from++;
			if (from > start) this.handlers.hole?.(this.count, from - start);
			this.zero = chunk.indexOf(0, from);
			if (this.zero >= 0 && this.zero < to) {
				to = this.endBeforeZeros(chunk, to);
				if (to < 0) return;
			}
		}
		// Windows' editors put a byte order mark in front of what they save.
		if (this.count === 1 && chunk[from] === 0xef && chunk[from + 1] === 0xbb && chunk[from + 2] === 0xbf)
			from = Math.min(to, from + 3);
		this.handlers.line(chunk, from, to, this.count);
	}

	/** Says of a line that it has NULs behind its beginning. Gives where it ends, -1 where it is torn: only a closed bracket shows it whole. */
	private endBeforeZeros(chunk: Uint8Array, end: number): number {
		const {zero, handlers} = this;
		this.zero = chunk.indexOf(0, end);
		let behind = zero;
		while (behind < end && chunk[behind] === 0) behind++;
		const isWhole = behind === end && (chunk[zero - 1] === 0x7d || chunk[zero - 1] === 0x5d);
		(handlers.torn ?? handlers.hole)?.(this.count, behind - zero, isWhole);
		return isWhole ? zero : -1;
	}
}
