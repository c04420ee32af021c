import {cleanText} from './clean-text.ts';

const plain = /^[\x20-\x7e\n\t]*$/;
// What `cleanText` takes off, as far as JSON does not escape it by itself.
const unsafe = /[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * Text as it may be written to a terminal, whoever wrote it: without escape sequences, control characters and marks that reorder what is read.
 * Its own line feeds and tabs stay. All that commands print and warn of goes through here.
 */
export function safeOutput(text: string): string {
	if (plain.test(text)) return text;
	return text.replace(/[^\n\t]+/g, part => cleanText(part, Number.POSITIVE_INFINITY));
}

/** JSON that says the same and is safe on a terminal: what `safeOutput` would take off is escaped. @param indent as `JSON.stringify` takes it */
export function jsonText(value: unknown, indent?: number): string {
	return wellFormed(JSON.stringify(value, null, indent)).replace(unsafe, found =>
		Array.from({length: found.length}, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
	);
}

/** Halves of characters, which `JSON.stringify` escapes and few readers take, as what stands for bytes that are no text (RFC 8259, section 8.2). */
const wellFormed = (json: string): string =>
	json.includes('\\ud') ? json.replace(/\\(?:\\|ud[89a-f][\da-f]{2})/g, found => (found === '\\\\' ? found : '\ufffd')) : json;
