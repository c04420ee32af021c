import {aggregateNames, aggregateStride, type MetricTable} from '../../../core/row.ts';
import type {Layer} from '../../model/layer.ts';
import {type Comparison, isSame, keyOf} from './curves.ts';
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
 * What `compareCurves` tells, of runs that are over, by what a list shows of them: their points need not be read once more. Where one tracker has lost
 * points, they seem to be others.
 */
export function compareDigests(one: Layer, other: Layer): Comparison {
	const theirs = digestsOf(tableOf(other));
	let isProven = false;
	for (const [key, digest] of digestsOf(tableOf(one))) {
		const match = theirs.get(key);
		if (match === undefined || isOfPlan(key)) continue;
		if (!digest.every((value, i) => isSame(value, match[i]!))) return 'other';
		const [, min, max] = digest as [number, number, number];
		if (!isSame(min, max) && !digest.every(Number.isInteger)) isProven = true;
	}
	return isProven ? 'same' : 'unknown';
}
