import {isMetricName} from '../plain/telling.ts';
import {isFiller, isPhase} from './words.ts';

const mostNameWords = 3;
const qualifiers = /^(?:avg|average|mean|total|best|running|smoothed|median|min|max|top|final|current|last)$/i;

/** The name that a row of words before a value ends in; null where it is prose. */
export function nameOf(words: readonly string[], sign: string): string | null {
	let from = 0;
	words.forEach((word, i) => {
		if (isFiller(word)) from = i + 1;
	});
	const named = words.slice(from);
	if (named.length === 0) return null;
	if (sign === '=') return named.at(-1)!;
	if (named.length <= mostNameWords) return named.join(' ');
	const last = named.at(-1)!;
	const before = named.at(-2)!;
	if (isPhase(before) || qualifiers.test(before)) return `${before} ${last}`;
	return isMetricName(last) ? last : null;
}
