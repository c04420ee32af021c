import {type Field, metricField, metricStepField, type ValueAt} from '../query/fields/field.ts';
import {printField} from '../query/language/print.ts';
import {aggregateNames, type RunRow, readAggregate} from '../row.ts';
import {suffixOf} from '../table/columns/columns.ts';
import type {Direction} from '../table/metrics/direction.ts';
import {type JoinedMetric, joinedText, joinMetric, nameIn} from './joined-metric.ts';

/** What runs are ranked by. */
export interface Yardstick extends JoinedMetric {
	/** The value that counts: the best one, the last one, the one at a step. */
	field: Field;
	/** The same of the other names. */
	otherFields: readonly Field[];
	direction: Direction;
	/** Who says which way is better: a person, the tracker, only the metric's name, or nobody, as nothing tells or trackers contradict each other. */
	from: 'person' | 'tracker' | 'name' | 'nobody' | 'contradiction';
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
		others: [],
		otherFields: [],
		direction,
		from,
		field: metricField(metric, suffix, printField({scope: 'metric', name: metric, suffix, step: null})),
	};
}

/** Takes what some of the runs call otherwise for the same metric. `valueAt` is needed for a value at a step. */
export function joinYardstick(yardstick: Yardstick, rows: readonly RunRow[], valueAt?: ValueAt): Yardstick {
	const {others} = joinMetric(rows, yardstick.metric);
	const {source, label} = yardstick.field;
	const fieldOf = (name: string): Field => {
		if (source.from === 'metric step') return metricStepField(name, source.step, valueAt, label);
		return metricField(name, source.from === 'metric' ? source.aggregate : 'last', label);
	};
	return {...yardstick, others, otherFields: others.map(fieldOf)};
}

/** The value that counts; NaN where the run has none. */
export function readYardstick(row: RunRow, yardstick: Yardstick, nowMs: number): number {
	const {field, others, otherFields} = yardstick;
	const at = others.indexOf(nameIn(row, yardstick));
	const value = (otherFields[at] ?? field).read(row, nowMs);
	return typeof value === 'number' ? value : Number.NaN;
}

/** The step at which the value was reached; null where it is none of the run's points (a mean). */
export function readYardstickStep(row: RunRow, yardstick: Yardstick): number | null {
	const {source} = yardstick.field;
	if (source.from === 'metric step') return source.step;
	const aggregate = source.from === 'metric' ? source.aggregate : null;
	const column = aggregateNames.find(name => name === `${aggregate}Step`);
	const step = column === undefined ? Number.NaN : readAggregate(row, nameIn(row, yardstick), column);
	return Number.isNaN(step) ? null : step;
}

const sources = {
	person: 'as you said',
	tracker: 'as its tracker says',
	name: 'guessed from its name',
	nobody: 'assumed, since nothing tells',
	contradiction: 'assumed, as trackers disagree',
} as const;

/** `lower is better, guessed from its name` */
export function describeDirection({direction, from}: Pick<Yardstick, 'direction' | 'from'>): string {
	return `${direction === 'down' ? 'lower' : 'higher'} is better, ${sources[from]}`;
}

/** `; val/loss = val_loss` at the end of a remark, empty where all runs have one name. */
export const describeNames = (yardstick: Yardstick): string =>
	yardstick.others.length === 0 ? '' : `; ${joinedText(yardstick)}`;

/** `best`, `last`, `mean`, `at step 500`: which value of the metric counts. */
export function describePart({field}: Yardstick): string {
	const {source} = field;
	if (source.from === 'metric step') return `at step ${source.step}`;
	if (source.from !== 'metric') return '';
	return source.aggregate === 'min' || source.aggregate === 'max' ? 'best' : source.aggregate;
}
