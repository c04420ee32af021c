import type {Series} from '../../../core/series/series.ts';
import type {Layer} from '../../model/layer.ts';
import {spelled} from '../../model/merge.ts';

/** Plans and clocks are the same in every run of a program, or in none. */
const isOfPlan = /(?:^| )(?:lr|pg\d+|learning rate|time|runtime|per second|flos|timestamp)(?: |$)/;
/** What may count; Lightning says behind the name of a metric, too, what it is of: "train_loss_step", "val_loss_epoch". */
const mayCount = /(?:^| )(?:epochs?|steps?|iterations?)(?: |$)/;

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

/**
 * True for what is no plan, no constant, and no count of steps, tokens or samples: whole numbers that only grow, or parts of epochs, are the same in
 * every run of a program.
 */
function isResult(name: string, values: {readonly length: number; at(index: number): number | undefined}): boolean {
	const words = spelled(name);
	if (isOfPlan.test(words)) return false;
	const hasParts = mayCount.test(words);
	let [isFlat, isCount] = [true, true];
	for (let i = 0, before = values.at(0)!; i < values.length && (isFlat || isCount); i++) {
		const value = values.at(i)!;
		if (!Object.is(value, before)) isFlat = false;
		if ((!hasParts && !Number.isInteger(value)) || value < before) isCount = false;
		before = value;
	}
	return !isFlat && !isCount;
}

const countResults = ({metrics}: Layer): number => [...metrics].filter(([name, {values}]) => isResult(name, values)).length;

/**
 * True where all that both have of any metric is the same, and what proves it is more than half of what the one with fewer metrics has: programs with
 * one schedule have a metric or two in common, whatever they train.
 */
export function haveSameResults(one: Layer, other: Layer): boolean {
	let proofs = 0;
	for (const [name, series] of one.metrics) {
		const match = other.metrics.get(name);
		if (match === undefined) continue;
		const values = commonValues(series, match);
		if (values === null) return false;
		if (isResult(name, values)) proofs++;
	}
	return proofs > 0 && proofs * 2 > Math.min(countResults(one), countResults(other));
}
