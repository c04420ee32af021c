import {type RunRow, readAggregate} from '../row.ts';
import {nameIn} from './joined-metric.ts';
import type {Yardstick} from './yardstick.ts';

/** Why a run has no place, in words: what its points are, or that there are none. */
export function whyUnranked(row: RunRow, yardstick: Yardstick, value: number): string {
	const metric = nameIn(row, yardstick);
	if (row.echoed?.includes(metric)) return `its ${metric} is that of its own runs`;
	const points = readAggregate(row, metric, 'points');
	if (!(points > 0)) return row.complete ? `no ${metric}` : `no ${metric} read yet`;
	if (readAggregate(row, metric, 'nonfinite') === points)
		return points === 1
			? `its only ${metric} is ${word(readAggregate(row, metric, 'last'))}`
			: `none of ${points} points is finite`;
	if (row.infeasible !== undefined && Number.isFinite(value)) return row.infeasible;
	const {source} = yardstick.field;
	if (source.from === 'metric step') return `no finite ${metric} at step ${source.step}`;
	return `${metric} is ${word(value)} at step ${readAggregate(row, metric, 'lastStep')}`;
}

const word = (value: number): string => (Number.isNaN(value) ? 'NaN' : 'infinite');
