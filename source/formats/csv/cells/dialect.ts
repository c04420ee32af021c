import {parseNumber} from '../../../encodings/numbers/odd-number.ts';
import {rareSeparatorOf, withCommas} from './rare-separators.ts';

const candidates = [0x2c, 0x09, 0x3b, 0x7c] as const;
const quote = 0x22;
const apostrophe = 0x27;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const comment = 0x23;
const longestHeadBytes = 1024 * 1024;
const longestQuotedHead = 16 * 1024;

/** Excel's own first line names the separator. */
const named = /^"?sep=([,\t;|])"?\r?\n/i;
const longestNamed = 16;

/** True for the cells of such a line. */
export function namesSeparator([first, ...rest]: readonly unknown[]): boolean {
	return typeof first === 'string' && /^sep=[,\t;|]?$/i.test(first) && rest.every(cell => cell === null);
}

/**
 * The byte between cells: the one that an Excel file names, or the one of `,` tab `;` `|` that stands most often outside quotes in the first
 * line that is no comment.
 */
export function sniffSeparator(head: Uint8Array): number {
	const word = named.exec(String.fromCharCode(...head.subarray(0, longestNamed)))?.[1];
	if (word !== undefined) return word.charCodeAt(0);
	const counts = new Map<number, number>();
	let quoted = false;
	let inComment = head[0] === comment;
	for (let at = 0; at < head.length; at++) {
		const byte = head[at]!;
		if (byte === quote && !inComment) quoted = !quoted;
		if (quoted) continue;
		if (byte === lineFeed) {
			if (!inComment && counts.size > 0) break;
			inComment = head[at + 1] === comment;
		} else if (!inComment && isCandidate(byte)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
	}
	let best: number = candidates[0];
	for (const candidate of candidates) if ((counts.get(candidate) ?? 0) > (counts.get(best) ?? 0)) best = candidate;
	return best;
}

const isCandidate = (byte: number): boolean => candidates.some(candidate => candidate === byte);

/**
 * True for text whose lines end in a carriage return alone, as Excel's "CSV (Macintosh)" does: there is no line feed, and a line goes on behind one.
 */
function endsInReturns(head: Uint8Array): boolean {
	if (head.includes(lineFeed)) return false;
	const first = head.indexOf(carriageReturn);
	return first >= 0 && first < head.length - 1;
}

/** How a table is written that is read as another one is: with other line ends, with other quotes, with a separator that few have. */
export interface Spelling {
	hasReturns: boolean;
	hasApostrophes: boolean;
	/** Null for none; `early` as long as only a row can show it. */
	rare: number | 'early' | null;
}

/**
 * As the beginning of a table shows it.
 * @param isTable false for a text that may as well be a log
 */
export function spellingOf(head: Uint8Array, isTable = true): Spelling {
	const hasReturns = endsInReturns(head);
	const hasApostrophes = quotesByApostrophes(head, hasReturns ? carriageReturn : lineFeed);
	const found = hasReturns || hasApostrophes ? null : rareSeparatorOf(head);
	const rare = found === null || found === 'early' ? found : isTable || found.isSure ? found.byte : null;
	return {hasReturns, hasApostrophes, rare};
}

/** A chunk of such a table as that of a usual one, with as many bytes. */
export function respell(chunk: Uint8Array, {hasReturns, hasApostrophes, rare}: Spelling): Uint8Array {
	if (typeof rare === 'number') return withCommas(chunk, rare);
	if (!hasReturns && !hasApostrophes) return chunk;
	return chunk.map(byte =>
		hasReturns && byte === carriageReturn ? lineFeed : hasApostrophes && byte === apostrophe ? quote : byte,
	);
}

const allByApostrophes = /^'[^'"]*'(?:[ ]?[,\t;|][ ]?'[^'"]*')+\r?$/;

/** True where each cell of the first line that is no comment stands between apostrophes: names do so nowhere else. */
function quotesByApostrophes(head: Uint8Array, lineEnd: number): boolean {
	const start = firstLineAt(head, lineEnd);
	if (start < 0 || head[start] !== apostrophe) return false;
	const end = head.indexOf(lineEnd, start);
	return end > 0 && end - start < longestQuotedHead && allByApostrophes.test(String.fromCharCode(...head.subarray(start, end)));
}

/** True once the first line that is no comment is there to its end: before that nothing can be said of the separator. */
export function hasFirstLine(head: Uint8Array): boolean {
	const start = firstLineAt(head, lineFeed);
	return start >= 0 && (head.indexOf(lineFeed, start) >= 0 || head.length > longestHeadBytes);
}

/** Where the first line begins that is neither empty nor a comment; -1 where that is not there yet. */
function firstLineAt(head: Uint8Array, lineEnd: number): number {
	let start = 0;
	while (head[start] === comment || head[start] === lineEnd) {
		const end = head.indexOf(lineEnd, start);
		if (end < 0) return -1;
		start = end + 1;
	}
	return start;
}

/** The first cell of a header that stands in a comment, as OpenMM writes it: `#"Step","Energy"`. */
export const uncommented = (cell: string): string => cell.replace(/^#\s*/, '').replace(/^"(.*)"$/, '$1');

/** What parts a line of numbers, which is one cell by the table's own separator, into that many cells, in words; null for nothing. */
export function otherSeparator(line: string, width: number): string | null {
	const isNumber = (cell: string) => parseNumber(cell.trim()) !== null;
	for (const code of candidates) {
		const separator = String.fromCharCode(code);
		const cells = line.split(separator);
		// Of two numbers by a comma the second may be the first one's decimals.
		const isWide = cells.length > (separator === ',' ? 2 : 1);
		if (cells.length !== width || !isWide || !cells.some(isNumber)) continue;
		if (cells.every(cell => cell.trim() === '' || isNumber(cell)))
			return separator === '\t' ? 'a tab' : JSON.stringify(separator);
	}
	return null;
}
