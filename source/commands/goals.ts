import type {Direction} from '../core/table/direction.ts';
import type {TrackedRun} from '../engine/model/tracked-run.ts';

/** Directions that a run's trackers declared, by metric. */
export function declaredGoals(run: TrackedRun): Map<string, Direction> {
	const goals = new Map<string, Direction>();
	for (const {definitions, below} of run.layers) {
		for (const [name, {goal}] of definitions) {
			if (goal === undefined) continue;
			const known = run.metrics.has(name) ? name : `${below}/${name}`;
			goals.set(known, goal === 'minimize' ? 'down' : 'up');
		}
	}
	return goals;
}
