import {numberOfText} from '../query/language/numbers.ts';
import type {Json} from '../run.ts';

const words: Readonly<Record<string, string>> = {true: 'true', false: 'false', none: 'null', null: 'null', nan: 'NaN'};
/** Whole numbers with more digits than a double holds are told apart by their digits. */
const tooLong = /^\d{16,}$/;

function identityOfText(text: string): string {
	const trimmed = text.trim();
	const known = words[trimmed.toLowerCase()];
	if (known !== undefined) return known;
	const value = tooLong.test(trimmed.replace(/^[+-]/, '')) ? null : numberOfText(trimmed);
	if (value !== null) return String(value);
	if (/^[[{(]/.test(trimmed)) {
		const listed = readLiteral(trimmed);
		if (listed !== null) return identityOf(listed);
	}
	return `"${text}"`;
}

/** A list or dictionary as Python or JSON prints it, null for anything else. */
function readLiteral(text: string): Json | null {
	const asJson = text
		.replace(/^\((.*?),?\)$/s, '[$1]')
		.replaceAll("'", '"')
		.replace(/\bNone\b/g, 'null')
		.replace(/\bTrue\b/g, 'true')
		.replace(/\bFalse\b/g, 'false');
	for (const candidate of [text, asJson]) {
		try {
			return JSON.parse(candidate) as Json;
		} catch {
			// Text that only begins like a list.
		}
	}
	return null;
}

/**
 * The same text for values that mean the same, whichever tracker recorded them: numbers kept as text are numbers ("0.10" is 0.1), Python's
 * words are JSON's, lists are compared by their members.
 */
export function identityOf(value: Json): string {
	if (typeof value === 'string') return identityOfText(value);
	if (Array.isArray(value)) return `[${value.map(identityOf).join()}]`;
	if (value === null || typeof value !== 'object') return String(value);
	const entries = Object.keys(value)
		.sort()
		.map(key => `${JSON.stringify(key)}:${identityOf(value[key]!)}`);
	return `{${entries.join()}}`;
}
