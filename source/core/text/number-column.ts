import {formatExponent, formatNumber} from './numbers.ts';

/**
 * Numbers below each other on a common decimal point: `measureNumbers` finds the room a column needs (and only ever grows it),
 * `alignNumber` pads a text to it, `fitNumber` shortens one while the column has not grown yet.
 */

/** Cells before the point, and from the point on (point included). */
export interface NumberRoom {
	whole: number;
	fraction: number;
}

const isNumber = /^[-+−]?\d/;

function splitAtPoint(text: string): NumberRoom {
	if (!isNumber.test(text)) return {whole: 0, fraction: 0};
	const end = text.search(/[.e]/);
	return end < 0 ? {whole: text.length, fraction: 0} : {whole: end, fraction: text.length - end};
}

/** True for a column that holds numbers alone, and some. */
export const areNumbers = (texts: readonly string[]): boolean =>
	texts.some(text => text !== '') && texts.every(text => /^(?:[-+]?(?:\d|inf)|NaN|$)/.test(text));

/** Room that all texts need; with `previous` it never shrinks, so that a column keeps its width while values change. */
export function measureNumbers(texts: Iterable<string>, previous?: NumberRoom): NumberRoom {
	let {whole, fraction} = previous ?? {whole: 0, fraction: 0};
	for (const text of texts) {
		const room = splitAtPoint(text);
		whole = Math.max(whole, room.whole);
		fraction = Math.max(fraction, room.fraction);
		// Words (NaN, …) have no point: they only need the width.
		if (room.whole === 0) whole = Math.max(whole, text.length - fraction);
	}
	return {whole, fraction};
}

/** Pads a text so that its point stands where the column's does; what is no number goes to the right end. */
export function alignNumber(text: string, room: NumberRoom): string {
	const {whole, fraction} = splitAtPoint(text);
	if (whole === 0) return text.padStart(room.whole + room.fraction);
	return ' '.repeat(Math.max(0, room.whole - whole)) + text + ' '.repeat(Math.max(0, room.fraction - fraction));
}

/** The number in at most so many cells, with fewer digits where it must be, since a number that is cut is another one; empty where none fits. */
export function fitNumber(text: string, cells: number): string {
	if (text.length <= cells) return text;
	const value = isNumber.test(text) ? Number(text) : Number.NaN;
	if (!Number.isFinite(value)) return '';
	const shorter = [3, 2, 1].flatMap(digits => [formatNumber(value, digits), formatExponent(value, digits)]);
	return shorter.find(({length}) => length <= cells) ?? '';
}
