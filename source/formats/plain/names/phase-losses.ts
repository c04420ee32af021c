import {isDataWord, isTrainingWord} from './data-words.ts';

/** Names among those given that are losses: of training, which may not say so, and of other data beside it. */
export interface PhaseLosses {
	trained: string[];
	others: string[];
}

/** `train_loss`, `loss`, `train/loss` and `val_loss`, `validation/loss`. */
export function phaseLosses(names: readonly string[]): PhaseLosses {
	const losses = names.filter(name => /loss/i.test(name));
	const wordsOf = (name: string) => name.split(/[^a-z]+/i);
	const isOther = (name: string) => wordsOf(name).some(word => isDataWord(word) && !isTrainingWord(word));
	const isTrained = (name: string) => wordsOf(name).some(isTrainingWord) || (wordsOf(name).length === 1 && !isOther(name));
	return {trained: losses.filter(isTrained), others: losses.filter(isOther)};
}
