import {rowsAt, tableOf} from '../../core/query/columns/row-table.ts';
import {placesOf} from '../../core/query/compile/predicate.ts';
import type {Scope} from '../../core/query/compile/scope.ts';
import {sortTable} from '../../core/query/compile/sort.ts';
import type {RunRow} from '../../core/row.ts';
import {groupRows, type RunGroup} from '../../core/table/groups/group.ts';
import {sortGroups, toGroupKey} from '../../core/table/groups/sort-groups.ts';
import type {ListLine} from '../../core/table/lines/list-line.ts';
import {makeLines} from '../../core/table/lines/list-lines.ts';
import type {ZoneOffset} from '../../core/text/units.ts';
import {type FieldColumns, findFieldColumns, noFieldColumns} from '../columns/field-columns.ts';
import {everything, type Matcher, makeMatcher} from '../filter/matcher.ts';
import {findLevels, type Levels, noLevels} from '../menus/levels.ts';
import type {View} from '../view.ts';
import {LineIndex} from './line-index.ts';
import {settleTies} from './settle-ties.ts';
import {isLiveColumn, sortKeyOf} from './sort-values.ts';
import {findUsualOrder, noUsualOrder, type UsualOrder} from './usual-order.ts';

/** How soon the list must be put in order again: not at all, when the eye can bear it, or with the next frame. */
export type OrderNeed = 'none' | 'later' | 'now';

/** The list as it is shown: filtered, sorted, and in a tree where wanted. */
export interface Order {
	lines: readonly ListLine[];
	/** Line number of each key. */
	index: LineIndex;
	/** Runs that the filter lets through. */
	matching: number;
	matcher: Matcher;
	/** Which of the runs that were put away the filter speaks of. */
	scope: Scope;
	levels: Levels;
	usual: UsualOrder;
	/** Those runs, sorted. */
	sorted: readonly RunRow[];
	/** The same below headings, null for none. */
	groups: readonly RunGroup[] | null;
	/** Fields of the columns that are written as such, by the column's id. */
	fieldColumns: FieldColumns;
	need: OrderNeed;
	madeAtMs: number;
}

export const emptyOrder: Order = {
	lines: [],
	index: new LineIndex([]),
	matching: 0,
	matcher: everything,
	scope: 'active',
	levels: noLevels,
	usual: noUsualOrder,
	sorted: [],
	groups: null,
	fieldColumns: noFieldColumns,
	need: 'now',
	madeAtMs: 0,
};

const restMs = 2000;
/** While runs are still being found and read, their states come in one by one. */
const loadingRestMs = 250;
const handsOffMs = 1000;

/** Remembers that something changed; a stronger need wins. */
export function defer(order: Order, need: OrderNeed): Order {
	if (need === 'none' || order.need === 'now' || order.need === need) return order;
	return {...order, need};
}

/** True where the order of the list can change by what a run says of itself later on. */
export function canMove(view: View): boolean {
	return view.filter !== '' || view.group.length > 0 || view.tree !== 'flat' || view.sort.some(key => isLiveColumn(key.column));
}

/** True when the list may be put in order now: values that only move wait 2 s from the last time and 1 s from the last key. */
export function isDue(
	order: Order,
	view: View,
	{nowMs, keyAtMs, loading}: {nowMs: number; keyAtMs: number; loading: boolean},
): boolean {
	if (order.need === 'now') return true;
	if (order.need === 'none') return false;
	return canMove(view) && nowMs - order.madeAtMs >= (loading ? loadingRestMs : restMs) && nowMs - keyAtMs >= handsOffMs;
}

export interface OrderSource {
	/** Those that the list is about, as an array: all but what was put away, unless the filter speaks of that. */
	all: readonly RunRow[];
	/** Changes whenever the runs may have other fields. */
	version: string;
	view: View;
	nowMs: number;
	zone: ZoneOffset;
}

/** Filters, sorts and groups all rows. An order or a grouping that the filter asks for goes before the view's. */
export function makeOrder(source: OrderSource, previous: Order): Order {
	const {all, version, view, nowMs, zone} = source;
	const matcher = makeMatcher(view.filter, all, version, zone, previous.matcher);
	const table = tableOf(all);
	const mask = matcher.select(table, nowMs);
	const fieldColumns = findFieldColumns(source, matcher, previous.fieldColumns);
	const {fields} = fieldColumns;
	const chosen = view.sort.map(key => sortKeyOf(key, fields));
	const usual = findUsualOrder({all, sort: view.sort, fields}, chosen, nowMs, previous.usual);
	const keys = [...matcher.sort.map(toGroupKey), ...chosen];
	const found = placesOf(mask, matcher.sort.length === 0 ? usual.places : table.places);
	const ordered = matcher.sort.length === 0 ? found : settleTies(sortTable(table, keys, nowMs, found), all, table, keys, nowMs);
	const places = ordered.subarray(0, matcher.limit ?? ordered.length);
	const sorted = rowsAt(all, places);
	const levels = findLevels(matcher, source, previous.levels);
	const groups = levels.fields.length === 0 ? null : groupRows(all, levels.fields, nowMs, places);
	const ranked = groups && sortGroups(groups, table, keys, view.spread, nowMs);
	const order = {...previous, sorted, groups: ranked, matching: sorted.length, matcher, levels, usual, fieldColumns};
	return {...refold(order, source), need: 'none', madeAtMs: nowMs};
}

/** The same order with other lines opened and closed: nothing is filtered or sorted. */
export function refold(order: Order, {all, view}: Pick<OrderSource, 'all' | 'view'>): Order {
	const lines = makeLines(order.sorted, order.groups, all, view);
	return {...order, lines, index: new LineIndex(lines)};
}
