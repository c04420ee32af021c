import type {Series} from '../../../../core/series/series.ts';
import {spelled} from '../../../../core/text/spelled.ts';
import type {Comparison} from '../../../model/findings.ts';
import {isCount, isOfPlan, mayCountParts} from './metric-kinds.ts';

type Metrics = ReadonlyMap<string, Series>;

/** Tables round their numbers. */
const relative = 1e-4;
const absolute = 1e-5;
/** More points need not be compared. */
const mostPoints = 1000;

/** Hugging Face's trainer has "loss" in its own file, and "train/loss" for trackers. */
export const keyOf = (name: string): string => spelled(name).replace(/^train (?=.)/, '');

/** The longest of each key: Hugging Face's trainer has "loss" at its steps and "train_loss" once at its end. */
export function indexed(metrics: Metrics, keyOfName: (name: string) => string): ReadonlyMap<string, Series> {
	const byKey = new Map<string, Series>();
	for (const [name, series] of metrics) {
		const key = keyOfName(name);
		const known = byKey.get(key);
		if (known === undefined || known.length < series.length) byKey.set(key, series);
	}
	return byKey;
}

export const isSame = (a: number, b: number): boolean =>
	Object.is(a, b) || Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b)) + absolute;

/**
 * Where both curves have the same values, in the order of both: a place in the one, which is compared as far as `mostPoints`, and in the other, which may
 * be four times as long.
 */
export function* commonPlaces(one: Series, other: Series): Generator<readonly [at: number, other: number]> {
	const end = Math.min(other.length, mostPoints * 4);
	// Points that a tracker wrote in any order, as a pool of threads does, stand so until somebody asks for them in theirs.
	one.settle();
	other.settle();
	for (let i = 0, at = 0; i < Math.min(one.length, mostPoints); i++) {
		let found = at;
		while (found < end && !isSame(other.values.at(found), one.values.at(i))) found++;
		if (found === end) continue;
		yield [i, found];
		at = found + 1;
	}
}

interface Common {
	/** How many of the shorter one's values, `of`, both have. */
	common: number;
	of: number;
	/** True where all are the same. */
	isFlat: boolean;
}

/** How many values of the shorter one stand in the longer one in their order: trackers count steps in their own ways, and lose points. */
function countCommon(one: Series, other: Series): Common {
	const [short, long] = one.length <= other.length ? [one, other] : [other, one];
	const of = Math.min(short.length, mostPoints);
	let common = 0;
	for (const _ of commonPlaces(short, long)) common++;
	let isFlat = true;
	for (let i = 1; i < of; i++) if (!isSame(short.values.at(i), short.values.at(0))) isFlat = false;
	return {common, of, isFlat};
}

/**
 * Whether two trackers logged the same results: values of a metric with the same name, whatever separates its words. 'unknown' where they have none in
 * common, or too few points to tell.
 */
export function compareCurves(one: Metrics, other: Metrics): Comparison {
	const byKey = indexed(other, keyOf);
	let isProven = false;
	for (const [name, series] of one) {
		const key = keyOf(name);
		const match = byKey.get(key);
		if (match === undefined || isOfPlan(key)) continue;
		const {common, of, isFlat} = countCommon(series, match);
		const isOfCounts = isCount(key, series.values) && isCount(key, match.values);
		if (of < 2 || (isOfCounts && mayCountParts(key))) continue;
		if (common * 2 <= of) return 'other';
		if (!isFlat && !isOfCounts && common >= of - 1) isProven = true;
	}
	return isProven ? 'same' : 'unknown';
}

/** How long something took, as Hugging Face's trainer tells it to all that log (transformers/trainer_utils.py, `speed_metrics`): no two runs take as long. */
const runtime = /(?:^| )runtime$/;
/** Trackers have "train_runtime" as "train/train_runtime". */
const clockOf = (name: string): string => spelled(name).replace(/^(?:train )+(?=.)/, '');

/** True where two trackers logged the same times that something took, all that both have; false where they have none in common. */
export function haveSameClocks(one: Metrics, other: Metrics): boolean {
	const byKey = indexed(other, clockOf);
	let compared = 0;
	for (const [name, series] of one) {
		const key = clockOf(name);
		const match = runtime.test(key) ? byKey.get(key) : undefined;
		if (match === undefined) continue;
		const {common, of} = countCommon(series, match);
		if (common < of) return false;
		compared += of;
	}
	return compared > 0;
}
