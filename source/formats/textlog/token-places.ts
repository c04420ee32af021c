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

/** Index of the head of the arrow that stands between the number at `i` and another one: "0.5 -> 0.4"; `i` where none does. */
export function arrowBehind(tokens: readonly Token[], i: number): number {
	let at = i + 1;
	while (isMark(tokens[at], '-') || isMark(tokens[at], '=')) at++;
	return at > i + 1 && isMark(tokens[at], '>') && tokens[at + 1]?.kind === 'number' ? at : i;
}
