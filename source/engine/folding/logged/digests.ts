import {aggregateNames, aggregateStride, type MetricTable} from '../../../core/row.ts';
import type {Layer} from '../../model/layer.ts';
import {isSame, keyOf} from './curves.ts';
import {isOfPlan} from './metric-kinds.ts';

const columns = (['last', 'min', 'max'] as const).map(name => aggregateNames.indexOf(name));

/** Last, least and highest value of each metric. */
function digestsOf({names, values}: MetricTable): Map<string, number[]> {
	const digests = new Map<string, number[]>();
	for (const [at, name] of names.entries())
		digests.set(
			keyOf(name),
			columns.map(column => values[at * aggregateStride + column]!),
		);
	return digests;
}

function tableOf(layer: Layer): MetricTable {
	if (layer.asleep !== null) return layer.asleep.table;
	const names = [...layer.metrics.keys()];
	const values = new Float64Array(names.length * aggregateStride);
	for (const [at, name] of names.entries()) layer.metrics.get(name)!.writeAggregates(values, at * aggregateStride);
	return {names, values};
}

/**
 * False where two layers have no metric in common that may be the same, by what a list shows of them: the points of runs that are over need not be read
 * for that. One of them may have lost points, but not all three.
 */
export function mayBeSame(one: Layer, other: Layer): boolean {
	const theirs = digestsOf(tableOf(other));
	return [...digestsOf(tableOf(one))].some(([key, digest]) => {
		const match = theirs.get(key);
		if (match === undefined || isOfPlan(key) || digest.every(Number.isInteger)) return false;
		return digest.some((value, i) => isSame(value, match[i]!));
	});
}
