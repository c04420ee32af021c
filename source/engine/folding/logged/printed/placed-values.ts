import type {Series} from '../../../../core/series/series.ts';
import {spelled} from '../../../../core/text/spelled.ts';
import {isCount, isOfPlan} from '../evidence/metric-kinds.ts';
import {mostPoints, type Rounding, roundingOf, toleranceOf, unitOf} from './rounding.ts';

type Metrics = ReadonlyMap<string, Series>;

/** Fewer of one metric prove nothing. */
const fewestValues = 3;
/** How many decimal digits the values of all metrics tell together, at least. */
const fewestDigits = 16;
/** What was best so far is printed beside that of which it was the best. */
const ofBest = /(?:^| )best(?: |$)/;

/** Values side by side: what was printed, and what that may have been. */
type Pair = readonly [shown: number, value: number];

/** What a training has found, not what all of one program have in common. */
function resultsOf(metrics: Metrics): Series[] {
	return [...metrics].flatMap(([name, series]) => {
		const words = spelled(name);
		if (series.length < fewestValues || isOfPlan(words) || ofBest.test(words) || isCount(words, series.values)) return [];
		series.settle();
		return [series];
	});
}

/** Values in the same places of both. */
function* byPlace(log: Series, tracked: Series): Generator<Pair> {
	for (let i = 0; i < Math.min(log.length, tracked.length); i++) yield [log.values.at(i), tracked.values.at(i)];
}

/** Values as they are printed, each once until there is a new one: bars show them all the while. */
function* withoutRepeats({values, length}: Series, rounding: Rounding): Generator<number> {
	let [last, before] = [Number.NaN, Number.NaN];
	for (let i = 0; i < length; i++) {
		const value = values.at(i);
		// Rounding costs far more than looking, and most of what repeats is the same to the last bit.
		if (value === last) continue;
		const printed = Math.round(value / unitOf(value, rounding));
		if (printed !== before) yield value;
		[last, before] = [value, printed];
	}
}

function* byChange(log: Series, tracked: Series, rounding: Rounding): Generator<Pair> {
	const values = withoutRepeats(tracked, rounding);
	for (const shown of withoutRepeats(log, rounding)) {
		const {value, done} = values.next();
		if (done === true) return;
		yield [shown, value];
	}
}

/** Values at the same steps, of which the log may count the first as 1, as bars do, and the tracker as 0; or the bar shows what is told after the next one. */
function* byStep(log: Series, tracked: Series, first: -1 | 0 | 1): Generator<Pair> {
	for (let i = 0, at = 0; i < log.length; i++) {
		const step = log.steps.at(i) - first;
		while (at < tracked.length && tracked.steps.at(at) < step) at++;
		if (at < tracked.length && tracked.steps.at(at) === step) yield [log.values.at(i), tracked.values.at(at)];
	}
}

/**
 * How many digits of values were told by what was printed of them, of each value once: as many as tell it from others between the least and the highest.
 * 0 where more than one, and more than a tenth, were printed otherwise.
 */
function countDigits(pairs: Iterable<Pair>, rounding: Rounding): number {
	const tolerances = new Map<number, number>();
	let [seen, others, least, highest] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const [shown, value] of pairs) {
		if (++seen > mostPoints) break;
		const tolerance = Number.isFinite(value) ? toleranceOf(value, rounding) : 0;
		if (Math.abs(shown - value) <= tolerance) tolerances.set(shown, tolerance);
		else if (!Object.is(shown, value) && ++others * 10 > seen + 10) return 0;
		// What is no number agrees, and tells nothing of how far the values lie apart.
		if (!Number.isFinite(shown)) continue;
		least = Math.min(least, shown);
		highest = Math.max(highest, shown);
	}
	if (tolerances.size < fewestValues) return 0;
	let digits = 0;
	for (const tolerance of tolerances.values()) digits += Math.max(0, Math.log10((highest - least) / (2 * tolerance)));
	return digits;
}

/**
 * True where values that were printed are a tracker's, one after the other or step by step, under whatever names: so many digits do not agree by chance,
 * and schedules, which all trainings of a program have, are not most of what it measures.
 */
export function areInPlace(log: Metrics, tracked: Metrics): boolean {
	const [printed, recorded] = [resultsOf(log), resultsOf(tracked)];
	const told = new Map<Series, number>();
	for (const shown of printed) {
		const rounding = roundingOf(shown);
		for (const series of recorded) {
			const ways = [
				byPlace(shown, series),
				byChange(shown, series, rounding),
				...([-1, 0, 1] as const).map(first => byStep(shown, series, first)),
			];
			const digits = Math.max(...ways.map(pairs => countDigits(pairs, rounding)));
			if (digits > (told.get(series) ?? 0)) told.set(series, digits);
		}
	}
	const digits = [...told.values()].reduce((sum, each) => sum + each, 0);
	return digits >= fewestDigits && told.size * 2 > Math.min(printed.length, recorded.length);
}
