import {makeYardstick, type Yardstick} from '../../core/rank/yardstick.ts';
import type {RunRow} from '../../core/row.ts';
import {declaredDirection, selectGoal} from '../menus/goals.ts';
import {selectMetricNames, selectShownMetrics} from '../selectors.ts';
import type {State} from '../state.ts';

/** The metric that runs are ranked by: the chosen one, else the first shown whose direction is known, else the first; null for none. */
export function rankedMetric(state: State): string | null {
	const {rank} = state.view;
	const known = selectMetricNames(state);
	if (rank.metric !== null && known.includes(rank.metric)) return rank.metric;
	const shown = selectShownMetrics(state).filter(name => known.includes(name));
	return shown.find(name => selectGoal(state, name) !== null) ?? shown[0] ?? known[0] ?? null;
}

/** What the runs are ranked by; null where no run has a metric. */
export function selectYardstick(state: State): Yardstick | null {
	const {rank, goals} = state.view;
	const metric = rankedMetric(state);
	if (metric === null) return null;
	const goal = selectGoal(state, metric);
	const unsaid = declaredDirection(state, metric) === null ? 'contradiction' : 'nobody';
	const from = goal === null ? unsaid : Object.hasOwn(goals, metric) ? 'person' : goal.guessed ? 'name' : 'tracker';
	return makeYardstick(metric, goal?.direction ?? 'down', from, rank.part);
}

/** The runs that the filter lets through, as they are now. */
export const shownRows = ({order, rows}: State): RunRow[] => order.sorted.flatMap(row => rows.get(row.key) ?? []);

/** Line of the ranking under the cursor. */
export function rankedIndex({view, measured}: Pick<State, 'view' | 'measured'>): number {
	return Math.max(0, measured.rankedRuns.indexOf(view.rank.cursor ?? -1));
}

/** The setting that the plot is of; null where none differs. */
export function chosenSetting({view, measured}: Pick<State, 'view' | 'measured'>): string | null {
	const {setting} = view.rank;
	return setting !== null && measured.rankedSettings.includes(setting) ? setting : (measured.rankedSettings[0] ?? null);
}
