import {liesOnShelf} from '../core/files/shelf-names.ts';
import {tableOf} from '../core/query/columns/row-table.ts';
import {isInScope, type Scope} from '../core/query/compile/scope.ts';
import {metricField} from '../core/query/fields/field.ts';
import {type Standing, standingOf} from '../core/query/fields/standing.ts';
import {isInfeasible, type RunRow} from '../core/row.ts';
import type {Status} from '../core/status.ts';
import {findConstantKeys, findDifferingKeys} from '../core/table/columns/config-keys.ts';
import {rankMetrics} from '../core/table/metrics/choose-metrics.ts';
import {isTop, topValue} from '../core/table/metrics/top-value.ts';
import {readMetricColumn} from './columns/metric-column.ts';
import {chosenRun} from './compare/compared.ts';
import {memoise} from './memo.ts';
import {selectGoal} from './menus/goals.ts';
import {isUnread} from './order/sort-values.ts';
import type {State} from './state.ts';
import {type Screen, topScreen} from './view.ts';

/** What a person looks for first comes first. */
export const countOrder: readonly Status[] = [
	'running',
	'stalled',
	'queued',
	'idle',
	'failed',
	'crashed',
	'finished',
	'stopped',
	'pruned',
	'unknown',
	'deleted',
];

/** All runs as one array, the same for as long as no run changes: what is known of their fields is remembered by it. */
export const selectRows = memoise(
	(state: State) => [state.rows, state.versions.rows] as const,
	([rows]): readonly RunRow[] => [...rows.values()],
);

/** What is not read yet is judged by where it lies, so that it does not come only to go. */
function isListed(row: RunRow, scope: Scope): boolean {
	return isInScope(row, scope) && (scope === 'all' || !isUnread(row) || !liesOnShelf(row.path));
}

const listedVersions = (state: State) => [selectRows(state), state.order.scope] as const;

/** The runs that the list is about: all but what was put away, unless the filter speaks of that. The same array as all where none is. */
export const selectListed = memoise(listedVersions, ([rows, scope]): readonly RunRow[] =>
	scope === 'all' || rows.every(row => isListed(row, scope)) ? rows : rows.filter(row => isListed(row, scope)),
);

/** How many runs were put away and are not in the list. */
export const selectPutAway = memoise(listedVersions, ([rows, scope]) => {
	const away = rows.filter(row => !isInScope(row, scope)).map(standingOf);
	const count = (standing: Standing) => away.filter(other => other === standing).length;
	return {archived: count('archived'), deleted: count('deleted')};
});

/** Runs of the list by status, those in use only. */
export const selectCounts = memoise(
	(state: State) => [selectListed(state)] as const,
	([rows]) => {
		const counts = new Map<Status, number>();
		for (const row of rows) if (!isUnread(row)) counts.set(row.status, (counts.get(row.status) ?? 0) + 1);
		return countOrder.filter(status => counts.has(status)).map(status => ({status, count: counts.get(status)!}));
	},
);

/** The running run that will be done first, null where none has an estimate. */
export const selectNextDone = memoise(
	(state: State) => [state.rows, state.versions.rows] as const,
	([rows]) => {
		let next: RunRow | null = null;
		for (const row of rows.values()) {
			if (row.estimate !== null && !row.estimate.isOpen && (next === null || row.estimate.finishAtMs < next.estimate!.finishAtMs))
				next = row;
		}
		return next;
	},
);

/** Every metric, the most telling first. */
export const selectMetrics = memoise(
	(state: State) => [state.rows, state.versions.metrics, state.order.scope] as const,
	(_, state) => rankMetrics(selectListed(state)),
);

/** Names of all metrics, the most telling first. */
export const selectMetricNames = memoise(
	(state: State) => [selectMetrics(state)] as const,
	([ranked]) => ranked.map(metric => metric.name),
);

/** Names of the metrics to show, most important first: the person's choice, else xtui's. */
export const selectShownMetrics = (state: State): readonly string[] => state.view.metrics ?? selectMetricNames(state);

/** Metrics that the list has columns for: the person's choice, else what the last layout has shown. */
export function metricsInUse({view, measured}: State): readonly string[] {
	return view.metrics ?? [...new Set(measured.columns.flatMap(column => readMetricColumn(column)?.metric ?? []))];
}

/** Config keys that differ, and those that do not. */
export const selectConfig = memoise(
	(state: State) => [state.rows, state.versions.config, state.order.scope] as const,
	(_, state) => {
		const all = selectListed(state);
		return {differing: findDifferingKeys(all), constant: findConstantKeys(all)};
	},
);

/** Runs with the best value of a metric's column, where it is known which way is good and others have worse ones. */
export function selectBest(state: State, column: string): ReadonlySet<number> {
	const byColumn = bestByColumn(state);
	const known = byColumn.get(column) ?? findBest(state, column);
	byColumn.set(column, known);
	return known;
}
const bestByColumn = memoise(
	(state: State) => [selectListed(state), state.view.goals, state.order.sorted] as const,
	() => new Map<string, ReadonlySet<number>>(),
);

function findBest(state: State, column: string): ReadonlySet<number> {
	const shown = readMetricColumn(column);
	const goal = shown && selectGoal(state, shown.metric);
	const best = new Set<number>();
	if (shown === null || goal === null) return best;
	const rows = selectListed(state);
	const {numbers: all} = tableOf(rows).column(metricField(shown.metric, shown.aggregate, column), 0);
	// What is better the other way round, as its tracker says, is measured by another study.
	const isOther = ({goals}: RunRow): boolean => (goals?.[shown.metric] ?? goal.direction) !== goal.direction;
	const isOut = (row: RunRow): boolean => isInfeasible(row) || isOther(row);
	const numbers = rows.some(isOut) ? all.map((value, place) => (isOut(rows[place]!) ? Number.NaN : value)) : all;
	const top = topValue(numbers, goal.direction);
	for (let place = 0; place < numbers.length; place++) if (isTop(numbers[place]!, top)) best.add(rows[place]!.key);
	return best;
}

/** Line number of the cursor; 0 where it was never moved or its run is gone. */
export function cursorIndex(state: State): number {
	const {cursor} = state.view;
	return cursor === null ? 0 : (state.order.index.get(cursor) ?? 0);
}

/** Run under the cursor of the ranking; the first where that has none. */
function runOfRank({view, rows, measured}: State): RunRow | null {
	const {cursor} = view.rank;
	const key = cursor !== null && measured.rankedRuns.includes(cursor) ? cursor : measured.rankedRuns[0];
	return key === undefined ? null : (rows.get(key) ?? null);
}

/** Run under the cursor, the one that is open, or the one chosen of those compared; null on a folder or where there is none. */
export function currentRun(state: State): RunRow | null {
	const screen: Screen = topScreen(state.view);
	if (screen.kind === 'compare') return chosenRun(state, screen.runs);
	if (screen.kind === 'rank') return runOfRank(state);
	const line = state.order.lines[cursorIndex(state)];
	// A line that says what a source told is one of its run.
	if (screen.kind !== 'run' && line?.isSource === true) return line.below[0] ?? null;
	const key = screen.kind === 'run' ? screen.run : (line?.run ?? null);
	return key === null ? null : (state.rows.get(key) ?? null);
}
