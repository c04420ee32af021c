import {memoise} from '../memo.ts';
import type {State} from '../state.ts';
import {columnOfFound} from './field-columns.ts';
import {isMetricColumn} from './metric-column.ts';

/** What was said of the list's columns, by hand or by the filter's `show:` and `hide:`, which go first. */
export interface ChosenColumns {
	/** Shown or hidden; null where nothing was said. */
	says: (column: string) => boolean | null;
	/** Columns of metrics where all columns were named; else null. */
	metrics: readonly string[] | null;
	/** From the left; the others keep their places. */
	order: readonly string[];
	/** All that are to be shown. */
	shown: readonly string[];
}

export const selectChosen = memoise(
	({view, order}: Pick<State, 'view' | 'order'>) => [view.columns, view.columnOrder, order.matcher] as const,
	([columns, order, {show, hide}]): ChosenColumns => {
		const hidden = new Set(hide.map(columnOfFound));
		const named = show.map(columnOfFound).filter(column => !hidden.has(column));
		if (show.length > 0)
			return {says: column => named.includes(column), metrics: named.filter(isMetricColumn), order: named, shown: named};
		const says = (column: string) => (hidden.has(column) ? false : (columns[column] ?? null));
		return {says, metrics: null, order, shown: Object.keys(columns).filter(says)};
	},
);

/** Things in an order that was asked for: those that it names share the places they have, the others stay where they are. */
export function arrange<Thing>(things: readonly Thing[], order: readonly string[], idOf: (thing: Thing) => string): Thing[] {
	const place = new Map(order.map((id, at) => [id, at]));
	const placed = things.filter(thing => place.has(idOf(thing)));
	placed.sort((a, b) => place.get(idOf(a))! - place.get(idOf(b))!);
	let next = 0;
	return things.map(thing => (place.has(idOf(thing)) ? placed[next++]! : thing));
}
