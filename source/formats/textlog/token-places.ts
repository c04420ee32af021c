import type {Token} from './tokens.ts';
import {isUnit} from './words.ts';

/** Where things stand in the tokens of a line. */

const furthestClosing = 6;

export const isMark = (token: Token | undefined, mark: string): boolean => token?.kind === 'mark' && token.text === mark;

/**
 * Index of the last token of the parenthesis that opens at `i`; `i` where it is more than numbers. "2.64 (2.67)", "9850/10000 (98%)": what
 * stands in parentheses behind a value is a mean or a share of it.
 */
export function skipParenthesis(tokens: readonly Token[], i: number): number {
	for (let at = i + 1; at < tokens.length && at < i + furthestClosing; at++) {
		const token = tokens[at]!;
		if (isMark(token, ')')) return at;
		if (token.kind === 'word' && !isUnit(token.text)) return i;
	}
	return i;
}

/**
 * Index of the last token of the list that opens at `i`: "[0.1, 0.2]", "(0.9, 0.999)"; `i` where what stands there is no more than one value.
 * With words in it, it is a remark: "(0.5, best 0.4)".
 */
export function skipList(tokens: readonly Token[], i: number): number {
	if (tokens[i + 1]?.kind !== 'number') return i;
	const closing = isMark(tokens[i], '[') ? ']' : ')';
	const goesOn = isMark(tokens[i + 2], ',') || (closing === ']' && tokens[i + 2]?.kind === 'number');
	if (!goesOn) return i;
	let at = i + 2;
	while (at < tokens.length && (tokens[at]!.kind === 'number' || isMark(tokens[at], ','))) at++;
	return isMark(tokens[at], closing) ? at : i;
}

/** Index of the head of the arrow that stands between the number at `i` and another one: "0.5 -> 0.4"; `i` where none does. */
export function arrowBehind(tokens: readonly Token[], i: number): number {
	let at = i + 1;
	while (isMark(tokens[at], '-') || isMark(tokens[at], '=')) at++;
	return at > i + 1 && isMark(tokens[at], '>') && tokens[at + 1]?.kind === 'number' ? at : i;
}
