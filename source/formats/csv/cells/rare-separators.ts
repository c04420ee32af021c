import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {copyBytes} from '../../../encodings/records/copy-bytes.ts';
import {decodeFile} from '../../../encodings/text/text.ts';

/** Bytes that part cells where none of the usual separators does: blanks, and what Keras, Hive and hand-written loggers take. */
const rare = [' ', ':', '^', '~', '&', '!', '\u0001'];
const usual = /[,\t;|]/;
/** Words of a sentence: blanks part those, but no names in it. */
const ofSentence = /(?:^|\s)(?:at|of|the|this|is|for|after|per|by|with|in|on|and|each|every)\s/i;
const headBytes = 64 * 1024;
const [lineFeed, carriageReturn, blank, comma, quote, hash] = [0x0a, 0x0d, 0x20, 0x2c, 0x22, 0x23];

/** A rare separator; the names of the columns may stand in a comment, as NumPy's `savetxt` writes them. */
export interface RareSeparator {
	byte: number;
	/** True where two rows below names in a comment show it: a log may begin with one. */
	isSure: boolean;
}

/**
 * The separator of a table that has none of the usual ones: its names, and as many numbers below them, are parted by it. Null for any other text;
 * `early` as long as there is no row that could show it.
 */
export function rareSeparatorOf(head: Uint8Array): RareSeparator | 'early' | null {
	const end = head.indexOf(lineFeed);
	if (end < 0 || (head[0] !== hash && head.subarray(0, end).includes(comma))) return null;
	const text = decodeFile(head.subarray(0, headBytes));
	const lines = text
		.slice(0, text.lastIndexOf('\n'))
		.split('\n')
		.map(line => line.trimEnd())
		.filter(line => line !== '');
	const start = lines.findIndex(line => !line.startsWith('#'));
	const above = start > 0 ? lines[start - 1]! : null;
	if (start < 0) return null;
	const [first, second] = lines.slice(start) as [string, string?];
	const comment = above === null ? null : above.replace(/^#\s*/, '');
	if (comment !== null && comment !== '') {
		const hasLike = (each: string) =>
			second === undefined || second.startsWith('#') || cellsOf(second, each).length === cellsOf(first, each).length;
		const parts = ofSentence.test(comment) ? rare.filter(each => each !== ' ') : rare;
		const separator = parts.find(each => areNamesOf(comment, first, each) && hasLike(each));
		if (separator !== undefined) return {byte: separator.charCodeAt(0), isSure: second !== undefined};
	}
	if (usual.test(first)) return null;
	// NumPy's `savetxt` parts numbers by blanks, also where they have no names.
	if (comment === null && second !== undefined && areNumbers(first) && haveAsMany(first, second))
		return {byte: blank, isSure: true};
	const separator = rare.find(
		each => areNames(cellsOf(first, each)) && (second === undefined || areNamesOf(first, second, each)),
	);
	if (separator === undefined) return null;
	if (second === undefined) return 'early';
	return {byte: separator.charCodeAt(0), isSure: false};
}

/** Cells of a line, a name in quotes as one. */
function cellsOf(line: string, separator: string): string[] {
	if (separator !== ' ') return line.split(separator).map(cell => cell.trim());
	return line.match(/"[^"]*"|[^ ]+/g) ?? [];
}

/** True for a line of several numbers with blanks between them. */
function areNumbers(line: string): boolean {
	const cells = cellsOf(line, ' ');
	return cells.length > 1 && cells.every(cell => parseNumber(cell) !== null);
}

const haveAsMany = (row: string, other: string): boolean =>
	areNumbers(other) && cellsOf(row, ' ').length === cellsOf(other, ' ').length;

const areNames = (cells: readonly string[]): boolean =>
	cells.length > 1 &&
	new Set(cells).size === cells.length &&
	cells.every(cell => /\p{L}/u.test(cell) && parseNumber(cell) === null);

function areNamesOf(header: string, row: string, separator: string): boolean {
	// NumPy is told the names as one text, and commas are what people put between them.
	const isListed = separator === ' ' && header.includes(',');
	const [names, cells] = [cellsOf(header, isListed ? ',' : separator), cellsOf(row, separator)];
	if ((!isListed && usual.test(header)) || usual.test(row) || names.length !== cells.length || !areNames(names)) return false;
	return cells.some(cell => cell !== '') && cells.every(cell => cell === '' || parseNumber(cell) !== null);
}

/** Whole lines of such a table with commas in the place of its separators, in as many bytes. */
export function withCommas(chunk: Uint8Array, separator: number): Uint8Array {
	const commas = copyBytes(chunk, 0, chunk.length);
	let isQuoted = false;
	// Blanks in front of a line, and behind the mark of a comment, part nothing.
	let isBefore = true;
	let isListed = isListOfNames(chunk, 0);
	for (let at = 0; at < chunk.length; at++) {
		const byte = chunk[at]!;
		if (byte === lineFeed) {
			isQuoted = false;
			isBefore = true;
			isListed = isListOfNames(chunk, at + 1);
		} else if (isListed) continue;
		else if (byte === quote) isQuoted = !isQuoted;
		const isEnd = separator === blank && (isBefore || isOuter(chunk[at + 1]));
		if (byte === separator && !isQuoted && !isEnd) commas[at] = comma;
		if (byte !== blank && byte !== lineFeed && !(isBefore && byte === hash)) isBefore = false;
	}
	return commas;
}

/** True for a comment with commas, which part the names in it. */
const isListOfNames = (chunk: Uint8Array, start: number): boolean => {
	if (chunk[start] !== hash) return false;
	const end = chunk.indexOf(lineFeed, start);
	return chunk.subarray(start, end < 0 ? chunk.length : end).includes(comma);
};

/** True for what a blank before it does not part from what stands in front of that. */
const isOuter = (next: number | undefined): boolean =>
	next === undefined || next === blank || next === lineFeed || next === carriageReturn;
