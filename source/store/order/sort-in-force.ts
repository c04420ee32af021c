import {columnOfFound} from '../columns/field-columns.ts';
import type {State} from '../state.ts';
import type {SortKey} from '../view.ts';

/** Sort keys of the list: those of the filter's `sort:`, then the view's, to which ties fall. */
export function sortInForce({view, order}: Pick<State, 'view' | 'order'>): readonly SortKey[] {
	const asked = order.matcher.sort.map(({field, descending}): SortKey => {
		const column = columnOfFound(field);
		// The start stands for the age, the other way round.
		return column === 'age' ? {column: 'started', descending: !descending} : {column, descending};
	});
	return [...asked, ...view.sort];
}
