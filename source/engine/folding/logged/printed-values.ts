import type {Series} from '../../../core/series/series.ts';
import {indexed, keyOf} from './curves.ts';
import type {Digests} from './digests.ts';
import {isCount, isOfPlan} from './metric-kinds.ts';

type Metrics = ReadonlyMap<string, Series>;

/** Fewer values prove nothing where both have as many, and where one has a part of the other's. */
const fewest = 3;
const fewestOfPart = 8;
/** Values that are printed with fewer digits are like many others. */
const fewestDigits = 4;
/** Four digits tell a value to less than that. */
const roughly = 1e-3;
/** More points need not be compared. */
const mostPoints = 1000;

/** How far what was printed of a metric may be from its values: programs print as many decimals of each, or as many digits. */
interface Rounding {
	decimals: number;
	digits: number;
}

function roundingOf(values: Float64Array): Rounding {
	let [decimals, digits] = [0, 0];
	for (const value of values.filter(Number.isFinite)) {
		const [mantissa = '', exponent] = String(Math.abs(value)).split('e');
		if (exponent === undefined) decimals = Math.max(decimals, mantissa.split('.')[1]?.length ?? 0);
		digits = Math.max(digits, mantissa.replace('.', '').replace(/^0+/, '').length);
	}
	return {decimals, digits};
}

/** How far a value may be from what was printed of it: a little more than half of the last digit. */
function toleranceOf(value: number, {decimals, digits}: Rounding): number {
	const last = Math.max(-decimals, Math.floor(Math.log10(Math.abs(value) || 1)) + 1 - digits);
	return 0.51 * 10 ** last + Math.abs(value) * 1e-7;
}

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

/**
 * True where what was printed of the metrics that a tracker has, too, are the tracker's values as far as they were printed: nearly all of one, and of
 * none less than half.
 */
export function arePrinted(log: Metrics, tracked: Metrics): boolean {
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
		const shown = series.values.slice(0, Math.min(series.length, mostPoints));
		const rounding = roundingOf(shown);
		if (rounding.digits < fewestDigits || of < (long.length <= short.length + 1 ? fewest : fewestOfPart)) continue;
		const common = countCommon(short, long, rounding);
		if (common * 2 <= of) return false;
		if (common >= of - 1 && new Set(shown).size >= fewest) isProven = true;
	}
	return isProven;
}

/** Whether a value of a metric, by its spelled name, may tell one training from another: whole numbers stand in many, as an accuracy of 1 does. */
export const mayTell = (key: string, value: number): boolean =>
	Number.isFinite(value) && !Number.isInteger(value) && !isOfPlan(key);

/** Where a value stands among all of its sign: what was printed of it stands there, too, or in the next place. */
export const placeOf = (value: number): number => Math.floor(Math.log(Math.abs(value)) / (2 * roughly));

/** False where no metric can be the same, by what a list shows of both: the points of runs that are over need not be read for that. */
export function mayBePrinted(log: Digests, tracked: Digests): boolean {
	return [...log].some(([key, digest]) => {
		const match = tracked.get(key);
		if (match === undefined) return false;
		return digest.some((value, i) => mayTell(key, value) && Math.abs(value - match[i]!) <= roughly * Math.abs(value));
	});
}
