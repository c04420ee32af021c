import type {FileAccess} from '../../../core/files/files.ts';
import {countWords} from '../../../core/text/count-words.ts';
import type {FormatProblem} from '../../format.ts';

/** An entry is a big-endian count of milliseconds and a byte for the stream (guild/run_util.py, gage run_output.py). */
const entryBytes = 9;
const blockEntries = 4096;
const mostBytes = 256 * 1024 * 1024;
const lineFeed = 0x0a;
const noEntries = new DataView(new ArrayBuffer(0));

export interface LineMark {
	atMs: number;
	isError: boolean;
}

/** When each line of a stored output was printed, and on which stream, from the index beside it. */
export class LineIndex {
	private first = 0;
	private block: DataView = noEntries;

	constructor(private readonly readRange: (offset: number, length: number) => Uint8Array | null) {}

	/** The mark of a line, counted from 0; null where the index does not reach that far. */
	at(line: number): LineMark | null {
		if (!this.has(line)) this.load(line);
		if (!this.has(line)) return null;
		const at = (line - this.first) * entryBytes;
		const atMs = this.block.getUint32(at) * 2 ** 32 + this.block.getUint32(at + 4);
		return {atMs, isError: this.block.getUint8(at + 8) === 1};
	}

	private has(line: number): boolean {
		return line >= this.first && (line - this.first + 1) * entryBytes <= this.block.byteLength;
	}

	private load(line: number): void {
		const bytes = this.readRange(line * entryBytes, blockEntries * entryBytes) ?? new Uint8Array(0);
		this.first = line;
		this.block = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
	}
}

/** The index that lies in a file of its own. */
export function indexIn(files: FileAccess, path: string): LineIndex {
	return new LineIndex((offset, length) => files.readRange(path, offset, length));
}

/** How many lines an index has; 0 where there is none. */
export function countMarks(files: FileAccess, path: string): number {
	return Math.floor((files.stat(path)?.size ?? 0) / entryBytes);
}

/**
 * For a check: where an output and the index beside it do not fit. Both are written line by line, so that one that was killed may be a line ahead.
 * @param isOfAll true where nothing but lines has entries: an output with fewer lines was cut
 */
export function verifyIndex(files: FileAccess, output: string, index: string, isOfAll: boolean): FormatProblem[] {
	const marks = files.readWhole(index, mostBytes);
	const text = files.readWhole(output, mostBytes);
	if (marks === null || text === null) return [];
	const fail = (file: string, message: string): FormatProblem[] => [{file, message, about: 'record'}];
	const entries = Math.floor(marks.length / entryBytes);
	if (marks.length % entryBytes > 0) return fail(index, 'Its last entry is cut off');
	for (let entry = 1; entry <= entries; entry++) {
		const stream = marks[entry * entryBytes - 1]!;
		if (stream > 1) return fail(index, `Entry ${entry} names the stream ${stream}; there are 0 and 1`);
	}
	let lines = 0;
	for (const byte of text) if (byte === lineFeed) lines++;
	if (lines > entries + 1)
		return fail(index, `Knows ${entries} of the ${lines} lines of the output: when the others came is lost`);
	if (!isOfAll || entries <= lines + 1) return [];
	return fail(output, `Was cut: ${countWords(entries, 'line')} were printed by its index, and it has ${lines}`);
}
