import {isMetricName} from '../../plain/telling.ts';
import {isFileName, isFiller, isPhase, isUnit} from './words.ts';

const mostNameWords = 3;
const qualifiers = /^(?:avg|average|mean|total|best|running|smoothed|median|min|max|top|final|current|last)$/i;
/** Words that make a name only with the one before them, also where "=" stands behind: "gradient norm = 0.05". */
const generic = /^(?:norm|rate|ratio|divergence|variance)$/i;

/** The name that a row of words before a value ends in; null where it is prose. */
export function nameOf(words: readonly string[], sign: string): string | null {
	let from = 0;
	const end = words.length - wordsBehind(words);
	for (let i = 0; i < end; i++) if (isFiller(words[i]!) || isFileName(words[i]!)) from = i + 1;
	const named = words.slice(from, end);
	if (named.length === 0) return null;
	if (sign === '=') return generic.test(named.at(-1)!) ? named.slice(-2).join(' ') : named.at(-1)!;
	if (named.length <= mostNameWords) return named.join(' ');
	const last = named.at(-1)!;
	const before = named.at(-2)!;
	if (isPhase(before) || qualifiers.test(before)) return `${before} ${last}`;
	return isMetricName(last) ? last : null;
}

/** Words at the end that belong to the value: "timing in s", "'val_loss' reached". */
function wordsBehind(words: readonly string[]): number {
	const last = words.at(-1);
	if (last === undefined || words.length < 2) return 0;
	if (last === 'reached') return 1;
	return words.length > 2 && words.at(-2) === 'in' && isUnit(last) ? 2 : 0;
}
