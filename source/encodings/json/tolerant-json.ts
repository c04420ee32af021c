import {parseSpecial, specialWord} from '../numbers/odd-number.ts';

/** As in core/run.ts; encodings import nothing. */
export type JsonValue = null | boolean | number | string | JsonValue[] | {[key: string]: JsonValue};

const wordOrText = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
const specialOrText = new RegExp(String.raw`"(?:[^"\\]|\\.)*"|(?<![\w.])[-+]?${specialWord}(?![\w.(]|\s*:)`, 'gi');
const bareWord = '\u0000bare ';
const longIntegerOrText = /"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{16,}(?![\w.])/g;

/**
 * Parses JSON that may hold bare NaN, Infinity and -Infinity, as Python writes it. Undefined where it is no JSON even so.
 */
export function parseTolerantJson(text: string): JsonValue | undefined {
	try {
		return JSON.parse(text);
	} catch {}
	try {
		const quoted = text.replace(wordOrText, token => (token.startsWith('"') ? token : JSON.stringify(bareWord + token)));
		return JSON.parse(quoted, (_key, value) =>
			typeof value === 'string' && value.startsWith(bareWord) ? Number(value.slice(bareWord.length)) : value,
		);
	} catch {
		return undefined;
	}
}

/** The same with NaN and infinities as C prints them, "-nan" or "-nan(ind)": what a program wrote that puts its JSON together by `printf`. */
export function parsePrintedJson(text: string): JsonValue | undefined {
	const parsed = parseTolerantJson(text);
	if (parsed !== undefined || !/nan|inf|1\.#/i.test(text)) return parsed;
	return parseTolerantJson(
		text.replace(specialOrText, token => (token.startsWith('"') ? token : String(parseSpecial(token) ?? token))),
	);
}

/**
 * The same with integers beyond 2^53 as texts of all their digits, where a number would show others: the last digits of a seed count. Large
 * floats, which Go writes like integers, stay numbers.
 */
export function parseExactJson(text: string): JsonValue | undefined {
	return parseTolerantJson(longIntegers(text, digits => (String(Number(digits)) === digits ? digits : `"${digits}"`)));
}

/** A JSON text with something else in place of each integer beyond 2^53. */
export function longIntegers(text: string, write: (digits: string) => string): string {
	if (!/\d{16}/.test(text)) return text;
	return text.replace(longIntegerOrText, token =>
		token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : write(token),
	);
}
