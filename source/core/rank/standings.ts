import {type Delta, deltaOf} from '../diff/delta.ts';
import {countedValue, type RunRow, readAggregate} from '../row.ts';
import {describeSpread} from '../table/groups/statistics.ts';
import {nameIn} from './joined-metric.ts';
import {groupRepetitions} from './repetitions.ts';
import {whyUnranked} from './unranked.ts';
import {readYardstick, readYardstickStep, type Yardstick} from './yardstick.ts';

/** A place in the ranking: a run, or the repetitions of one experiment. */
export interface Standing {
	/** From 1. Equal values share a place, and the one after them counts them: 1, 1, 3. */
	place: number;
	/** Others have the same value. */
	tied: boolean;
	/** The run; of repetitions all that have a value, the best first. */
	rows: RunRow[];
	/** Of repetitions their mean. */
	value: number;
	/** Sample standard deviation over repetitions, NaN for fewer than two. */
	deviation: number;
	/** Where the value was reached, null where it is no single point. */
	step: number | null;
	/** The metric's last value, NaN where it is none; of repetitions the mean. */
	last: number;
	/** Change from the first place; null for the first place itself. */
	delta: Delta | null;
	/** Repetitions scatter so much that this place and the first cannot be told apart; null where nothing tells. */
	close: boolean | null;
}

/** A run that has no place, and why. */
export interface Unranked {
	row: RunRow;
	why: string;
}

export interface Standings {
	ranked: Standing[];
	unranked: Unranked[];
	/** Runs that have a place, repetitions counted each. */
	runs: number;
}

export interface RankOptions {
	nowMs: number;
	/** Repetitions with other seeds take one place, by their mean. */
	together?: boolean;
}

/** The rows by their value of a metric, the best first; runs without a finite value, or that break constraints, stand apart with the reason. */
export function rankRuns(rows: readonly RunRow[], yardstick: Yardstick, {nowMs, together = false}: RankOptions): Standings {
	const sign = yardstick.direction === 'down' ? 1 : -1;
	const values = new Map(rows.map(row => [row, readYardstick(row, yardstick, nowMs)]));
	const byValue = (a: RunRow, b: RunRow): number => sign * (values.get(a)! - values.get(b)!);
	const counts = (row: RunRow): boolean => Number.isFinite(countedValue(row, values.get(row)!));
	const known = rows.filter(counts);
	const units = together ? groupRepetitions(known).map(unit => unit.toSorted(byValue)) : known.map(row => [row]);
	const judged = units.map(unit => judgeUnit(unit, values, yardstick)).sort((a, b) => sign * (a.value - b.value));
	return {
		ranked: judged.map((standing, at) => place(standing, at, judged, yardstick)),
		unranked: rows.filter(row => !counts(row)).map(row => ({row, why: whyUnranked(row, yardstick, values.get(row)!)})),
		runs: known.length,
	};
}

/** `5 of 8 runs have it, 2 more are infeasible` */
export function describeRuns({runs, unranked}: Standings, total: number): string {
	const infeasible = unranked.filter(({row, why}) => row.infeasible === why).length;
	const more = infeasible === 0 ? '' : `, ${infeasible} more ${infeasible === 1 ? 'is' : 'are'} infeasible`;
	return `${runs} of ${total} runs have it${more}`;
}

/** The runs that have a place, repetitions each, the best first. */
export const rankedRows = ({ranked}: Pick<Standings, 'ranked'>): RunRow[] => ranked.flatMap(({rows}) => rows);

type Judged = Pick<Standing, 'rows' | 'value' | 'deviation' | 'step' | 'last'>;

function judgeUnit(rows: RunRow[], values: ReadonlyMap<RunRow, number>, yardstick: Yardstick): Judged {
	const {mean, deviation} = describeSpread(rows.map(row => values.get(row)!));
	const lasts = rows.map(row => readAggregate(row, nameIn(row, yardstick), 'last'));
	return {
		rows,
		value: mean,
		deviation,
		step: rows.length === 1 ? readYardstickStep(rows[0]!, yardstick) : null,
		last: rows.length === 1 ? lasts[0]! : describeSpread(lasts).mean,
	};
}

function place(standing: Judged, at: number, all: readonly Judged[], {direction}: Yardstick): Standing {
	const {value} = standing;
	const first = all[0]!;
	let from = at;
	while (from > 0 && all[from - 1]!.value === value) from--;
	return {
		...standing,
		place: from + 1,
		tied: from < at || all[at + 1]?.value === value,
		delta: from === 0 ? null : deltaOf(value, first.value, direction),
		close: from === 0 ? null : isClose(standing, first),
	};
}

/** Within twice the standard error of the difference of two means (Welch): no test, but enough to warn of seeds that decide. */
function isClose(one: Judged, other: Judged): boolean | null {
	if (!Number.isFinite(one.deviation) || !Number.isFinite(other.deviation)) return null;
	const error = Math.sqrt(one.deviation ** 2 / one.rows.length + other.deviation ** 2 / other.rows.length);
	return Math.abs(one.value - other.value) < 2 * error;
}
