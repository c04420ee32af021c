import {isProquint} from '../../encodings/proquint.ts';

/** True where a word is the first of the two that a run's name is made of, by which Gage's lists call it: "tazil" of "tazil-vukom". */
export function isFirstWord(word: string, name: string | null): boolean {
	return isProquint(word) && name?.startsWith(`${word}-`) === true && isProquint(name.slice(word.length + 1));
}
