import {type ComparedValues, comparedStride} from '../../../core/diff/compared.ts';
import type {Moment} from '../../../core/diff/moment.ts';
import {readSeries} from '../../../core/diff/reading.ts';
import {findGoal} from '../../../core/table/metrics/direction.ts';
import {mergeGoals} from '../../../core/table/metrics/goals.ts';
import {declaredGoals} from '../../model/goals.ts';
import type {TrackedRun} from '../../model/tracked-run.ts';

/** Last and best value of every metric of a run up to a moment. Directions are those that the compared runs declared. */
export function readValues(run: TrackedRun, at: Moment, compared: readonly TrackedRun[]): ComparedValues {
	const goals = mergeGoals(compared.map(declaredGoals));
	const names = [...run.metrics.keys()];
	const values = new Float64Array(names.length * comparedStride).fill(Number.NaN);
	names.forEach((name, i) => {
		const direction = findGoal(name, goals)?.direction ?? null;
		const {points, last, best} = readSeries(run.metrics.get(name)!, direction, at, run.facts.startedAtMs);
		values.set(
			[points, last?.step, last?.value, best?.step, best?.value].map(value => value ?? Number.NaN),
			i * comparedStride,
		);
	});
	return {run: run.key, at, names, values};
}
