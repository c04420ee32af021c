import {isSetting} from '../../plain/names/data-words.ts';
import type {Pair} from '../line/statement/said.ts';
import type {Bar} from './bars.ts';

/** One pass of Keras over data, as its bar was drawn last. */
export interface Pass {
	bar: Bar;
	pairs: readonly Pair[];
	/** True once it was drawn before it was full, and where an ETA stood behind it then. */
	hasParts: boolean;
	hasEta: boolean;
}

/** What stands behind a bar of Keras 2 that is under way. */
const isUnderWay = ({postfix}: Bar): boolean => postfix.startsWith('ETA');

/** True for a bar that has come to its end. */
export const isFull = ({step, total}: Bar): boolean => step === total;

/** A pass whose bar was drawn once more, or first where none was before. */
export function drawn(bar: Bar, pairs: readonly Pair[], before: Pass | null): Pass {
	return {
		bar,
		pairs: pairs.length > 0 ? pairs : (before?.pairs ?? pairs),
		hasParts: before?.hasParts === true || !isFull(bar),
		hasEta: before?.hasEta === true || isUnderWay(bar),
	};
}

/** True for a bar that goes on from that pass. */
export const isNext = (before: Pass | null, {step, total}: Bar): before is Pass =>
	before !== null && before.bar.total === total && step >= before.bar.step;

/** True for values with those of a validation among them, or a learning rate: only `fit()` says both. */
export const isOfFit = (pairs: readonly Pair[]): boolean =>
	pairs.some(({name}) => isSetting(name) || (/^val_/.test(name) && pairs.some(other => !/^val_/.test(other.name))));

/** True for values that have all names of that pass. */
export const hasNames = (before: Pass, pairs: readonly Pair[]): boolean =>
	before.pairs.every(({name}) => pairs.some(pair => pair.name === name));

/** True for values that say the same as that pass, and maybe more. */
export const isAlike = (before: Pass, pairs: readonly Pair[]): boolean =>
	before.pairs.every(({name, value}) => pairs.some(pair => pair.name === name && pair.value === value));

/**
 * True for a full bar that is drawn once more, as Keras does it at the end of an epoch. Keras 3 draws it without an ETA before that too, and may
 * count the last batch of a program's own values twice; but what it evaluates it draws from the first batch on, where it drew training so.
 */
export const isRedrawn = (before: Pass, pairs: readonly Pair[]): boolean =>
	isUnderWay(before.bar) || isAlike(before, pairs) || (before.hasParts && !before.hasEta && hasNames(before, pairs));

const units: Record<string, number> = {s: 1, ms: 1e-3, us: 1e-6};

/** How long a pass took by what stands behind its bar, "2s 20ms/step", in seconds; 0 where it says nothing. */
export function secondsOf({postfix, total}: Bar): number {
	const [, perStep, unit] = /(\d+(?:\.\d+)?)(s|ms|us)\/(?:step|sample)/.exec(postfix) ?? [];
	if (perStep !== undefined) return Number(perStep) * units[unit!]! * (total ?? 0);
	return Number(/^(\d+)s\b/.exec(postfix)?.[1] ?? 0);
}
