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

function roundingOf(values: readonly number[]): Rounding {
	let [decimals, digits] = [0, 0];
	for (const value of values.filter(Number.isFinite)) {
		const [mantissa = '', exponent] = String(Math.abs(value)).split('e');
		if (exponent === undefined) decimals = Math.max(decimals, mantissa.split('.')[1]?.length ?? 0);
		digits = Math.max(digits, mantissa.replace('.', '').replace(/^0+/, '').length);
	}
	return {decimals, digits};
}

/** True within a little more than half of the last digit that was printed. */
function isPrinted(shown: number, value: number, {decimals, digits}: Rounding): boolean {
	if (!Number.isFinite(shown) || !Number.isFinite(value)) return Object.is(shown, value);
	const last = Math.max(-decimals, Math.floor(Math.log10(Math.abs(shown) || 1)) + 1 - digits);
	return Math.abs(shown - value) <= 0.51 * 10 ** last + Math.abs(value) * 1e-7;
}

/** How many of the shorter one's first values stand in the longer one in their order. */
function countCommon(short: Series, long: Series, rounding: Rounding): number {
	const end = Math.min(long.length, mostPoints * 4);
	let [common, at] = [0, 0];
	for (let i = 0; i < Math.min(short.length, mostPoints); i++) {
		let found = at;
		while (found < end && !isPrinted(short.values.at(i), long.values.at(found), rounding)) found++;
		if (found === end) continue;
		common++;
		at = found + 1;
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
		const shown = Array.from({length: Math.min(series.length, mostPoints)}, (_, i) => series.values.at(i));
		const rounding = roundingOf(shown);
		if (rounding.digits < fewestDigits || of < (long.length <= short.length + 1 ? fewest : fewestOfPart)) continue;
		const common = countCommon(short, long, rounding);
		if (common * 2 <= of) return false;
		if (common >= of - 1 && new Set(shown).size >= fewest) isProven = true;
	}
	return isProven;
}

/** False where no metric can be the same, by what a list shows of both: the points of runs that are over need not be read for that. */
export function mayBePrinted(log: Digests, tracked: Digests): boolean {
	return [...log].some(([key, digest]) => {
		const match = tracked.get(key);
		if (match === undefined || isOfPlan(key)) return false;
		return digest.some((value, i) => Math.abs(value - match[i]!) <= roughly * Math.abs(value));
	});
}
