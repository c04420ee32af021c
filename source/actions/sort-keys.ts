import {setDirective} from '../core/query/language/edit.ts';
import {readMetricColumn} from '../store/columns/metric-column.ts';
import {selectGoal} from '../store/menus/goals.ts';
import {sortInForce} from '../store/order/sort-in-force.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';
import {chosenKeys, defaultSort, reverseSort, type SortKey} from '../store/view.ts';

/** Sorts the list anew, from the keys that are in force; what the filter says of the order is taken over, and out of it. */
export function sortList(store: Store, change: (keys: readonly SortKey[], first: FirstTime) => readonly SortKey[]): void {
	const state = store.getState();
	const {view, order} = state;
	const filter = order.matcher.sort.length > 0 ? setDirective(view.filter, 'sort', null) : view.filter;
	look(store, {sort: change(sortInForce(state), firstTimeIn(state)), filter});
}

/** Columns that are read best from the largest value down when first sorted by. */
const largestFirst = new Set(['live', 'started', 'ended', 'updated', 'progress', 'step', 'runtime']);

/** How a column is sorted by when it was not yet. */
export type FirstTime = (column: string) => SortKey;

/** The best value of a metric stands on top, where it is known which way is better. */
function firstTimeIn(state: State): FirstTime {
	return column => {
		const shown = readMetricColumn(column);
		if (shown === null) return {column, descending: largestFirst.has(column)};
		return {column, descending: selectGoal(state, shown.metric)?.direction === 'up'};
	};
}

/** Sorts by a column; by the one in force, the other way round. Ties fall back to the usual order. */
export function sortBy(column: string, current: readonly SortKey[], firstTime: FirstTime): readonly SortKey[] {
	if (current[0]?.column === column) return reverseSort(current);
	if (column === defaultSort[0]!.column) return defaultSort;
	return [firstTime(column), ...defaultSort];
}

/** Sorts by a column besides the others: as the last key, the other way round where it is one already, and no more at the third time. */
export function addSortKey(column: string, current: readonly SortKey[], firstTime: FirstTime): readonly SortKey[] {
	const keys = chosenKeys(current);
	const known = keys.find(key => key.column === column);
	const first = firstTime(column);
	if (known === undefined) return [...keys, first, ...defaultSort];
	if (known.descending === first.descending)
		return [...keys.map(key => (key === known ? {...key, descending: !key.descending} : key)), ...defaultSort];
	return [...keys.filter(key => key !== known), ...defaultSort];
}
