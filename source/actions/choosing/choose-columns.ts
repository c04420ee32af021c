import type {AggregateChoice} from '../../core/table/columns/columns.ts';
import type {Direction} from '../../core/table/metrics/direction.ts';
import {columnItems} from '../../store/columns/column-items.ts';
import {readMetricColumn} from '../../store/columns/metric-column.ts';
import {columnsOfMetric} from '../../store/menus/goals.ts';
import type {MenuItem} from '../../store/menus/menu-item.ts';
import {metricsInUse} from '../../store/selectors.ts';
import {look, type Store} from '../../store/store.ts';

/** Metrics shown with one more or less; with the last one switched off, the choice is xtui's again. */
export function toggleMetric(shown: readonly string[], metric: string): readonly string[] | null {
	const metrics = shown.includes(metric) ? shown.filter(name => name !== metric) : [...shown, metric];
	return metrics.length === 0 ? null : metrics;
}

/** Shows or hides a column. The only column of a metric goes with the metric. */
export function toggleColumn(store: Store, item: MenuItem): void {
	const state = store.getState();
	const {columns} = state.view;
	const metric = readMetricColumn(item.id)?.metric;
	if (metric !== undefined && item.mark === 'on' && columnsOfMetric(state, metric).length === 1)
		look(store, {metrics: toggleMetric(metricsInUse(state), metric)});
	else look(store, {columns: {...columns, [item.id]: item.mark !== 'on'}});
}

/** Moves a column past the next one that is shown, to the left or the right; gives back the line of the dialog that it has then. */
export function moveColumn(store: Store, item: MenuItem, by: 1 | -1): number {
	const items = columnItems(store.getState());
	const from = items.findIndex(({id}) => id === item.id);
	let to = from + by;
	while (items[to] !== undefined && items[to]!.mark !== 'on') to += by;
	if (item.mark !== 'on' || items[to] === undefined) return from;
	const order = items.map(({id}) => id);
	order.splice(from, 1);
	order.splice(to, 0, item.id);
	look(store, {columnOrder: order});
	return to;
}

/** Switches an aggregate of a metric on or off, or says which way the metric is better; said twice, it is as it was found again. */
export function chooseAggregate(store: Store, metric: string, {id}: MenuItem): void {
	const {aggregates, goals} = store.getState().view;
	if (id.startsWith('goal ')) {
		const {[metric]: before, ...others} = goals;
		const direction = id.slice(5) as Direction;
		look(store, {goals: before === direction ? others : {...others, [metric]: direction}});
		return;
	}
	const {[metric]: known, ...others} = aggregates;
	const before: readonly AggregateChoice[] = known ?? ['last'];
	const choice = id as AggregateChoice;
	const after = before.includes(choice) ? before.filter(one => one !== choice) : [...before, choice];
	const isUsual = after.length === 0 || (after.length === 1 && after[0] === 'last');
	look(store, {aggregates: isUsual ? others : {...others, [metric]: after}});
}
