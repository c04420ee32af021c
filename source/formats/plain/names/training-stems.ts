import {isPartName} from './part-names.ts';

const numbered = /^(?:exp(?:eriment)?|seed|fold|run|trial|version|model|epochs?|iter|v|net|rank)?\d*$/i;
const ownWords = /^(?:metrics?|loss(?:es)?|scalars?)$/i;
const phases = /^(?:train(?:ing)?|val(?:id(?:ation)?)?|eval(?:uation)?|test(?:ing)?|learn(?:ing)?)$/i;
const records = /^(?:logs?|history|progress|monitor|results?|stats|curves?)$/i;

const wordsOf = (stem: string): string[] => stem.split(/[-_. ]+/).filter(word => word !== '');

/** True for a file's name that speaks of nothing but parts, numbers and seeds of a run: `log`, `train_loss`, `exp3_metrics`. */
export function isPlainStem(stem: string): boolean {
	return wordsOf(stem).every(word => numbered.test(word) || isPartName(word));
}

/**
 * True for such a name that only a training's file has. A log, a history or progress may be of anything, and a loss of something else is named with
 * it: `price_history`, `weight_loss`.
 */
export function isTrainingStem(stem: string): boolean {
	if (!isPlainStem(stem)) return false;
	const words = wordsOf(stem);
	return (
		words.some(word => ownWords.test(word)) || (words.some(word => phases.test(word)) && words.some(word => records.test(word)))
	);
}
