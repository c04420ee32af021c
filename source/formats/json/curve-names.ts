import {stepRank} from '../plain/step-names.ts';
import {isCommonWord, isMetricName} from '../plain/telling.ts';
import {isTrainingStem} from '../plain/training-stems.ts';

/** What only something that learns has a list of; a list of any other measure may be one of classes, or of folds. */
const learnt = /loss|reward|perplexity|(?:^|[^a-z])(?:ppl|nll|elbo|lr|learning_?rate)(?:$|[^a-z])/i;
/** Lists of a value for each class, or each fold. */
const ofSeveral = /(?:^|[^a-z])(?:class(?:es)?|folds?|cv|thresholds?)(?:$|[^a-z])/i;
const ofPhase = /(?:^|[^a-z])(?:train(?:ing)?|val(?:id(?:ation)?)?)(?:$|[^a-z])/i;
/** Objects and files that hold the course of something. */
const courses = /(?:^|[^a-z])(?:history|histories|hist|curves?|logs?|progress)(?:$|[^a-z])/i;
/** Keys that say what is below them and nothing of whose it is, so that no metric is named with them. */
const holders =
	/^(?:(?:training|train)_?)?(?:history|histories|hist|logs?|log_history|metrics?|results?|curves?|records?|rows|entries|data|epochs?|per_epoch|steps?|iterations?|episodes?|rounds?|generations?|stats|progress|scalars)$/i;
/** Names of counters that the rows of any list have. */
const ofAnyList = /^(?:index|n|x|trial)$/i;

/** `trainHistory` as `train_History`: with its words apart. */
export const withWordsApart = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2');

/** What is said around lists of numbers: that they are the course of something, that this is a training, or nothing. */
export type Around = 'training' | 'course' | 'nothing';

/** What the name of a file says of the lists in it. */
export function aroundOf(stem: string): Around {
	const name = withWordsApart(stem);
	if (/loss|train.*(?:hist|log|curve|progress)/i.test(name) && isTrainingStem(name)) return 'training';
	return tellsCourse(name) ? 'course' : 'nothing';
}

export const tellsCourse = (name: string): boolean => courses.test(withWordsApart(name));

export const isHolder = (key: string): boolean => holders.test(withWordsApart(key));

/** True for the name of a list, path and all, that can only be a curve: `val_loss`, `loss/train`. */
export function isCurveName(name: string): boolean {
	return (
		isMetricName(name) &&
		!ofSeveral.test(name.slice(name.lastIndexOf('/') + 1)) &&
		(learnt.test(name) || ofPhase.test(withWordsApart(name)))
	);
}

/** True for any measure that a course may be of, and little else. */
export const isMeasure = (name: string): boolean => isMetricName(name) && !isCommonWord(name);

/** True for a list or key that counts what the others are of. */
export const isCounter = (name: string): boolean => stepRank(name) >= 0 && !ofAnyList.test(name.trim());

/** True for a counter of epochs. */
export const countsEpochs = (name: string): boolean => /^epochs?$/i.test(name.trim());
