import {stepRank} from '../plain/names/step-names.ts';
import {isCommonWord, isMetricName, tellingRank} from '../plain/names/telling.ts';
import {isToldOrLogged} from '../plain/names/told-names.ts';
import {isTrainingStem} from '../plain/names/training-stems.ts';

/** What only something that learns has a list of; a list of any other measure may be one of classes, or of folds. */
const learnt = /loss|reward|perplexity|(?:^|[^a-z])(?:ppl|nll|elbo)(?:$|[^a-z])/i;
/** Files of what a model was judged by in the end. */
const judged = /(?:^|[^a-z])(?:eval(?:uation)?|test)(?:$|[^a-z])/i;
/** Lists of a value for each class, or each fold. */
const ofSeveral = /(?:^|[^a-z])(?:class(?:es)?|folds?|cv|thresholds?)(?:$|[^a-z])/i;
const ofPhase = /(?:^|[^a-z])(?:train(?:ing)?|val(?:id(?:ation)?)?)(?:$|[^a-z])/i;
/** Objects and files that hold the course of something. */
const courses = /(?:^|[^a-z])(?:history|histories|hist|curves?|logs?|progress|evals_result)(?:$|[^a-z])/i;
/** Keys that say what is below them and nothing of whose it is, so that no metric is named with them. */
const holders =
	/^(?:(?:training|train)_?)?(?:history|histories|hist|logs?|log_history|metrics?|results?|curves?|records?|rows|entries|data|epochs?|per_epoch|steps?|iterations?|episodes?|rounds?|generations?|stats|progress|scalars)$/i;
/** Names of counters that the rows of any list have. */
const ofAnyList = /^(?:index|n|x|trial)$/i;

/** `trainHistory` as `train_History`: with its words apart. */
export const withWordsApart = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2');

/** What is said around lists of numbers: that this is a training, the course of something, metrics, or a judgement; or nothing. */
export type Around = 'training' | 'course' | 'metrics' | 'judgement' | 'nothing';

/** What the name of a file says of the lists in it. */
export function aroundOf(stem: string): Around {
	const name = withWordsApart(stem);
	if (/loss|train.*(?:hist|log|curve|progress)/i.test(name) && isTrainingStem(name)) return 'training';
	if (tellsCourse(name)) return 'course';
	if (isJudgement(name)) return 'judgement';
	return tellingRank(name) === 2 ? 'metrics' : 'nothing';
}

export const isJudgement = (name: string): boolean => judged.test(name);

export const tellsCourse = (name: string): boolean => courses.test(withWordsApart(name));

export const isHolder = (key: string): boolean => holders.test(withWordsApart(key));

/** True for the name of a list, path and all, that can only be a curve where something tells of a course: `val_loss`, `loss/train`. */
export function isCurveName(name: string): boolean {
	const last = lastOf(name);
	if (!isMetricName(name) || isToldOrLogged(last) || ofSeveral.test(last)) return false;
	return learnt.test(name) || ofPhase.test(withWordsApart(last));
}

/** True for the name of a list that is a curve wherever it stands: results have accuracies of anything, also of training and validation. */
export const isLearnt = (name: string): boolean => isCurveName(name) && learnt.test(name);

export const isOfTraining = (name: string): boolean => /train/i.test(name);

/** True for any measure that a course may be of, and little else; what a program is told, such as a rate of learning, is no measure. */
export const isMeasure = (name: string): boolean => isMetricName(name) && !isToldOrLogged(lastOf(name)) && !isCommonWord(name);

const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** True for a list or key that counts what the others are of. */
export const isCounter = (name: string): boolean =>
	(stepRank(name) >= 0 || /^rounds$/i.test(name.trim())) && !ofAnyList.test(name.trim());

/** True for a counter of epochs. */
export const countsEpochs = (name: string): boolean => /^epochs?$/i.test(name.trim());
