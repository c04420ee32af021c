import {readColumn} from '../columns/column.ts';
import {orderPlaces} from '../columns/order-places.ts';
import type {Readable, Table} from '../columns/table.ts';
import type {FieldValue} from '../fields/attributes.ts';

/** How things of one kind are put in order. */
export interface SortKey<Item> {
	read: (item: Item, nowMs: number) => FieldValue;
	descending: boolean;
	/** Text stays text, even where it looks like a number (names). */
	textual?: boolean;
}

/** How runs are put in order. */
export interface RowKey extends Readable {
	descending: boolean;
	textual?: boolean;
}

/** Places of rows in order of several keys, see `orderPlaces`. */
export function sortTable(table: Table, keys: readonly RowKey[], nowMs: number, places = table.places): Uint32Array {
	const columns = keys.map(key => ({
		column: table.column(key, nowMs),
		descending: key.descending,
		textual: key.textual === true,
	}));
	return orderPlaces(places, columns);
}

/** Things of another kind in that order, as a new array. */
export function sortItems<Item>(items: readonly Item[], keys: readonly SortKey<Item>[], nowMs: number): Item[] {
	const columns = keys.map(({read, descending, textual}) => ({
		column: readColumn(items, item => read(item, nowMs)),
		descending,
		textual: textual === true,
	}));
	return Array.from(orderPlaces(Uint32Array.from(items.keys()), columns), place => items[place]!);
}
