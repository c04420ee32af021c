import type {RunRow} from '../../row.ts';
import type {Direction} from './direction.ts';

/** What several runs declared. */
export function mergeGoals(declared: Iterable<Iterable<readonly [string, Direction]>>): Map<string, Direction | null> {
	const goals = new Map<string, Direction | null>();
	for (const each of declared)
		for (const [metric, direction] of each) {
			const before = goals.get(metric);
			goals.set(metric, before === undefined || before === direction ? direction : null);
		}
	return goals;
}

/** What the trackers of these runs declared. */
export const goalsOf = (rows: readonly RunRow[]): Map<string, Direction | null> =>
	mergeGoals(rows.map(({goals}) => (goals === undefined ? [] : Object.entries(goals))));
