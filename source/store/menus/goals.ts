import {suffixOf} from '../../core/table/columns.ts';
import {findGoal, type Goal} from '../../core/table/direction.ts';
import {goalsOf} from '../../core/table/goals.ts';
import {metricColumnId} from '../columns/metric-column.ts';
import {memoise} from '../memo.ts';
import type {State} from '../state.ts';

/** Directions that trackers declared. */
const selectDeclared = memoise(
	(state: Pick<State, 'rows' | 'versions'>) => [state.rows, state.versions.rows] as const,
	([rows]) => goalsOf([...rows.values()]),
);

/** Which way a metric is better, and who says so: the person, its tracker, or only its name; null where nothing tells. */
export function selectGoal(state: Pick<State, 'rows' | 'versions' | 'view'>, metric: string): Goal | null {
	const said = Object.hasOwn(state.view.goals, metric) ? state.view.goals[metric] : undefined;
	return said === undefined ? findGoal(metric, selectDeclared(state)) : {direction: said, guessed: false};
}

/** Columns of a metric: its last value, or the aggregates that the person has chosen. */
export function columnsOfMetric(state: Pick<State, 'rows' | 'versions' | 'view'>, metric: string): string[] {
	const {aggregates} = state.view;
	const choices = Object.hasOwn(aggregates, metric) ? aggregates[metric]! : [];
	const goal = selectGoal(state, metric);
	const ids = (choices.length === 0 ? (['last'] as const) : choices).map(choice =>
		metricColumnId(metric, suffixOf(choice, goal)),
	);
	return [...new Set(ids)];
}
