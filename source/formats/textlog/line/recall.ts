import {askedOnce} from '../../../core/asked-once.ts';

/**
 * Words that make what stands behind them tell of something earlier: `best` of the best step so far, which may be this one ("Best so far:
 * epoch 1 loss 0.98"), `loaded` of one that was over for sure ("Loaded checkpoint from epoch 12: loss 0.87").
 */
export type Recall = 'no' | 'best' | 'loaded';

const best = /^(?:best|lowest|highest|optimal)(?:[-_]?(?:model|checkpoint|ckpt|weights|so[-_]far))?$/i;
const loaded = /^(?:(?:re)?load(?:ed|ing)|restor(?:ed|ing)|resum(?:ed|ing)|revert(?:ed|ing)|previous(?:ly)?)$/i;
const bestInName = /(?:^|\s)(?:best|lowest|highest|optimal)(?:$|\s)/i;
const heading = /\b(?:best|optimal) (?:iteration|epoch|step|round|result|model|score)s?(?: is| was)?:$/i;

/** What such words begin with. */
const begins = new Set(Array.from('blhorpBLHORP', letter => letter.charCodeAt(0)));

const judge = askedOnce((word): Recall => (best.test(word) ? 'best' : loaded.test(word) ? 'loaded' : 'no'));

/** What a word says of the counter or value behind it. */
export const recallOf = (word: string): Recall => (begins.has(word.charCodeAt(0)) ? judge(word) : 'no');

const words = /[A-Za-z][\w-]*/g;

/** What the first word of a text that makes what stands behind it tell of something earlier says; undefined where none does. */
export const recallIn = (text: string): Recall | undefined =>
	text
		.match(words)
		?.map(recallOf)
		.find(said => said !== 'no');

/** True for a name that says itself that its value is the best one: "Best val acc". */
export const namesBest = (name: string): boolean => bestInName.test(name);

/** True for a line that says that the next one repeats an earlier row: "Early stopping, best iteration is:". */
export const announcesBest = (line: string): boolean => line.endsWith(':') && heading.test(line);
