import {isMetricName} from '../../../plain/names/telling.ts';
import type {Token} from './token.ts';

/** Digits that commas join, of which nobody can say where a number ends: several values, or one with decimals. */

const isDecimal = /^[-+\d.]+,\d+$/;
/** A number of any name where it is one of a kind: no list begins like that for long. */
const isAnyDecimal = /^[-+]?0,\d{2,}$/;
/** Names of what there are several of, and of what has two numbers. */
const namesSeveral = /(?:[^s]s|shape|size|range|dim|kernel|stride|padding|index|list|version)$/i;

/** True for what may be one number with a decimal comma: "loss: 0,512". */
export function mayBeDecimal(name: string, text: string, isSigned: boolean): boolean {
	if (isMetricName(name)) return isDecimal.test(text);
	return isSigned && isAnyDecimal.test(text) && !namesSeveral.test(name);
}

/** Index of the last of the numbers that commas join to the one at `i`, given how they are written: "1,2,3". */
export function joinedEnd(tokens: readonly Token[], text: string, i: number): number {
	let at = i;
	for (let numbers = text.split(',').length; numbers > 1 && tokens[at + 2]?.kind === 'number'; numbers--) at += 2;
	return at;
}
