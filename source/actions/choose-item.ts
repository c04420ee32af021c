import {addCondition, conditionFor} from '../core/query/edit.ts';
import {rememberQuery} from '../core/query/history.ts';
import type {XAxis} from '../core/series/axis.ts';
import type {MenuItem} from '../store/menus.ts';
import {metricsInUse} from '../store/selectors.ts';
import {look, type Store} from '../store/store.ts';
import {valueChoices} from '../store/value-menu.ts';
import {defaultSort, type Menu, type SortKey} from '../store/view.ts';
import {showChosen} from './arrange-panes.ts';
import {toggleCompared} from './compare-runs.ts';
import {recallView} from './views.ts';

/** Columns that are read best from the largest value down when first sorted by. */
const largestFirst = new Set(['live', 'started', 'ended', 'updated', 'progress', 'step', 'runtime']);

/** What choosing a line of a dialog does: a sort key or an x axis closes it, the others are switched on or off until Enter. */
export function chooseItem(store: Store, menu: Menu, item: MenuItem): void {
	const {view} = store.getState();
	if (menu.kind === 'sort') look(store, {sort: sortBy(item.id, view.sort), menu: null});
	else if (menu.kind === 'axis')
		look(store, {chart: {...view.chart, x: item.id as XAxis}, range: null, chartX: null, menu: null});
	else if (menu.kind === 'pane') showChosen(store, menu, item);
	else if (menu.kind === 'runs') toggleCompared(store, Number(item.id));
	else if (menu.kind === 'views') recallView(store, item.id);
	else if (menu.kind === 'values') filterByValue(store, item, false);
	else if (menu.kind === 'columns') look(store, {columns: {...view.columns, [item.id]: item.mark !== 'on'}});
	else look(store, {metrics: toggleMetric(metricsInUse(store.getState()), item)});
}

/** Narrows the list to the runs with a value of the one under the cursor, or to those without it. */
export function filterByValue(store: Store, item: Pick<MenuItem, 'id'>, exclude: boolean): void {
	const state = store.getState();
	const {filter, history} = state.view;
	const choice = valueChoices(state)[Number(item.id)];
	if (choice === undefined) return;
	const {field, value, sign} = choice;
	const condition =
		sign === '=' ? conditionFor(field, value, exclude) : `${exclude ? 'not ' : ''}${field}${sign}${String(value)}`;
	const next = addCondition(filter, condition);
	look(store, {filter: next, history: rememberQuery(history, next), menu: null});
}

/** With the last one switched off, the choice is xtui's again. */
function toggleMetric(shown: readonly string[], item: MenuItem): readonly string[] | null {
	const metrics = item.mark === 'on' ? shown.filter(name => name !== item.id) : [...shown, item.id];
	return metrics.length === 0 ? null : metrics;
}

/** Sorts by a column; by the one in force, the other way round. Ties fall back to the usual order. */
export function sortBy(column: string, current: readonly SortKey[]): readonly SortKey[] {
	if (current[0]?.column === column) return reverseSort(current);
	if (column === defaultSort[0]!.column) return defaultSort;
	return [{column, descending: largestFirst.has(column)}, ...defaultSort];
}

/** The other way round: the first key, or the time of the usual order, in which live runs stay on top. */
export function reverseSort(current: readonly SortKey[]): readonly SortKey[] {
	const turned = current[0]?.column === 'live' ? 1 : 0;
	return current.map((key, index) => (index === turned ? {...key, descending: !key.descending} : key));
}
