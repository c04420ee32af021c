import type {Series} from '../series/series.ts';
import {formatDuration, formatNumber, formatWhole} from '../text/units.ts';
import {type Finding, listNames, note} from './finding.ts';

/** Below this there is no rhythm to speak of. */
const fewestPoints = 20;
/** Share of equal distances from which on a series counts as regular. */
const regularShare = 0.9;
/** Distances from so many usual ones on are a gap: two points or more are missing. */
const gapStrides = 3;
/** Clocks are put right by fractions of a second all the time. */
const clockSlackMs = 1000;
const mostOfAKind = 5;

type Metrics = ReadonlyMap<string, Series>;

interface Gap {
	from: number;
	to: number;
	stride: number;
}

/** True where two series have a point at the same step. */
function shareAStep({steps, length}: Series, other: Series): boolean {
	let at = 0;
	for (let i = 0; i < length && at < other.length; ) {
		const step = steps.at(i);
		const others = other.steps.at(at);
		if (step === others) return true;
		if (step < others) i++;
		else at++;
	}
	return false;
}

/** Sorted steps of the series that never have a point where this one has. */
function stepsOfOthers(series: Series, beside: Iterable<Series>): Float64Array {
	const taken = new Set<number>();
	for (const other of beside) {
		other.settle();
		if (other === series || shareAStep(series, other)) continue;
		for (let i = 0; i < other.length; i++) taken.add(other.steps.at(i));
	}
	return Float64Array.from(taken).sort();
}

/** How many of some sorted steps lie between each two points of a series. */
function countBetween({steps, length}: Series, sorted: Float64Array): Float64Array {
	const counts = new Float64Array(length - 1);
	let at = 0;
	for (let i = 0; i < length - 1; i++) {
		while (at < sorted.length && sorted[at]! <= steps.at(i)) at++;
		const from = at;
		while (at < sorted.length && sorted[at]! < steps.at(i + 1)) at++;
		counts[i] = at - from;
	}
	return counts;
}

/**
 * Holes in a series whose steps are otherwise evenly spaced; [] for one that has no rhythm. A tracker that counts its rows gives those of a
 * validation steps of their own, at which nothing is missing: steps at which there are points only of metrics that never share one with this count as passed.
 * @param beside the other series of the same writer
 */
export function findGaps(series: Series, beside: Iterable<Series> = []): Gap[] {
	const {length, steps} = series;
	if (length < fewestPoints) return [];
	const strides = new Float64Array(length - 1);
	for (let i = 1; i < length; i++) strides[i - 1] = steps.at(i) - steps.at(i - 1);
	const stride = strides.toSorted()[strides.length >> 1]!;
	const usual = strides.reduce((count, each) => count + (each === stride ? 1 : 0), 0);
	if (!(stride > 0) || usual < strides.length * regularShare) return [];
	if (!strides.some(each => each >= stride * gapStrides)) return [];
	const isCounted = Number.isInteger(stride);
	const passed = countBetween(series, isCounted ? stepsOfOthers(series, beside) : new Float64Array());
	const usuallyPassed = passed.filter((_, i) => strides[i] === stride).sort()[usual >> 1]!;
	const gaps: Gap[] = [];
	strides.forEach((each, i) => {
		if (each >= stride * gapStrides && each - passed[i]! >= (stride - usuallyPassed) * gapStrides)
			gaps.push({from: steps.at(i), to: steps.at(i + 1), stride});
	});
	return gaps;
}

/**
 * Where the clock goes back along a series; null where it never does. A series that was put in order tells nothing of that: its points stand by
 * their steps, and those of a second attempt or of the next trial lie among those of the first.
 */
function findClockStep(series: Series): {step: number; backMs: number} | null {
	const {walls, length, steps, rule} = series;
	if (walls === null || rule === 'sort' || series.wasReordered) return null;
	for (let i = 1; i < length; i++) {
		const backMs = walls.at(i - 1) - walls.at(i);
		if (backMs > clockSlackMs) return {step: steps.at(i), backMs};
	}
	return null;
}

/** Things that happen to several metrics at once are said once, with all their names. */
class Grouped {
	private readonly found = new Map<string, string[]>();

	add(what: string, name: string): void {
		const names = this.found.get(what);
		if (names === undefined) this.found.set(what, [name]);
		else if (!names.includes(name)) names.push(name);
	}

	*list(): Generator<[string, string]> {
		for (const [what, names] of [...this.found].slice(0, mostOfAKind)) yield [what, listNames(names)];
		if (this.found.size > mostOfAKind) yield [`${this.found.size - mostOfAKind} more like this`, ''];
	}
}

/**
 * Steps that went back, holes in regular series, times that go back.
 * @param writers the series by who wrote them: how one writer counts its steps tells nothing of another one's
 */
export function checkSteps(metrics: Metrics, writers: readonly Metrics[] = [metrics]): Finding[] {
	const writerOf = new Map<Series, Metrics>();
	for (const own of writers) for (const series of own.values()) writerOf.set(series, own);
	const back = new Grouped();
	const gaps = new Grouped();
	const clocks = new Grouped();
	for (const [name, series] of metrics) {
		series.settle();
		for (const {steps, backTo} of series.superseded)
			back.add(`the steps went back from ${formatWhole(steps.at(-1)!, 4)} to ${formatWhole(backTo, 4)}`, name);
		for (const {from, to, stride} of findGaps(series, (writerOf.get(series) ?? metrics).values()))
			gaps.add(`no point between steps ${from} and ${to}, where there is one every ${formatNumber(stride)} otherwise`, name);
		const clock = findClockStep(series);
		if (clock !== null) clocks.add(`the time goes back by ${formatDuration(clock.backMs / 1000)} at step ${clock.step}`, name);
	}
	const findings: Finding[] = [];
	const say = (grouped: Grouped, more: string): void => {
		for (const [what, names] of grouped.list())
			findings.push(note('warning', 'steps', names === '' ? what : `${names}: ${what}${more}`));
	};
	say(back, '; the later points count, the earlier ones are an attempt before');
	say(gaps, '');
	say(clocks, '');
	return findings;
}
