import {addCondition, conditionFor} from '../../core/query/language/edit.ts';
import {rememberQuery} from '../../core/query/language/history.ts';
import type {YardstickPart} from '../../core/rank/yardstick.ts';
import type {XAxis} from '../../core/series/axis.ts';
import type {MenuItem} from '../../store/menus/menus.ts';
import {valueChoices} from '../../store/menus/value-menu.ts';
import {metricsInUse} from '../../store/selectors.ts';
import {look, type Store} from '../../store/store.ts';
import type {Menu} from '../../store/view.ts';
import {openCommand} from '../acting/open-command.ts';
import {showChosen} from '../compare/arrange-panes.ts';
import {toggleCompared} from '../compare/compare-runs.ts';
import {sortBy, sortList} from '../sort-keys.ts';
import {recallView} from '../views.ts';
import {chooseAggregate, toggleColumn, toggleMetric} from './choose-columns.ts';

/** What choosing a line of a dialog does: a sort key or an x axis closes it, the others are switched on or off until Enter. */
export function chooseItem(store: Store, menu: Menu, item: MenuItem): void {
	const {view} = store.getState();
	if (menu.kind === 'sort') {
		look(store, {menu: null});
		sortList(store, (keys, first) => sortBy(item.id, keys, first));
	} else if (menu.kind === 'axis')
		look(store, {chart: {...view.chart, x: item.id as XAxis}, range: null, chartX: null, menu: null});
	else if (menu.kind === 'pane') showChosen(store, menu, item);
	else if (menu.kind === 'rank-metric') look(store, {rank: {...view.rank, metric: item.id}, menu: null});
	else if (menu.kind === 'rank-part') look(store, {rank: {...view.rank, part: item.id as YardstickPart}, menu: null});
	else if (menu.kind === 'runs') toggleCompared(store, Number(item.id));
	else if (menu.kind === 'views') recallView(store, item.id);
	else if (menu.kind === 'values') filterByValue(store, item, false);
	else if (menu.kind === 'commands') openCommand(store, store.getState(), item.id);
	else if (menu.kind === 'columns') toggleColumn(store, item);
	else if (menu.kind === 'aggregates') chooseAggregate(store, menu.of ?? '', item);
	else look(store, {metrics: toggleMetric(metricsInUse(store.getState()), item.id)});
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
