import type {Token} from '../tokens/token.ts';
import {isMark} from '../tokens/token-places.ts';

const mostEntries = 16;
/** Names of dicts and lists whose values have names of their own. */
export const ofOwnNames = /(?:^|_)(?:metrics?|results?|stats?|statistics|scores?|loss(?:es)?(?:_dict)?|values|logs?|dict|info)$/i;

/** Values of a list that are named, or numbered, each in its own parentheses. */
export interface KeyedValues {
	entries: readonly {key: string; value: number}[];
	/** True where the keys are 0, 1, 2, …: of the only one its value is that of the whole. */
	areNumbered: boolean;
	/** True where the values are texts, as a history has none. */
	areQuoted: boolean;
	/** Index of the mark that closes the list. */
	end: number;
}

/**
 * The list of pairs that opens at `i`: "[(0, '10.500')]" of Sample Factory, whose keys are policies, "[('top1', 0.5), ('top5', 0.9)]"; null where
 * what stands there is none.
 */
export function keyedValuesAt(tokens: readonly Token[], i: number): KeyedValues | null {
	if (!isMark(tokens[i], '[') || !isMark(tokens[i + 1], '(')) return null;
	const entries: {key: string; value: number}[] = [];
	let areNumbered = true;
	let areNamed = true;
	let areQuoted = true;
	let at = i + 1;
	for (; isMark(tokens[at], '('); at++) {
		const {token: key, end: keyEnd} = bare(tokens, at + 1);
		const {token: value, end, isQuoted} = bare(tokens, keyEnd + 1);
		const isPair = isMark(tokens[keyEnd], ',') && isMark(tokens[end], ')');
		if (!isPair || value?.kind !== 'number' || entries.length >= mostEntries) return null;
		areNumbered &&= key?.kind === 'number' && key.value === entries.length;
		areNamed &&= key?.kind === 'word';
		areQuoted &&= isQuoted;
		entries.push({key: key?.kind === 'word' ? key.text : String(entries.length), value: value.value});
		at = end + 1;
		if (!isMark(tokens[at], ',')) break;
	}
	return isMark(tokens[at], ']') && (areNumbered || areNamed) ? {entries, areNumbered, areQuoted, end: at} : null;
}

/** The token at `at`, or the one between quotes there, and the index behind it. */
function bare(tokens: readonly Token[], at: number): {token: Token | undefined; end: number; isQuoted: boolean} {
	const quote = tokens[at];
	const isQuoted = quote?.kind === 'mark' && (quote.text === "'" || quote.text === '"');
	if (!isQuoted) return {token: quote, end: at + 1, isQuoted};
	return {token: tokens[at + 1], end: isMark(tokens[at + 2], quote.text) ? at + 3 : at + 2, isQuoted};
}
