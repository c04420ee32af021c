import {type SortKey as RowKey, sortPlaces} from '../../core/query/compile/sort.ts';
import type {RunRow} from '../../core/row.ts';
import type {SortKey} from '../view.ts';

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
	return {...wanted, places: sortPlaces(all, keys, nowMs)};
}

/** Places in `all` of the runs that match, sorted by other keys. */
export function sortMatching(all: readonly RunRow[], matches: Uint8Array, keys: readonly RowKey[], nowMs: number): Uint32Array {
	const matching = Uint32Array.from(all.keys()).filter(place => matches[place] === 1);
	const rows = Array.from(matching, place => all[place]!);
	return sortPlaces(rows, keys, nowMs).map(place => matching[place]!);
}
