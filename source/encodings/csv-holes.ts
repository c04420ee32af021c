import {zerosBefore, zerosWithin} from './text/hole-words.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Zero bytes in a table: what a crash has left in the place of what was written, or what a program that does not count its characters fills its cells
 * up with or ends its rows in.
 */
export class CsvHoles {
	/** True where a row was left out for zero bytes at its end, and the row behind it showed that rows end in them. */
	isStale = false;
	/** The first line behind the header that begins with zero bytes, or has nothing else. 0 for none, -1 once it was told. */
	private holeLine = 0;
	/** Line of the first row that was left out, because zero bytes within it show that it is the halves of two. 0 and -1 as above. */
	private tornLine = 0;
	/** Line of the last row that was left out for zero bytes at its end. */
	private endLine = -1;
	/** Whether the header has zero bytes within already: they fill up cells then. */
	private isPadded = false;

	/** @param isTerminated whether rows are known to end in zero bytes: the first one does, or two behind each other */
	constructor(private isTerminated: boolean) {}

	/** What there is to say of them, as whole sentences: of the first line of each kind, once. */
	take(): string[] {
		const {holeLine, tornLine} = this;
		const said: string[] = [];
		if (holeLine > 0) {
			said.push(`Line ${holeLine} ${zerosBefore()}`);
			this.holeLine = -1;
		}
		if (tornLine > 0) {
			said.push(`Line ${tornLine} ${zerosWithin}`);
			this.tornLine = -1;
		}
		return said;
	}

	/**
	 * True where zero bytes stand within the row from `start` to `next`, and neither only in front of it nor where all rows have them.
	 * @param line the line on which the row ends
	 * @param isWhole whether it has as many cells as the first row
	 */
	isTorn(chunk: Uint8Array, start: number, next: number, line: number, isWhole: boolean): boolean {
		let from = start;
		while (chunk[from] === 0) from++;
		if (from > start && line > 1) this.holeLine ||= line;
		const zero = chunk.indexOf(0, from);
		if (zero < 0 || zero >= next) return false;
		if (line === 1) this.isPadded = true;
		if (this.isPadded) return false;
		const isAtEnd = endsInZeros(chunk, zero, next);
		if (isAtEnd && !this.isTerminated) this.learn(line, (line === 2 && isWhole) || isNextLikewise(chunk, next));
		if (isAtEnd && this.isTerminated) return false;
		this.tornLine ||= line;
		return true;
	}

	/** A hole takes the line ends within it along: two rows behind each other that end in zero bytes are whole. */
	private learn(line: number, isTerminated: boolean): void {
		const isBehind = this.endLine === line - 1;
		this.isTerminated = isTerminated || isBehind;
		this.isStale ||= isBehind;
		this.endLine = line;
	}
}

/** True where the line behind a row ends in zero bytes, too, and has no others. */
function isNextLikewise(chunk: Uint8Array, next: number): boolean {
	const end = chunk.indexOf(lineFeed, next) + 1;
	const zero = chunk.indexOf(0, next);
	return end > 0 && zero > next && zero < end && endsInZeros(chunk, zero, end);
}

/** True where nothing but zero bytes stands from a place to the end of its row. */
function endsInZeros(chunk: Uint8Array, from: number, next: number): boolean {
	let end = next - 1;
	if (chunk[end - 1] === carriageReturn) end--;
	while (from < end && chunk[from] === 0) from++;
	return from === end;
}
