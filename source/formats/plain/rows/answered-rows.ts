import type {Json} from '../../../core/run.ts';
import {dataKeyRank} from '../names/data-words.ts';
import {isMetricNameKey} from '../names/long-format.ts';
import {isTellingStep} from '../names/step-names.ts';
import {isTimeName} from '../names/time-names.ts';
import {mayTellCurves} from './curves.ts';

/** A row as an object, its keys as they are written. */
type Row = Readonly<Record<string, Json>>;

const questions =
	/^(?:inputs?|prompts?|questions?|query|queries|instructions?|problems?|messages|conversations?|thought|sentence_?1|text_?[1a]|premise|source)$/i;
const answers =
	/^(?:outputs?|responses?|completions?|answers?|solutions?|generations?|generated(?:_text)?|predictions?|action|sentence_?2|text_?[2b]|hypothesis|target)$/i;
/** What only a training has beside such texts. */
const trained = /(?:^|[^a-z])(?:loss|losses|lr|learning_?rate|grad_?norm|ppl|perplexity|kl|entropy)(?:$|[^a-z])/i;
const fewestRows = 3;

const isText = (value: Json | undefined): boolean => typeof value === 'string' && value !== '' && Number.isNaN(Number(value));
/** Also a conversation, which is a list of messages. */
const isSaid = (value: Json | undefined): boolean =>
	isText(value) || (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object');

/**
 * True for rows of data with a score each: what a model was asked and answered (verl's rollouts, traces of an agent, pairs of sentences).
 * A log that shows samples beside its loss is none.
 */
export function areAnswers(rows: readonly Row[]): boolean {
	if (rows.length === 0) return false;
	return rows.every(row => {
		const keys = Object.keys(row);
		return (
			keys.some(key => questions.test(key) && isSaid(row[key])) &&
			keys.some(key => answers.test(key) && isSaid(row[key])) &&
			!keys.some(key => trained.test(key) && typeof row[key] === 'number')
		);
	});
}

/** True for rows that are all of one step and tell of it by a text that differs: samples of it, of whose values none is the step's. */
export function areSamplesOfOneStep(rows: readonly Row[]): boolean {
	const [first] = rows;
	if (first === undefined || rows.length < fewestRows) return false;
	const keys = Object.keys(first);
	if (rows.some(row => Object.keys(row).join('\0') !== keys.join('\0')) || keys.some(isMetricNameKey)) return false;
	const counters = keys.filter(isTellingStep);
	if (counters.length === 0 || counters.some(key => rows.some(row => row[key] !== first[key]))) return false;
	const isOf = (key: string) => mayTellCurves(key) || dataKeyRank(key) >= 0 || isTimeName(key);
	return keys.some(key => !isOf(key) && rows.every(row => isText(row[key])) && new Set(rows.map(row => row[key])).size > 1);
}
