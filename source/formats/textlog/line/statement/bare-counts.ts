import type {Token} from '../tokens/token.ts';
import {isFractionBehind, isMark} from '../tokens/token-places.ts';
import type {CounterKind} from '../words.ts';
import type {Statement} from './said.ts';

/** Knows which n/m without a name count where a run is. */

type Said = Pick<Statement, 'counters' | 'pairs' | 'looseWords'>;

/**
 * True for a bare n/m at `i` that is a counter, given what the line has said before it: behind an epoch ("[3][ 10/100]"), in front of everything
 * ("[100/5000] loss"), and in brackets at the end.
 * @param countsFits true for a line about the fits of a cross validation
 */
export function isBareCount(
	tokens: readonly Token[],
	i: number,
	{counters, pairs, looseWords}: Said,
	countsFits: boolean,
): boolean {
	// "8000 / 1000 / 1000 sentences in train / dev / test."
	if (isMark(tokens[i + 1], '/')) return false;
	if (counters.length > 0) return counters.every(({kind}) => kind === 'epoch');
	if (pairs.length === 0) return looseWords === 0 && !countsFits;
	return i === tokens.length - 2 && isMark(tokens[i - 1], '[');
}

/** What a bare n/m counts: of two in a row the first one is the epoch, the second one the batch. */
export function kindOfBare(tokens: readonly Token[], i: number, counters: Said['counters']): CounterKind {
	if (counters.length > 0) return 'batch';
	return isFractionBehind(tokens, i) ? 'epoch' : 'step';
}

/** Of fewer there may be folds, ranks or tries without an improvement: "Epoch 7 (2/10)". */
const fewestBatches = 50;

/**
 * The batch in parentheses at `i`, of how many, right behind an epoch: "Epoch 1 (50/500)", "Epoch:[1/3](50/500)". Null where none stands there, and
 * where it may be the epoch once more.
 */
export function batchBehindEpoch(
	tokens: readonly Token[],
	i: number,
	{counters, pairs}: Said,
): {value: number; total: number} | null {
	const [epoch] = counters;
	const fraction = tokens[i + 1];
	const before = tokens[isMark(tokens[i - 1], ']') ? i - 2 : i - 1]?.kind;
	const isBehind = before === 'number' || before === 'fraction';
	if (fraction?.kind !== 'fraction' || fraction.isScaled || !isMark(tokens[i + 2], ')') || !isBehind) return null;
	if (counters.length !== 1 || epoch?.kind !== 'epoch' || pairs.length > 0) return null;
	const {value, total} = fraction;
	const mayBeEpoch = (value === epoch.value || value === epoch.value + 1) && (epoch.total ?? total) === total;
	return total >= fewestBatches && !mayBeEpoch ? {value, total} : null;
}
