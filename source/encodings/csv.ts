import {CsvHoles} from './csv-holes.ts';
import {cellKinds} from './csv-kinds.ts';
import {areRowsBehind} from './csv-rows-behind.ts';
import {NumberScanner} from './numbers/number-scan.ts';
import {scanSpecial} from './numbers/odd-number.ts';
import {decodeText} from './text/text.ts';

export {cellKinds};

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const longestRowBytes = 8 * 1024 * 1024;
/** An opening quote without its partner within this distance is taken for a letter: a torn row must not swallow the file. */
const longestQuotedBytes = 64 * 1024;

/** What later rows of a table have shown, for reading it anew. */
export interface CsvHints {
	/** Rows end in zero bytes. */
	isTerminated: boolean;
	/** Cells hold several lines: what looks like rows behind an opening quote may be such lines. */
	hasLines: boolean;
}

/**
 * Cuts chunks of a CSV file (RFC 4180, any one-byte separator, LF or CRLF) into rows. Numbers are read in the same pass and never
 * become strings. Between calls of `onRow` the row lies in `count`, `kinds`, `values` and behind `text`; a row without line feed waits.
 */
export class CsvScanner {
	count = 0;
	kinds = new Uint8Array(16);
	values = new Float64Array(16);
	/** Line (from 1) on which the row ends. */
	line = 0;
	/** Rows skipped because they were too long. */
	skippedRows = 0;
	/** Line of the row skipped last. */
	skippedLine = 0;
	private readonly holes: CsvHoles;
	/** The next zero byte of the chunk that no row has come to yet, -1 for none. */
	private zero = -1;
	private starts = new Int32Array(16);
	private ends = new Int32Array(16);
	private chunk: Uint8Array = new Uint8Array(0);
	private skipping = false;
	private readonly number = new NumberScanner();
	private next = 0;
	/** Cells of the first row. */
	private width = 0;
	private hasLines: boolean;
	/** Whether an opening quote was taken for a letter because of the rows behind it, and no other quote has come since. */
	private hasGuessed = false;
	/** True where the quote that closes a cell came behind what was taken for rows: the cell has several lines. */
	private isQuoteStale = false;
	private lines = 0;

	constructor(
		readonly separator: number,
		private readonly onRow: () => void,
		hints: CsvHints = {isTerminated: false, hasLines: false},
	) {
		this.holes = new CsvHoles(hints.isTerminated);
		this.hasLines = hints.hasLines;
	}

	/** What rows have shown that makes what was read before them wrong. */
	get shown(): CsvHints {
		return {isTerminated: this.holes.isStale, hasLines: this.isQuoteStale};
	}

	/** Hands on all whole rows of the chunk and returns the bytes used up. */
	scan(chunk: Uint8Array): number {
		this.chunk = chunk;
		this.zero = chunk.indexOf(0);
		let start = 0;
		while (start < chunk.length) {
			if (this.skipping) {
				const end = chunk.indexOf(lineFeed, start);
				if (end < 0) return chunk.length;
				this.skipping = false;
				this.line++;
				this.noteSkipped();
				start = end + 1;
				continue;
			}
			this.lines = 1;
			if (!this.scanRow(start)) {
				if (chunk.length - start <= longestRowBytes) return start;
				this.skipping = true;
				continue;
			}
			this.line += this.lines;
			if (this.width === 0) this.width = this.count;
			const isTorn = this.zero >= 0 && this.zero < this.next && this.isTorn(start);
			if (this.next - start > longestRowBytes) this.noteSkipped();
			else if (!isTorn && (this.count > 1 || this.kinds[0] !== cellKinds.empty)) this.onRow();
			start = this.next;
		}
		return start;
	}

	/** What there is to say of zero bytes in the place of what was written, as whole sentences: of the first line of each kind, once. */
	takeHoles(): string[] {
		return this.holes.take();
	}

	/** Content of a cell of the row at hand, without its quotes and outer spaces. */
	text(column: number): string {
		if (column >= this.count) return '';
		const text = decodeText(this.chunk, this.starts[column]!, this.ends[column]!);
		return this.kinds[column] === cellKinds.quoted ? text.replaceAll('""', '"') : text;
	}

	private noteSkipped(): void {
		this.skippedRows++;
		this.skippedLine = this.line;
	}

	private isTorn(start: number): boolean {
		this.zero = this.chunk.indexOf(0, this.next);
		return this.holes.isTorn(this.chunk, start, this.next, this.line, this.count === this.width);
	}

	private scanRow(start: number): boolean {
		const {chunk, number, separator} = this;
		const length = chunk.length;
		let at = start;
		for (let column = 0; ; column++) {
			if (column === this.kinds.length) this.grow();
			const value = number.scan(chunk, at, length);
			const end = number.end;
			if (!Number.isNaN(value) && end < length && (chunk[end] === separator || chunk[end] === lineFeed)) {
				this.kinds[column] = cellKinds.number;
				this.values[column] = value;
				this.starts[column] = at;
				this.ends[column] = end;
				at = end;
			} else {
				at = this.scanOddCell(at, column);
				if (at < 0) return false;
			}
			if (chunk[at] === lineFeed) {
				this.count = column + 1;
				this.next = at + 1;
				return true;
			}
			at++;
		}
	}

	/** A cell that is not simply a number; gives the place of its separator or line feed, -1 where that is not there yet. */
	private scanOddCell(start: number, column: number): number {
		const {chunk, separator} = this;
		let from = start;
		while (chunk[from] === 0x20) from++;
		let close = -1;
		if (this.hasGuessed) this.checkGuess(from);
		if (chunk[from] === quote) {
			close = this.findClosingQuote(from + 1);
			if (close < 0 && chunk.length - from <= longestQuotedBytes && !this.isLetter(from, column)) return -1;
		}
		let end = close < 0 ? from : close;
		while (end < chunk.length && chunk[end] !== separator && chunk[end] !== lineFeed) end++;
		if (end >= chunk.length) return -1;
		if (close >= 0) {
			for (let at = from; at < close; at++) if (chunk[at] === lineFeed) this.lines++;
			this.hasLines ||= this.lines > 1;
			this.keepCell(column, from + 1, close, true);
			return end;
		}
		let to = end;
		if (chunk[end] === lineFeed && chunk[to - 1] === carriageReturn && to > from) to--;
		this.keepCell(column, from, to, false);
		return end;
	}

	/** True where an opening quote is a letter by what stands behind it. */
	private isLetter(place: number, column: number): boolean {
		const {chunk, kinds, values, width, separator} = this;
		if (this.hasLines) return false;
		const row = {kinds, values, width, column, isFirst: this.line <= 1};
		this.hasGuessed = areRowsBehind(chunk, place, separator, row, this.number);
		return this.hasGuessed;
	}

	/** Looks at a cell behind an opening quote that was taken for a letter: whether it ends in the quote that closes it. */
	private checkGuess(from: number): void {
		const {chunk, separator} = this;
		let end = from;
		while (end < chunk.length && chunk[end] !== separator && chunk[end] !== lineFeed) end++;
		if (end === chunk.length) return;
		if (chunk[end - 1] === carriageReturn) end--;
		const first = chunk.indexOf(quote, from);
		if (first < 0 || first >= end) return;
		this.hasGuessed = false;
		if (first === end - 1) this.isQuoteStale = true;
	}

	private findClosingQuote(start: number): number {
		const {chunk} = this;
		for (let at = start; ; at += 2) {
			at = chunk.indexOf(quote, at);
			if (at < 0 || at - start > longestQuotedBytes) return -1;
			// The quote may be half of a doubled one: without the byte behind it nothing can be said.
			if (at + 1 >= chunk.length) return -1;
			if (chunk[at + 1] !== quote) return at;
		}
	}

	private keepCell(column: number, start: number, end: number, quoted: boolean): void {
		const {chunk} = this;
		let from = start;
		let to = end;
		while (from < to && isBlank(chunk[from]!)) from++;
		while (to > from && isBlank(chunk[to - 1]!)) to--;
		this.starts[column] = from;
		this.ends[column] = to;
		this.values[column] = Number.NaN;
		if (from === to) {
			this.kinds[column] = cellKinds.empty;
			return;
		}
		this.kinds[column] = quoted ? cellKinds.quoted : cellKinds.text;
		const value = this.number.scan(chunk, from, to);
		const special = !Number.isNaN(value) && this.number.end === to ? value : scanSpecial(chunk, from, to);
		if (special === undefined) return;
		this.kinds[column] = cellKinds.number;
		this.values[column] = special;
	}

	private grow(): void {
		const size = this.kinds.length * 2;
		this.kinds = enlarge(this.kinds, new Uint8Array(size));
		this.values = enlarge(this.values, new Float64Array(size));
		this.starts = enlarge(this.starts, new Int32Array(size));
		this.ends = enlarge(this.ends, new Int32Array(size));
	}
}

// NUL counts as blank: a hole that a crash left in front of a row reads as NULs.
const isBlank = (byte: number): boolean => byte === 0x20 || byte === carriageReturn || byte === 0 || byte === 0x09;

function enlarge<T extends Uint8Array | Float64Array | Int32Array>(from: T, to: T): T {
	to.set(from);
	return to;
}
