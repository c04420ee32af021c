import type {NumberToken, Token} from '../tokens/token.ts';
import {isMark} from '../tokens/token-places.ts';
import {counterOf, isFiller, isPhase, isSize, isUnit} from '../words.ts';

/** What stands behind a number and belongs to it. */

/** What scikit-learn calls the number of all: "iteration: 2 of max_iter: 8". */
const mostOfAll = /^max_?(?:iter(?:ation)?|step|epoch)s?$/i;

/** The number of all behind that of one at `i`, "Epoch 3 of 10", and the index of it; null where none stands there. */
export function totalBehind(tokens: readonly Token[], i: number): {total: number; end: number} | null {
	const word = tokens[i + 1];
	if (word?.kind !== 'word' || word.text !== 'of') return null;
	const named = tokens[i + 2];
	const end = named?.kind === 'word' && mostOfAll.test(named.text) && isMark(tokens[i + 3], ':') ? i + 4 : i + 2;
	const total = tokens[end];
	return total?.kind === 'number' && total.isWhole && total.unit === '' ? {total: total.value, end} : null;
}

const range = /^\d+-(\d+)$/;

/** The last of the batches in brackets at `i`, "Batch [20-40]" of MXNet's Speedometer; null where there are none. */
export function lastOfRange(tokens: readonly Token[], i: number, words: readonly string[]): number | null {
	const token = tokens[i];
	if (token?.kind !== 'odd' || !isMark(tokens[i - 1], '[') || words.at(-1)?.toLowerCase() !== 'batch') return null;
	const last = range.exec(token.text)?.[1];
	return last === undefined ? null : Number(last);
}

/** Arrows that are one character. */
const arrows = '→⟶➔➜➝➞⇒⟹';

/** Index of the head of the arrow that stands between the number at `i` and another one: "0.5 -> 0.4", "0.5 → 0.4"; `i` where none does. */
export function arrowBehind(tokens: readonly Token[], i: number): number {
	let at = i + 1;
	const mark = tokens[at];
	if (mark?.kind === 'mark' && arrows.includes(mark.text)) return tokens[at + 1]?.kind === 'number' ? at : i;
	while (isMark(tokens[at], '-') || isMark(tokens[at], '=')) at++;
	return at > i + 1 && isMark(tokens[at], '>') && tokens[at + 1]?.kind === 'number' ? at : i;
}

const plural = /^[a-z]+[a-rt-z]s$/;
const percents = /^(?:points|nats|bits)$/;

/**
 * True for a whole number at `i` that counts things, which the plural behind it names: "3 ducks". One with a number or a sign behind it is a name of a
 * value: "3 grads 0.5".
 */
export function countsThings(tokens: readonly Token[], i: number): boolean {
	const [number, word, next] = tokens.slice(i, i + 3);
	if (number?.kind !== 'number' || !number.isWhole || number.unit !== '' || word?.kind !== 'word') return false;
	if (!plural.test(word.text) || isUnit(word.text) || isSize(word.text) || percents.test(word.text)) return false;
	if (isFiller(word.text) || isPhase(word.text) || counterOf(word.text) !== null) return false;
	return next === undefined || next.kind === 'word' || isMark(next, '.') || isMark(next, ',') || isMark(next, '?');
}

const mostNameWords = 3;
const furthestClosing = 8;

/**
 * The number of things that the words before a parenthesis at `i` name, where that tells how many of them are of another kind, and the index of the
 * mark that closes it: "128 samples (64 per gpu)"; null where it is none of the kind.
 * @param words how many words stand before it
 */
export function countBefore(tokens: readonly Token[], i: number, words: number): {count: NumberToken; end: number} | null {
	const [before, count] = tokens.slice(Math.max(0, i - words - 2), i - words);
	const number = count ?? before;
	const things = tokens[i - 1];
	const part = tokens[i + 1];
	if (words < 1 || words > mostNameWords || number?.kind !== 'number' || !number.isWhole || number.unit !== '') return null;
	if (count !== undefined && before?.kind === 'word' && counterOf(before.text) !== null) return null;
	if (things?.kind !== 'word' || !plural.test(things.text) || part?.kind !== 'number') return null;
	if (part.unit !== '%' && !(part.isWhole && part.unit === '')) return null;
	const end = tokens.findIndex((token, at) => at > i && isMark(token, ')'));
	return end < 0 || end > i + furthestClosing ? null : {count: number, end};
}

/** The unit that is a word behind the number at `i`; '' where none is. "loss=0.5 tokens/s=120": one with a value of its own is a name. */
export function unitBehind(tokens: readonly Token[], i: number): string {
	const [word, next] = tokens.slice(i + 1, i + 3);
	if (word?.kind !== 'word' || isMark(next, '=')) return '';
	// Minutes, "time: 1.5 m  loss: 0.5", or metres; "m: 0.99" is a momentum.
	if (word.text === 'm' && next?.kind === 'word') return word.text;
	return isUnit(word.text) || isSize(word.text) ? word.text : '';
}

/** True for a counter at `i`, behind these words, that only begins a range: "from epoch 0 to 5". */
export function isFromTo(words: readonly string[], tokens: readonly Token[], i: number): boolean {
	const to = tokens[i + 1];
	return /^from$/i.test(words.at(-2) ?? '') && to?.kind === 'word' && to.text === 'to' && tokens[i + 2]?.kind === 'number';
}
