import {isMetricName} from '../../../plain/names/telling.ts';
import type {Token} from '../tokens/token.ts';
import {isMark} from '../tokens/token-places.ts';
import {counterOf, isFiller} from '../words.ts';

/** The highest number of a name that stands in a line alone: "mAP 50 = 0.6". */
const highest = 100;
const range = /^\d+[-:]\d+$/;

/** Tokens of a line that are one name. */
interface Place {
	/** Index of the first of them. */
	from: number;
	/** Index behind the last of them, where the sign is. */
	end: number;
	/** What names that differ only by their numbers, or by what is in their parentheses, have in common. */
	kind: string;
	text: string;
	/** True where that is a name also where no other one is like it. */
	isSure: boolean;
}

/**
 * The tokens of a line, with names that have a number or a remark in them as one word each. Such stand before a sign, and nearly always beside others
 * of their kind: "class 0 acc = 0.9; class 1 acc = 0.8", "mAP 50 = 0.6", "F1 (macro) = 0.3, F1 (micro) = 0.4".
 */
export function joinNames(tokens: readonly Token[]): readonly Token[] {
	const places: Place[] = [];
	for (let i = 2; i < tokens.length; i++) {
		const place =
			isMark(tokens[i], '=') || isMark(tokens[i], ':')
				? (numberedAt(tokens, i) ?? remarkedAt(tokens, i) ?? complementAt(tokens, i))
				: null;
		if (place !== null) places.push(place);
	}
	if (places.length === 0) return tokens;
	const joined: Token[] = [];
	let at = 0;
	for (const {from, end, kind, text, isSure} of places) {
		if (from < at || (!isSure && !places.some(other => other.kind === kind && other.text !== text))) continue;
		joined.push(...tokens.slice(at, from), {kind: 'word', text});
		at = end;
	}
	joined.push(...tokens.slice(at));
	return joined;
}

/** The name with a number in it, or at its end, before the sign at `i`; null where none stands there. */
function numberedAt(tokens: readonly Token[], i: number): Place | null {
	const last = tokens[i - 1];
	const behind = last?.kind === 'word' ? last.text : '';
	const from = behind === '' ? i - 2 : i - 3;
	const word = tokens[from];
	const number = numberOf(tokens[from + 1]);
	if (word?.kind !== 'word' || number === null || counterOf(word.text) !== null || isFiller(word.text)) return null;
	if (tokens[i + 1]?.kind !== 'number' || (behind !== '' && counterOf(behind) !== null)) return null;
	// "reward 12 length: 5" has two values.
	if (behind !== '' && isMetricName(word.text)) return null;
	// "loss: none 3 acc: 0.5"
	if (isMark(tokens[from - 1], '=') || (isMark(tokens[from - 1], ':') && tokens[from - 2]?.kind === 'word')) return null;
	const isSure = behind === '' && isMetricName(word.text) && Number.parseInt(number, 10) <= highest;
	const words = [word.text, number, behind].filter(text => text !== '');
	return {from, end: i, kind: `${word.text} # ${behind}`, text: words.join(' '), isSure};
}

/** The name with a word in parentheses behind it before the sign at `i`; null where none stands there. */
function remarkedAt(tokens: readonly Token[], i: number): Place | null {
	// Few signs have any: nothing else is worth to look at before.
	if (!isMark(tokens[i - 1], ')') || !isMark(tokens[i - 3], '(')) return null;
	const name = tokens[i - 4];
	const remark = tokens[i - 2];
	if (name?.kind !== 'word' || remark?.kind !== 'word' || counterOf(name.text) !== null) return null;
	return {from: i - 4, end: i, kind: `${name.text} ()`, text: `${name.text} (${remark.text})`, isSure: false};
}

/** What is left of one, "acc: 0.9, 1 - F1: 0.1": behind a mark the number is no other's. */
function complementAt(tokens: readonly Token[], i: number): Place | null {
	if (i < 4 || !isMark(tokens[i - 2], '-')) return null;
	const [mark, one, , name] = tokens.slice(i - 4, i);
	if (name?.kind !== 'word' || one?.kind !== 'number' || one.value !== 1) return null;
	const isApart = [',', '|', ';', '('].some(text => isMark(mark, text));
	return isApart ? {from: i - 3, end: i, kind: '1 -', text: `1 - ${name.text}`, isSure: true} : null;
}

/** The digits of a whole number without a unit, or of a range; null for every other token. */
function numberOf(token: Token | undefined): string | null {
	if (token?.kind === 'number') return token.isWhole && token.unit === '' ? String(token.value) : null;
	return token?.kind === 'odd' && range.test(token.text) ? token.text : null;
}
