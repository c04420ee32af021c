import {tableOf} from '../../core/query/columns/row-table.ts';
import {type RowKey, sortTable} from '../../core/query/compile/sort.ts';
import type {RunRow} from '../../core/row.ts';
import type {SortKey} from '../view.ts';
import {settleTies} from './settle-ties.ts';

/** The order of all runs by the view's sorting. A filter that is being typed takes its runs from it and sorts nothing. */
export interface UsualOrder {
	all: readonly RunRow[];
	sort: readonly SortKey[];
	/** What the columns of the sorting were found to be. */
	fields: unknown;
	/** Places in `all`. */
	places: Uint32Array;
}

export const noUsualOrder: UsualOrder = {all: [], sort: [], fields: null, places: new Uint32Array(0)};

/** The usual order, the same one for as long as neither a run nor the sorting changes. */
export function findUsualOrder(
	wanted: Omit<UsualOrder, 'places'>,
	keys: readonly RowKey[],
	nowMs: number,
	previous: UsualOrder,
): UsualOrder {
	const {all, sort, fields} = wanted;
	if (previous.all === all && previous.sort === sort && previous.fields === fields) return previous;
	const table = tableOf(all);
	return {...wanted, places: settleTies(sortTable(table, keys, nowMs), all, table, keys, nowMs)};
}
