import {isMark} from './token-places.ts';
import type {Token} from './tokens.ts';
import {counterOf, isFiller, isPhase, isSize, isUnit} from './words.ts';

/** What stands behind a number and belongs to it. */

/** The number of all behind that of one at `i`: "Epoch 3 of 10"; null where none stands there. */
export function totalBehind(tokens: readonly Token[], i: number): number | null {
	const word = tokens[i + 1];
	const total = tokens[i + 2];
	if (word?.kind !== 'word' || word.text !== 'of' || total?.kind !== 'number') return null;
	return total.isWhole && total.unit === '' ? total.value : null;
}

/** Index of the head of the arrow that stands between the number at `i` and another one: "0.5 -> 0.4"; `i` where none does. */
export function arrowBehind(tokens: readonly Token[], i: number): number {
	let at = i + 1;
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

/** The unit that is a word behind the number at `i`; '' where none is. "loss=0.5 tokens/s=120": one with a value of its own is a name. */
export function unitBehind(tokens: readonly Token[], i: number): string {
	const word = tokens[i + 1];
	if (word?.kind !== 'word' || isMark(tokens[i + 2], '=')) return '';
	return isUnit(word.text) || isSize(word.text) ? word.text : '';
}

/** True for a counter at `i`, behind these words, that only begins a range: "from epoch 0 to 5". */
export function isFromTo(words: readonly string[], tokens: readonly Token[], i: number): boolean {
	const to = tokens[i + 1];
	return /^from$/i.test(words.at(-2) ?? '') && to?.kind === 'word' && to.text === 'to' && tokens[i + 2]?.kind === 'number';
}
