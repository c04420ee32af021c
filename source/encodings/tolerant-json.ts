/** As in core/run.ts; encodings import nothing. */
export type JsonValue = null | boolean | number | string | JsonValue[] | {[key: string]: JsonValue};

const wordOrText = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;
const bareWord = '\u0000bare ';

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
