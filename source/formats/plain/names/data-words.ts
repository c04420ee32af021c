import {askedOnce} from '../../../core/asked-once.ts';

/** Words that say which data a row is about, in a column or key of its own: `split: val`. */

/** What such a column is called; where a row has several, the earlier one says it. */
const dataKeys = new Map(
	['split', 'data_split', 'subset', 'partition', 'dataset', 'set', 'phase', 'mode', 'stage', 'type', 'kind'].map((name, rank) => [
		name,
		rank,
	]),
);
const dataWords = /^(?:train|training|val|valid|validation|validate|dev|test|testing|eval|evaluation)$/i;

/** True for words that say which data something is about. */
export const isDataWord = (word: string): boolean => mayBeData(word.charCodeAt(0) | 0x20) && dataWords.test(word);

/** True for the small letters that such words begin with: t, v, d, e. */
const mayBeData = (code: number): boolean => code === 0x74 || code === 0x76 || code === 0x64 || code === 0x65;

/** True for the data that a run is about without saying so. */
export const isTrainingWord = (word: string): boolean => /^train/i.test(word);

/** Place of a name among those of columns that say what data a row is about, lower is better; -1 for every other name. */
export const dataKeyRank = (name: string): number => dataKeys.get(name.trim().toLowerCase()) ?? -1;

/** The data that such a column's text says a row is about; empty for training, and where it says nothing. */
export const dataOf = askedOnce(text => (isDataWord(text) && !isTrainingWord(text) ? text : ''));

/** What was learnt of such a column: also its other words say which data a row is about, as `ood` does beside `train`. */
export const ownDataNote = (name: string): string => `all words of ${name} name data`;

/** The data that a text of such a column says a row is about; empty for training. */
export const ownDataOf = (text: string): string => (isTrainingWord(text) ? '' : text);

const settings = /^(?:lr|learning[-_ ]?rate)(?:$|[-_ \d/.])/i;

/** True for names of settings, which are of no data: a learning rate. */
export const isSetting = (name: string): boolean => settings.test(name);

/** Name of a value that was measured on that data: "val loss". A name that speaks of data itself stays as it is. */
export function nameForData(data: string, name: string): string {
	return data === '' || isSetting(name) || name.split(/[^\p{L}\d]+/u).some(isDataWord) ? name : `${data} ${name}`;
}
