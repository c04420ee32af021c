import type {Json} from '../run.ts';
import {TextNumbers} from '../text-numbers.ts';

const words: Readonly<Record<string, string>> = {true: 'true', false: 'false', none: 'null', null: 'null', nan: 'NaN'};
/** Whole numbers with more digits than a double holds are told apart by their digits. */
const tooLong = /^\d{16,}$/;

function identityOfText(text: string, numbers: TextNumbers): string {
	const trimmed = text.trim();
	const known = words[trimmed.toLowerCase()];
	if (known !== undefined) return known;
	const value = tooLong.test(trimmed.replace(/^[+-]/, '')) ? null : numbers.meant(trimmed);
	if (value !== null) return String(value);
	if (/^[[{(]/.test(trimmed)) {
		const listed = readLiteral(trimmed);
		if (listed !== null) return identityOf(listed, numbers);
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
 * @param numbers of all values that are compared
 */
export function identityOf(value: Json, numbers: TextNumbers): string {
	if (typeof value === 'string') return identityOfText(value, numbers);
	if (Array.isArray(value)) return `[${value.map(inner => identityOf(inner, numbers)).join()}]`;
	if (value === null || typeof value !== 'object') return String(value);
	const entries = Object.keys(value)
		.sort()
		.map(key => `${JSON.stringify(key)}:${identityOf(value[key]!, numbers)}`);
	return `{${entries.join()}}`;
}

/** Which numbers the texts of these values mean, also those within lists. */
export function textNumbersOf(values: readonly (Json | undefined)[]): TextNumbers {
	return new TextNumbers(() => values.flatMap(membersOf));
}

function membersOf(value: Json | undefined): Json[] {
	if (value === undefined || value === null || typeof value !== 'object') return value === undefined ? [] : [value];
	return Object.values(value).flatMap(membersOf);
}
