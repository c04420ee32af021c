import {parseMarked} from '../../../encodings/numbers/marked-number.ts';

/** Numbers with commas in them, which have two readings: "1,234" is a thousand in one table and little more than one in another. */

/** What the comma of a text stands for: between thousands, before decimals, or either of the two. */
export type Comma = 'grouping' | 'decimal' | 'either';

const grouped = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/;
const decimal = /^[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+(?:[eE][+-]?\d+)?$/;
const percent = /^([+-]?\d[\d.,]*)\s*%$/;

/** What the comma of a number means by itself; null for a text that is no number with commas. */
export function commaOf(text: string): Comma | null {
	const mayGroup = grouped.test(text);
	if (!decimal.test(text)) return mayGroup ? 'grouping' : null;
	return mayGroup ? 'either' : 'decimal';
}

/** True where a number has both marks, so that it has one reading and is no list of two numbers: "1,234.5", "1.234,5". */
export const hasBothMarks = (text: string): boolean => text.includes('.') && text.includes(',');

export const readGrouped = (text: string): number => Number(text.replaceAll(',', ''));

export const readDecimalComma = (text: string): number => Number(text.replaceAll('.', '').replace(',', '.'));

/** The number in front of a percent sign, as a text; null for anything else. */
export const percentOf = (text: string): string | null => percent.exec(text)?.[1] ?? null;

/** True for a text that may be a number with commas, a percent sign or a mark, once more of the table is known. */
export function mayBeNumber(text: string): boolean {
	return commaOf(percentOf(text) ?? text) !== null || percentOf(text) !== null || parseMarked(text) !== null;
}
