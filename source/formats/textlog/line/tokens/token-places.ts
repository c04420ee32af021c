import {counterOf, isUnit} from '../words.ts';
import type {Token} from './token.ts';

/** Where things stand in the tokens of a line. */

const furthestClosing = 6;
const mostIndexed = 8;
/** "0.5:0.95", "0.5:0.05:0.95" */
const range = /^\d*\.?\d+(?::\d*\.?\d+){1,2}$/;

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

/** The number alone in the parenthesis behind the one at `i`: "Loss 2.64 (2.67)"; null where none is there. */
export function meanBehind(tokens: readonly Token[], i: number): number | null {
	const mean = tokens[i + 2];
	return isMark(tokens[i + 1], '(') && mean?.kind === 'number' && isMark(tokens[i + 3], ')') ? mean.value : null;
}

/** True for two words in the parenthesis that opens at `i`, of which the last counts: "Loss (current batch): 0.5", "Loss (per epoch): 0.5". */
export function isOfBatch(tokens: readonly Token[], i: number): boolean {
	const [word, counter, closing] = tokens.slice(i + 1, i + 4);
	return word?.kind === 'word' && counter?.kind === 'word' && counterOf(counter.text) !== null && isMark(closing, ')');
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

/** Numbers in brackets that belong to the name before them, as its sign and its value stand behind them. */
export interface NameIndex {
	/** As it is written, without blanks but behind commas: "[0.5, 0.95]". */
	text: string;
	/** Index of the token that closes it. */
	end: number;
}

/**
 * The index of a name that opens at `i`: "mAP@[.5, .95] = 0.31", "AP[0.5:0.95]: 0.31", "acc@(1, 5): 0.6"; null where what stands there is none. A
 * number alone in parentheses is a remark.
 */
export function indexAt(tokens: readonly Token[], i: number): NameIndex | null {
	const isSquare = isMark(tokens[i], '[');
	const parts: string[] = [];
	let at = i + 1;
	for (; at < i + 2 * mostIndexed; at += 2) {
		const token = tokens[at];
		if (token?.kind === 'number' && token.unit === '') parts.push(String(token.value));
		else if (token?.kind === 'odd' && range.test(token.text)) parts.push(token.text);
		else return null;
		if (!isMark(tokens[at + 1], ',')) break;
	}
	const end = at + 1;
	const first = tokens[end + 2];
	const isSigned = isMark(tokens[end + 1], '=') || isMark(tokens[end + 1], ':');
	const hasValue = first?.kind === 'number' || isMark(first, '[') || isMark(first, '(');
	if (!isMark(tokens[end], isSquare ? ']' : ')') || !isSigned || !hasValue) return null;
	if (!isSquare && parts.length < 2) return null;
	const text = parts.join(', ');
	return {text: isSquare ? `[${text}]` : `(${text})`, end};
}

/**
 * True where another n/m in brackets stands right behind the one at `i`: "[0/300][10/30]" of Swin, "1/80 (1%) [ 10/464 ( 2%)]" of OpenPCDet.
 */
export function isFractionBehind(tokens: readonly Token[], i: number): boolean {
	let at = i + 1;
	if (isMark(tokens[at], '(')) at = skipParenthesis(tokens, at) + 1;
	if (isMark(tokens[at], ']')) at++;
	return isMark(tokens[at], '[') && tokens[at + 1]?.kind === 'fraction';
}
