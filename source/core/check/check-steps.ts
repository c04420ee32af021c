import type {Series} from '../series/series.ts';
import {formatDuration, formatNumber} from '../units.ts';
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

interface Gap {
	from: number;
	to: number;
	stride: number;
}

/** Holes in a series whose steps are otherwise evenly spaced; [] for one that has no rhythm. */
export function findGaps(series: Series): Gap[] {
	const {length, steps} = series;
	if (length < fewestPoints) return [];
	const strides = new Float64Array(length - 1);
	for (let i = 1; i < length; i++) strides[i - 1] = steps.at(i) - steps.at(i - 1);
	const stride = strides.toSorted()[strides.length >> 1]!;
	const usual = strides.reduce((count, each) => count + (each === stride ? 1 : 0), 0);
	if (!(stride > 0) || usual < strides.length * regularShare) return [];
	const gaps: Gap[] = [];
	strides.forEach((each, i) => {
		if (each >= stride * gapStrides) gaps.push({from: steps.at(i), to: steps.at(i + 1), stride});
	});
	return gaps;
}

/** Where the clock goes back along a series; null where it never does. A series that was put in order tells nothing of that. */
function findClockStep(series: Series): {step: number; backMs: number} | null {
	const {walls, length, steps, rule} = series;
	if (walls === null || rule === 'sort') return null;
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

/** Steps that went back, holes in regular series, times that go back. */
export function checkSteps(metrics: ReadonlyMap<string, Series>): Finding[] {
	const back = new Grouped();
	const gaps = new Grouped();
	const clocks = new Grouped();
	for (const [name, series] of metrics) {
		series.settle();
		for (const {steps, backTo} of series.superseded)
			back.add(`the steps went back from ${formatNumber(steps.at(-1)!)} to ${formatNumber(backTo)}`, name);
		for (const {from, to, stride} of findGaps(series))
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
