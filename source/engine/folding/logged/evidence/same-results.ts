import type {Series} from '../../../../core/series/series.ts';
import {spelled} from '../../../../core/text/spelled.ts';
import type {Layer} from '../../../model/layer.ts';
import {isCount, isOfPlan} from './metric-kinds.ts';

/** Event files have numbers of 32 bits, of which a table has all digits. */
const isSame = (a: number, b: number): boolean => Object.is(Math.fround(a), Math.fround(b));

/** Values at the steps that two curves have in common; null where two of these differ. */
function commonValues(one: Series, other: Series): number[] | null {
	const found: number[] = [];
	let at = 0;
	for (let i = 0; i < one.length; i++) {
		const step = one.steps.at(i);
		while (at < other.length && other.steps.at(at) < step) at++;
		if (at >= other.length || other.steps.at(at) !== step) continue;
		if (!isSame(one.values.at(i), other.values.at(at))) return null;
		found.push(one.values.at(i));
	}
	return found;
}

/** Values of the shorter of two curves, where they are the other one's as well, in the same order; else null. Trackers count steps in their own ways. */
function valuesInOrder(one: Series, other: Series): number[] | null {
	const [{values: short}, {values: long}] = one.length <= other.length ? [one, other] : [other, one];
	const found: number[] = [];
	let at = 0;
	for (let i = 0; i < short.length; i++) {
		const value = short.at(i);
		while (at < long.length && !isSame(long.at(at), value)) at++;
		if (at++ >= long.length) return null;
		found.push(value);
	}
	return found;
}

/** True for what is no plan, no constant and no count. */
function isResult(name: string, values: {readonly length: number; at(index: number): number | undefined}): boolean {
	const words = spelled(name);
	if (isOfPlan(words) || isCount(words, values)) return false;
	for (let i = 1; i < values.length; i++) if (!Object.is(values.at(i), values.at(0))) return true;
	return false;
}

const countResults = ({metrics}: Layer): number => [...metrics].filter(([name, {values}]) => isResult(name, values)).length;

/**
 * True where all that both have of any metric is the same, and what proves it is more than half of what the one with fewer metrics has: programs with
 * one schedule have a metric or two in common, whatever they train.
 * @param by whether points are held together by their steps or by their order alone
 */
export function haveSameResults(one: Layer, other: Layer, by: 'step' | 'order' = 'step'): boolean {
	const valuesOf = by === 'step' ? commonValues : valuesInOrder;
	for (const {metrics} of [one, other]) for (const series of metrics.values()) series.settle();
	let proofs = 0;
	for (const [name, series] of one.metrics) {
		const match = other.metrics.get(name);
		if (match === undefined) continue;
		const values = valuesOf(series, match);
		if (values === null) return false;
		if (isResult(name, values)) proofs++;
	}
	return proofs * 2 > Math.min(countResults(one), countResults(other));
}
