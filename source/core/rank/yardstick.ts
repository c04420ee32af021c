import {type Field, metricField} from '../query/fields/field.ts';
import {printField} from '../query/language/print.ts';
import {aggregateNames, type RunRow, readAggregate} from '../row.ts';
import {suffixOf} from '../table/columns.ts';
import type {Direction} from '../table/direction.ts';

/** What runs are ranked by. */
export interface Yardstick {
	metric: string;
	/** The value that counts: the best one, the last one, the one at a step. */
	field: Field;
	direction: Direction;
	/** Who says which way is better: a person, the tracker, only the metric's name, or nobody. */
	from: 'person' | 'tracker' | 'name' | 'nobody';
}

/** Which value of a metric counts. */
export const yardstickParts = ['best', 'last', 'mean'] as const;
export type YardstickPart = (typeof yardstickParts)[number];

/** Ranks by a metric's best value in the given direction, by its last or by its mean. */
export function makeYardstick(
	metric: string,
	direction: Direction,
	from: Yardstick['from'],
	part: YardstickPart = 'best',
): Yardstick {
	const suffix = suffixOf(part, {direction, guessed: false});
	return {
		metric,
		direction,
		from,
		field: metricField(metric, suffix, printField({scope: 'metric', name: metric, suffix, step: null})),
	};
}

/** The value that counts; NaN where the run has none. */
export function readYardstick(row: RunRow, {field}: Yardstick, nowMs: number): number {
	const value = field.read(row, nowMs);
	return typeof value === 'number' ? value : Number.NaN;
}

/** The step at which the value was reached; null where it is none of the run's points (a mean). */
export function readYardstickStep(row: RunRow, {field, metric}: Yardstick): number | null {
	const {source} = field;
	if (source.from === 'metric step') return source.step;
	const aggregate = source.from === 'metric' ? source.aggregate : null;
	const column = aggregateNames.find(name => name === `${aggregate}Step`);
	const step = column === undefined ? Number.NaN : readAggregate(row, metric, column);
	return Number.isNaN(step) ? null : step;
}

const sources = {
	person: 'as you said',
	tracker: 'as its tracker says',
	name: 'guessed from its name',
	nobody: 'assumed, since nothing tells',
} as const;

/** `lower is better, guessed from its name` */
export function describeDirection({direction, from}: Pick<Yardstick, 'direction' | 'from'>): string {
	return `${direction === 'down' ? 'lower' : 'higher'} is better, ${sources[from]}`;
}

/** `best`, `last`, `mean`, `at step 500`: which value of the metric counts. */
export function describePart({field}: Yardstick): string {
	const {source} = field;
	if (source.from === 'metric step') return `at step ${source.step}`;
	if (source.from !== 'metric') return '';
	return source.aggregate === 'min' || source.aggregate === 'max' ? 'best' : source.aggregate;
}
