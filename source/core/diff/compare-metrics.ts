import {isInfeasible, type RunRow} from '../row.ts';
import {type Direction, findGoal, type Goal} from '../table/metrics/direction.ts';
import {mergeGoals} from '../table/metrics/goals.ts';
import {alignMetrics} from './align-names.ts';
import {isBookkeeping} from './bookkeeping.ts';
import {type Delta, deltaOf} from './delta.ts';
import type {Reading} from './reading.ts';

/** The metrics of a run that is compared, wherever its points are. */
export interface MeasuredRun {
	names: readonly string[];
	/** Directions that its tracker declared, by metric. */
	declared: ReadonlyMap<string, Direction>;
	/** Metrics that its tracker keeps out of sight: of the machine, of other runs that it started. */
	hidden: ReadonlySet<string>;
	/** The run that it is, as far as it matters for who is better. */
	row: Pick<RunRow, 'infeasible'>;
	/** Reads one of `names`. */
	read: (name: string, direction: Direction | null) => Reading;
}

export interface MetricDiff {
	name: string;
	/** What each run calls it. */
	nameIn: (string | null)[];
	goal: Goal | null;
	/** True where every run that has it keeps it out of sight. */
	isHidden: boolean;
	/** By run; null where it has no such metric. */
	readings: (Reading | null)[];
	/** Against the first run, which has none. */
	deltas: {last: Delta | null; best: Delta | null}[];
}

/** True where all runs that have a metric returned it as a single number or logged it once, so that its best is its last. */
export const isAllSingle = ({readings}: Pick<MetricDiff, 'readings'>): boolean =>
	readings.every(
		reading => reading === null || (reading.last !== null && (Number.isNaN(reading.last.step) || reading.points === 1)),
	);

/** True where all of several runs have a metric and came to the same value, at the end and at their best. */
export function isSameInAll({readings}: Pick<MetricDiff, 'readings'>): boolean {
	const [first] = readings;
	if (first?.last == null || readings.length < 2) return false;
	return readings.every(reading => reading?.last?.value === first.last!.value && reading.best?.value === first.best?.value);
}

/** Which way a run's results are better than the first one's; null also where one of both breaks a constraint, so that neither is better. */
export const judgedBy = (
	runs: readonly {row: Pick<RunRow, 'infeasible'>}[],
	run: number,
	direction: Direction | null,
): Direction | null => (isInfeasible(runs[0]!.row) || isInfeasible(runs[run]!.row) ? null : direction);

/** Puts the metrics of several runs side by side and measures all against the first run. */
export function diffMetrics(runs: readonly MeasuredRun[]): MetricDiff[] {
	const declared = mergeGoals(runs.map(run => run.declared));
	return alignMetrics(runs.map(({names}) => names)).flatMap(({name, nameIn}) => {
		if (isBookkeeping(name)) return [];
		const said = nameIn.find(spelling => spelling !== null && declared.has(spelling)) ?? name;
		const goal = findGoal(said, declared);
		const direction = goal?.direction ?? null;
		const isHidden = nameIn.every((spelling, run) => spelling === null || runs[run]!.hidden.has(spelling));
		const readings = runs.map(({read}, run) => {
			const spelling = nameIn[run];
			return typeof spelling === 'string' ? read(spelling, direction) : null;
		});
		const [base] = readings;
		const deltas = readings.map((reading, run) => {
			const way = judgedBy(runs, run, direction);
			const delta = (which: 'last' | 'best'): Delta | null =>
				run === 0 ? null : deltaOf(reading?.[which]?.value ?? Number.NaN, base?.[which]?.value ?? Number.NaN, way);
			return {last: delta('last'), best: delta('best')};
		});
		return [{name, nameIn, goal, isHidden, readings, deltas}];
	});
}
