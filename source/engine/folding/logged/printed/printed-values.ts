import type {Series} from '../../../../core/series/series.ts';
import type {Comparison} from '../../../model/findings.ts';
import {indexed, keyOf} from '../evidence/curves.ts';
import {isCount, isOfPlan} from '../evidence/metric-kinds.ts';
import {areInPlace} from './placed-values.ts';
import {mostPoints, type Rounding, roundingOf, toleranceOf} from './rounding.ts';

type Metrics = ReadonlyMap<string, Series>;

/** Fewer values prove nothing where both have as many, and where one has a part of the other's. */
const fewest = 3;
const fewestOfPart = 8;
/** Values that are printed with fewer digits are like many others. */
const fewestDigits = 4;

/** Where a value stands first from a place on, as far as it was printed; -1 where it does not. */
function placeFrom(values: Float64Array, from: number, value: number, rounding: Rounding): number {
	const most = Number.isFinite(value) ? toleranceOf(value, rounding) : 0;
	for (let at = from; at < values.length; at++)
		if (Math.abs(values[at]! - value) <= most || Object.is(values[at], value)) return at;
	return -1;
}

/** How many of the shorter one's first values stand in the longer one in their order; of many that do not it is not counted to the end. */
function countCommon(short: Series, long: Series, rounding: Rounding): number {
	const of = Math.min(short.length, mostPoints);
	const values = long.values.slice(0, Math.min(long.length, mostPoints * 4));
	let [common, from] = [0, 0];
	for (let i = 0; i < of && (i - common) * 2 < of; i++) {
		const found = placeFrom(values, from, short.values.at(i), rounding);
		if (found < 0) continue;
		common++;
		from = found + 1;
	}
	return common;
}

/** True where what a log has of its metrics are a tracker's values as far as they were printed. */
export function arePrinted(log: Metrics, tracked: Metrics): boolean {
	const found = compareByName(log, tracked);
	return found === 'unknown' ? areInPlace(log, tracked) : found === 'same';
}

/** 'same' for nearly all values of one metric that both have, where it is more than half of all others that both have. */
function compareByName(log: Metrics, tracked: Metrics): Comparison {
	const byKey = indexed(tracked, keyOf);
	let isProven = false;
	for (const [name, series] of log) {
		const key = keyOf(name);
		const match = byKey.get(key);
		if (match === undefined || isOfPlan(key) || isCount(key, series.values)) continue;
		series.settle();
		match.settle();
		const [short, long] = series.length <= match.length ? [series, match] : [match, series];
		const of = Math.min(short.length, mostPoints);
		const rounding = roundingOf(series);
		if (rounding.digits < fewestDigits || of < (long.length <= short.length + 1 ? fewest : fewestOfPart)) continue;
		const common = countCommon(short, long, rounding);
		if (common * 2 <= of) return 'other';
		if (common >= of - 1 && new Set(series.values.slice(0, Math.min(series.length, mostPoints))).size >= fewest) isProven = true;
	}
	return isProven ? 'same' : 'unknown';
}
