import {isMetricName} from '../../../plain/names/telling.ts';
import {isMonth} from '../prefix/dates.ts';
import type {Token} from '../tokens/token.ts';
import {isMark} from '../tokens/token-places.ts';
import {counterOf, isFactor, isMemory, isPhase, isTimeUnit} from '../words.ts';

/** What stands in a line like the value of a name and is none, and what is one in another spelling. */

const size = /^\d+(?:\.\d+)?[kKMGT]i?B$/;
/** Before how many there are of something. */
const ofThings = /^(?:total|last)$/i;
const isFor = /^(?:for|of|in)$/i;
const clock = /^\d+:\d\d(?::\d\d(?:\.\d+)?)?$/;

/** True for a size or a time, which is no value of a curve but stands beside them: "Mem 5000MB", "eta 0:10:10". */
export const isBeside = (text: string): boolean => size.test(text) || clock.test(text);

/**
 * True for days, years, times, sizes and what is for some data: "Mar 31", CatBoost's "total: 1.01s", "Step: 45ms", "max_mem: 2722M",
 * "total 12 files", "Desired fold for training: 0", "time for last 50 samples".
 */
export function isAside(words: readonly string[], sign: string, unit: string, isWhole: boolean): boolean {
	const name = words.at(-1)!;
	if (isWhole && isPhase(name) && isFor.test(words.at(-2) ?? '') && !isMetricName(words.at(-3) ?? '')) return true;
	if (unit === '') return isWhole && sign === '' && (isMonth(name) || ofThings.test(name));
	return isTimeUnit(unit) ? /^total$/i.test(name) || counterOf(name) !== null : isFactor(unit) && words.some(isMemory);
}

/**
 * True for a fraction at `i` of which its percentage stands behind it: "Accuracy: 9913/10000 (99%)". So many percent, and what was rounded for people
 * is known to its last digit.
 */
export function isShare(tokens: readonly Token[], i: number, name: string): boolean {
	const fraction = tokens[i];
	const percent = tokens[i + 2];
	return (
		fraction?.kind === 'fraction' &&
		isMark(tokens[i + 1], '(') &&
		percent?.kind === 'number' &&
		percent.unit === '%' &&
		isMark(tokens[i + 3], ')') &&
		Math.abs((100 * fraction.value) / fraction.total - percent.value) <= 1 &&
		isMetricName(name)
	);
}
