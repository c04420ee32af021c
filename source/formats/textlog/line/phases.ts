import {isSetting} from '../../plain/names/data-words.ts';
import {isMetricName} from '../../plain/names/telling.ts';
import {namesBest} from './recall.ts';
import type {Pair, Statement} from './statement/said.ts';
import type {Token} from './tokens/token.ts';
import {counterOf, isPhase, isTraining} from './words.ts';

/** "Train: 3 [ 10/100]" of timm: a whole number between the phase and its counter is the epoch. */
export function withEpoch(tokens: Token[]): Token[] {
	const at = tokens[0]?.kind === 'mark' && tokens[0].text === ':' ? 1 : 0;
	const [number, bracket, counter] = tokens.slice(at);
	const isEpoch = number?.kind === 'number' && number.isWhole && number.unit === '';
	if (!isEpoch || bracket?.kind !== 'mark' || bracket.text !== '[' || counter?.kind !== 'fraction') return tokens;
	return [{kind: 'word', text: 'epoch'}, ...tokens.slice(at)];
}

/** The data that a line's first word says it is about: "Test", or MMEngine's "Epoch(val)"; null where it says none. */
export function phaseOf(word: string): string | null {
	if (isPhase(word)) return word;
	const inner = /^(\w+)\((\w+)\)$/.exec(word);
	return inner !== null && counterOf(inner[1]!) !== null && isPhase(inner[2]!) ? inner[2]! : null;
}

const words = /[\p{L}\d()]+/gu;
/** Words between data and its values that say no more of them: "val metrics:". */
const nouns =
	/^(?:metrics?|results?|stats?|statistics|scores?|logs?|summary|loss(?:es)?|set|data|epoch|history|report|performance)$/i;

const results = /^(?:metrics|results?|stats?|statistics|scores|summary|report|performance)$/i;

/** True for a word behind data that says that what was measured on it follows, whatever parts them: "Val results - loss 0.5". */
export const announcesValues = (word: string): boolean => results.test(word);

/** True for a word behind data that only leads to what was measured on it: "Val metrics: loss 0.5", "Validation BLEU: BLEU-1 61.2". */
export const leadsToValues = (word: string): boolean => nouns.test(word) || isMetricName(word);

/**
 * The data that the words before a dict say it is about: the word that stands last before it, "epoch 3 val: {", "step 10 eval results {",
 * else the first one of all, "Validation after epoch 3: {". Null where they say none.
 */
export function phaseBefore(text: string): string | null {
	const found = text.match(words) ?? [];
	const last = found.findLast(word => !nouns.test(word));
	return (last !== undefined && isPhase(last) ? last : null) ?? phaseOf(found[0] ?? '');
}

/** What a line says whose first word says its data: "Test: loss 0.3". */
export function withPhase(statement: Statement, phase: string): Statement {
	if (isTraining(phase) && statement.counters.length > 0) return {...statement, phase};
	// "Test: [ 8/10] Loss 2.64 (2.67)": what it is of the whole is the mean so far, not what it is of the last batch.
	const countsBatches = !isTraining(phase) && statement.counters.some(({kind, total}) => kind !== 'epoch' && total !== null);
	for (const pair of statement.pairs) {
		pair.name = `${phase} ${pair.name}`;
		if (countsBatches && pair.mean !== undefined) pair.value = pair.mean;
	}
	// Counters of another pass over data are not the run's own.
	return isTraining(phase) ? statement : {...statement, counters: statement.counters.filter(counter => counter.kind === 'epoch')};
}

/** Puts the data that a line says between its values into their names; training goes without saying where it is all that is counted. */
export function namePhases(pairs: readonly Pair[], isCounted: boolean): void {
	const isPlain = isCounted && pairs.every(({phase}) => phase === null || isTraining(phase));
	// "loss=0.5, train loss=0.4" has two values.
	const bare = pairs.filter(({phase}) => phase === null).map(({name}) => name);
	for (const pair of pairs)
		if (pair.phase !== null && (!isPlain || bare.includes(pair.name))) pair.name = phasedName(pair.phase, pair.name);
}

/**
 * The name of a value that only its data stands before, behind one whose name ends in other data: "loss train 0.5 val 0.6"; null behind any
 * other one.
 */
export function likeLastName(last: string, phase: string): string | null {
	// "Best val: 0.5, test: 0.4" tells the test's value where that was.
	if (namesBest(last)) return null;
	const blank = last.lastIndexOf(' ');
	const other = last.slice(blank + 1);
	return blank > 0 && other !== phase && isPhase(other) ? `${last.slice(0, blank)} ${phase}` : null;
}

/** The data that a name begins with, null where it begins with none: "Test" of "Test loss". */
export function phaseIn(name: string): string | null {
	const word = name.slice(0, Math.max(0, name.indexOf(' ')));
	return isPhase(word) && !isTraining(word) ? word : null;
}

/** A value's name with its data in it, once: "valid_loss" has it. A learning rate is of no data. */
export function phasedName(phase: string, name: string): string {
	if (name.startsWith(phase) && /[_/]/.test(name.charAt(phase.length))) return name;
	const blank = name.indexOf(' ');
	return isSetting(name) || isPhase(blank < 0 ? name : name.slice(0, blank)) ? name : `${phase} ${name}`;
}
