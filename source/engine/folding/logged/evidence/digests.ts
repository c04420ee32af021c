import {aggregateColumn, aggregateStride} from '../../../../core/row.ts';
import type {Layer} from '../../../model/layer.ts';
import {tabulateMetrics} from '../../../model/row.ts';
import {isSame, keyOf} from './curves.ts';
import {isOfPlan} from './metric-kinds.ts';

/** Whole numbers may count what all runs have as many of; these are the points that a game gives. */
const ofGames = /(?:^| )(?:reward|return)s?$/;
const columns = (['last', 'min', 'max'] as const).map(aggregateColumn);

/** Last, least and highest value of each metric. */
export type Digests = ReadonlyMap<string, readonly number[]>;

export function digestsOf(layer: Layer): Digests {
	const {names, values} = tabulateMetrics(layer);
	const digests = new Map<string, readonly number[]>();
	for (const [at, name] of names.entries())
		digests.set(
			keyOf(name),
			columns.map(column => values[at * aggregateStride + column]!),
		);
	return digests;
}

/**
 * False where two layers have no metric in common that may be the same, by what a list shows of them: the points of runs that are over need not be read
 * for that. One of them may have lost points, but not all three.
 */
export function mayBeSame(one: Digests, other: Digests): boolean {
	return [...one].some(([key, digest]) => {
		const match = other.get(key);
		if (match === undefined || isOfPlan(key) || (digest.every(Number.isInteger) && !ofGames.test(key))) return false;
		return digest.some((value, i) => isSame(value, match[i]!));
	});
}
