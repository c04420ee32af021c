import {suffixOf} from '../../core/table/columns/columns.ts';
import {type Direction, findGoal, type Goal} from '../../core/table/metrics/direction.ts';
import {goalsOf} from '../../core/table/metrics/goals.ts';
import {metricColumnId} from '../columns/metric-column.ts';
import {memoise} from '../memo.ts';
import type {State} from '../state.ts';

/** Directions that trackers declared. */
const selectDeclared = memoise(
	(state: Pick<State, 'rows' | 'versions'>) => [state.rows, state.versions.rows] as const,
	([rows]) => goalsOf([...rows.values()]),
);

/** The same of the runs that the filter lets through: what it leaves out may be of another study. */
const selectShown = memoise(
	(state: Pick<State, 'rows' | 'versions' | 'order'>) => [state.order.sorted, state.rows, state.versions.rows] as const,
	([sorted, rows]) => goalsOf(sorted.flatMap(({key}) => rows.get(key) ?? [])),
);

/** Directions of a metric that trackers declared, as far as the runs shown do not contradict each other; null where they do. */
export function declaredDirection(
	state: Pick<State, 'rows' | 'versions' | 'order'>,
	metric: string,
): Direction | null | undefined {
	const declared = selectDeclared(state).get(metric);
	return declared === null ? selectShown(state).get(metric) : declared;
}

/** Which way a metric is better, and who says so: the person, its tracker, or only its name; null where nothing tells. */
export function selectGoal(state: Pick<State, 'rows' | 'versions' | 'view' | 'order'>, metric: string): Goal | null {
	const said = Object.hasOwn(state.view.goals, metric) ? state.view.goals[metric] : undefined;
	if (said !== undefined) return {direction: said, guessed: false};
	const declared = declaredDirection(state, metric);
	if (declared === undefined) return findGoal(metric);
	return declared === null ? null : {direction: declared, guessed: false};
}

/** Columns of a metric: its last value, or the aggregates that the person has chosen. */
export function columnsOfMetric(state: Pick<State, 'rows' | 'versions' | 'view' | 'order'>, metric: string): string[] {
	const {aggregates} = state.view;
	const choices = Object.hasOwn(aggregates, metric) ? aggregates[metric]! : [];
	const goal = selectGoal(state, metric);
	const ids = (choices.length === 0 ? (['last'] as const) : choices).map(choice =>
		metricColumnId(metric, suffixOf(choice, goal)),
	);
	return [...new Set(ids)];
}
