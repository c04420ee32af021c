import {parsePrintedJson} from '../../encodings/json/tolerant-json.ts';
import {parseNumber} from '../../encodings/numbers/odd-number.ts';

/** What the lines of a file are: objects in JSON, rows of cells, or words and numbers. */
export type LineKind = 'json' | 'cells' | 'words';

/** Rows before the last line that have to look like it for its last number to be whole. */
const fewestLike = 3;
const mostBefore = 8;
const fewestListed = 6;
/** A cell in quotes, in which a quote is doubled. */
const quoted = /"(?:[^"]|"")*"/g;
const quotedNumber = /"[-+.\deE]+"$/;
const number = /\d+(?:\.\d*)?(?:e[+-]?\d+)?/gi;

/**
 * Whether a last line without a line feed is all there: `whole` where more cannot come or would be of another form than all before, `torn` where
 * something is missing, `unsure` where its last number may have more digits.
 * @param before the whole lines before it, the nearest last
 */
export function lastLineOf(kind: LineKind, line: string, before: readonly string[]): 'whole' | 'unsure' | 'torn' {
	if (kind === 'json') return isObject(line) ? 'whole' : 'torn';
	if (kind === 'cells') return lastRowOf(line, before);
	const like = linesIn(before).slice(-mostBefore);
	// A comma may part thousands: "1,023," of 1,023,456.
	if (!/(?:[\d.eE+-]|\d,)$/.test(line)) return 'whole';
	return wholenessOf(line, like);
}

/** The same of a row, whose cells may be quoted; rows may end in a return alone. */
function lastRowOf(row: string, before: readonly string[]): 'whole' | 'unsure' | 'torn' {
	const rows = linesIn(before.flatMap(text => text.split('\r'))).slice(-mostBefore);
	const bare = row.replaceAll(quoted, '""');
	const like = rows.map(text => text.replaceAll(quoted, '""'));
	const isOpen = bare.replaceAll('""', '').includes('"');
	if (like.length === 0 && isList(bare)) return bare.trimEnd().endsWith(']') ? 'whole' : 'unsure';
	if (isOpen || /[\r,;\t]\s*$/.test(bare) || like.length === 0 || !haveLikeCells(like.at(-1)!, bare)) return 'torn';
	if (!bare.endsWith('"')) return wholenessOf(bare, like);
	// Behind half of a quote that is doubled a cell only seems to end.
	return quotedNumber.test(row) || !rows.some(text => text.replaceAll(/(^|[,;\t])""(?=$|[,;\t])/g, '').includes('""'))
		? 'whole'
		: 'torn';
}

/** True for the only row of a file that may be a whole curve: many numbers, or a list in brackets. */
function isList(row: string): boolean {
	const [, opening, inner, closing] = /^\s*(\[?)([^[\]]*)(\]?)\s*$/.exec(row) ?? [];
	if (inner === undefined || (opening === '') !== (closing === '')) return false;
	const cells = inner.trim().split(/[,;\s]+/);
	return cells.length >= fewestListed && cells.every(cell => parseNumber(cell) !== null);
}

const linesIn = (texts: readonly string[]): string[] => texts.map(text => text.trimEnd()).filter(text => text !== '');

/** By the numbers in it alone. */
function wholenessOf(line: string, like: readonly string[]): 'whole' | 'unsure' {
	const form = formOf(line);
	return isFixed(line) && like.filter(text => formOf(text) === form).length >= fewestLike ? 'whole' : 'unsure';
}

function isObject(line: string): boolean {
	if (!line.trimEnd().endsWith('}')) return false;
	return typeof parsePrintedJson(line) === 'object';
}

const separatorsOf = (line: string): string => line.replaceAll(/[^,;\t]/g, '');

/** True for two rows of as many cells; where no usual separator parts them, a rare one may. */
function haveLikeCells(before: string, row: string): boolean {
	const separators = separatorsOf(before);
	if (separators !== '' || row === '') return separators === separatorsOf(row);
	const cells = (line: string) => line.trim().split(/[ :^~&!\u0001]+/).length;
	return separatorsOf(row) === '' && cells(before) === cells(row);
}

/** True for a line that ends with decimals: of how many all others have, no more come. */
const isFixed = (line: string): boolean => /\.\d+$/.test(line);

/** A line without its digits, but for how many its decimals are. */
function formOf(line: string): string {
	return line.replaceAll(number, found => {
		const dot = found.indexOf('.');
		return dot < 0 ? '#' : `#.${found.length - dot - 1}`;
	});
}
