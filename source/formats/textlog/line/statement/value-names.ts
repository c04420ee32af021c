import {isMetricName} from '../../../plain/names/telling.ts';
import {isFileName, isFiller, isPhase, isUnit} from '../words.ts';

const mostNameWords = 3;
const mostQualifiedWords = 4;
const initials = /^(?:[A-Za-z]|[A-Z]{2})$/;
const qualifiers = /^(?:avg|average|mean|total|best|running|smoothed|median|min|max|top|final|current|last)$/i;
/** Words that tell what happened, before a value that was then so: "saved checkpoint acc=0.5". */
const deeds =
	/^(?:(?:sav|load|restor|resum|finish|complet|start|end|reach|improv|updat|evaluat|skipp|print|logg|stopp)ed|saving|written|done|took|wrote|got|began)$/i;
/** Words of names that are written with a full stop behind them. */
const shortened = /^(?:grad|avg|max|min|num|std|learn|mem|prec|temp)$/i;
/** Words that make a name only with the one before them, also where "=" stands behind: "gradient norm = 0.05". What time costs is no cost. */
const generic = /^(?:norm|rate|ratio|divergence|variance)$/i;

/** What a value is of as every other one is: "Accuracy of the model: 0.9". */
const ofModel = /^of (?:the|this|our) (?:model|network|classifier)$/i;

const timeCost = /^time cost$/i;

export const isShortened = (word: string): boolean => shortened.test(word);

/** The name that a row of words before a value ends in; null where it is prose. */
export function nameOf(words: readonly string[], sign: string): string | null {
	let from = 0;
	const end = words.length - wordsBehind(words);
	// "OR: 0.92" is the overall recall of several labels.
	if (words.length === 1 && words[0] === 'OR' && sign !== '') return 'OR';
	if (ofModel.test(words.slice(-3).join(' '))) return nameOf(words.slice(0, -3), sign);
	for (let i = 0; i < end; i++) if (isFiller(words[i]!) || isFileName(words[i]!)) from = i + 1;
	const named = words.slice(from, end);
	if (named.length === 0) return null;
	if (sign === '=' && named.at(-2) === 'per') return named.slice(-3).join(' ');
	if (sign === '=')
		return generic.test(named.at(-1)!) || timeCost.test(named.slice(-2).join(' ')) ? named.slice(-2).join(' ') : named.at(-1)!;
	if (named.length <= mostNameWords) return named.join(' ');
	const last = named.at(-1)!;
	// "Average undiscounted return per training episode"
	if (named.at(-3) === 'per' && isMetricName(named.at(-4)!)) return named.slice(-4).join(' ');
	if (isPhase(named.at(-2)!)) return named.slice(-2).join(' ');
	const qualified = named.slice(named.findLastIndex(word => qualifiers.test(word)));
	// "New best EMA pseudo Dice"
	if (qualified.length > 1 && qualified.length <= mostQualifiedWords && qualifiers.test(qualified[0]!))
		return qualified.join(' ');
	return isMetricName(last) ? last : null;
}

/**
 * The words before "=", where more than the last of them may be the name: "Depth Loss", "best val loss". Null where they are one word, prose, or
 * only the data before a word.
 */
export function wholeNameOf(words: readonly string[]): string | null {
	const from = words.findLastIndex(word => isFiller(word) || isFileName(word)) + 1;
	const named = words.slice(from, words.length - wordsBehind(words));
	if (named.some(word => deeds.test(word))) return null;
	if (named.length < 2 || named.length > mostNameWords || (named.length === 2 && isPhase(named[0]!))) return null;
	return named.join(' ');
}

/** True for a name that shows by its first word that it is one, wherever it stands: "avg reward", "D loss", "train/CE loss". */
export function isQualified(name: string): boolean {
	const [first] = name.split(' ');
	return qualifiers.test(first!) || first!.includes('/') || initials.test(first!);
}

/** Words at the end that belong to the value: "timing in s", "'val_loss' reached", "loss is", "loss so far is". */
function wordsBehind(words: readonly string[]): number {
	const last = words.at(-1);
	if (last === undefined || words.length < 2) return 0;
	// "epoch: 1 step: 3, loss is 1.7" of MindSpore.
	if (last === 'reached' || (last === 'is' && isMetricName(words.at(-2)!))) return 1;
	if (last === 'is' && words.length > 3 && words.at(-2) === 'far' && isMetricName(words.at(-4)!)) return 3;
	return words.length > 2 && words.at(-2) === 'in' && isUnit(last) ? 2 : 0;
}
