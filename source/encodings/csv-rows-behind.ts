import {cellKinds} from './csv-kinds.ts';
import type {NumberScanner} from './numbers/number-scan.ts';
import {scanSpecial} from './numbers/odd-number.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
/** So many whole rows behind an opening quote show that it is a letter. */
const enoughRows = 3;

/** The row that an opening quote stands in: up to the quote its own cells, from there on those of the row before. */
export interface OpenRow {
	kinds: Uint8Array;
	values: Float64Array;
	/** Cells of the first row. */
	width: number;
	/** Which cell the quote opens. */
	column: number;
	/** Whether the row before is the header, which says nothing of what the cells hold. */
	isFirst: boolean;
}

/** A line behind the open row. */
interface Line {
	/** The numbers in its cells, NaN for others. */
	values: Float64Array;
	/** Whether all its cells are of the kinds that the open row has. */
	isAlike: boolean;
}

/**
 * True where the lines behind the one that `place` is in are rows: as many cells, and in the first a number that rises on from the open row; or cells of
 * the same kinds and any number that rises from one to the next, on from the open row or, as a program does that was started again, by the same every time.
 */
export function areRowsBehind(chunk: Uint8Array, place: number, separator: number, row: OpenRow, number: NumberScanner): boolean {
	if (row.width < 2) return false;
	const rows: Line[] = [];
	for (let start = chunk.indexOf(lineFeed, place) + 1; rows.length < enoughRows; ) {
		const end = start > 0 ? chunk.indexOf(lineFeed, start) : -1;
		if (end < 0) return false;
		const line = readLine(row, chunk.subarray(start, chunk[end - 1] === carriageReturn ? end - 1 : end), separator, number);
		if (line === null) return false;
		rows.push(line);
		start = end + 1;
	}
	const [first, second, third] = rows.map(({values}) => values) as [Float64Array, Float64Array, Float64Array];
	if (first[0]! > row.values[0]! && second[0]! > first[0]! && third[0]! > second[0]! && keepFractions(row, rows)) return true;
	if (!rows.every(({isAlike}) => isAlike)) return false;
	for (let i = 0; i < row.width; i++) {
		if (i === row.column || !(second[i]! > first[i]! && third[i]! > second[i]!)) continue;
		const isKnown = i < row.column || !row.isFirst;
		if (isKnown && row.kinds[i] === cellKinds.number && first[i]! > row.values[i]!) return true;
		const isCounted = Number.isInteger(first[i]) && second[i]! - first[i]! === third[i]! - second[i]!;
		if (isCounted && isKnown && first[i]! >= 0 && first[i]! <= row.values[i]!) return true;
	}
	return false;
}

/** False where a number in front of the quote has a fraction and all of those below it are whole: a text of several lines may hold such. */
function keepFractions({kinds, values, column}: OpenRow, rows: readonly Line[]): boolean {
	for (let i = 0; i < column; i++) {
		const isFraction = kinds[i] === cellKinds.number && Number.isFinite(values[i]) && !Number.isInteger(values[i]);
		if (isFraction && rows.every(line => Number.isInteger(line.values[i]))) return false;
	}
	return true;
}

/** What is in the cells of a line; null where they are more or less than in the open row. */
function readLine(row: OpenRow, line: Uint8Array, separator: number, number: NumberScanner): Line | null {
	let isAlike = true;
	const values = new Float64Array(row.width).fill(Number.NaN);
	let at = 0;
	for (let column = 0; column < row.width; column++) {
		const found = line.indexOf(separator, at);
		if (found < 0 !== (column === row.width - 1)) return null;
		let [from, to] = [at, found < 0 ? line.length : found];
		while (from < to && line[from] === space) from++;
		while (to > from && line[to - 1] === space) to--;
		const plain = number.scan(line, from, to);
		const value = !Number.isNaN(plain) && number.end === to ? plain : scanSpecial(line, from, to);
		isAlike &&= from >= to || isLike(row, column, value !== undefined, line[from] === quote);
		values[column] = value ?? Number.NaN;
		at = found + 1;
	}
	return {values, isAlike};
}

/** True where a cell with something in it may stand in a column. */
function isLike({kinds, column, isFirst}: OpenRow, at: number, isNumber: boolean, isQuoted: boolean): boolean {
	if (at === column) return !isNumber;
	if (at > column && isFirst) return true;
	const kind = kinds[at];
	if (kind === cellKinds.number) return isNumber || isQuoted;
	return kind === cellKinds.empty || !isNumber;
}
