import {setDirective} from '../core/query/language/edit.ts';
import {columnItems} from '../store/columns/column-items.ts';
import {columnOfFound} from '../store/columns/field-columns.ts';
import {sortInForce} from '../store/order/sort-in-force.ts';
import type {State} from '../store/state.ts';
import {look, type Store} from '../store/store.ts';

/** Columns of the list that can change places: all but the status and the name. */
function movableColumns({measured}: State): string[] {
	return measured.columns.filter(column => column !== 'status' && column !== 'name').map(tableColumn);
}

/** The column of the table that shows a sort key. */
const tableColumn = (key: string): string => (key === 'started' ? 'age' : key);

/** The column that the list is sorted by, where that is one that can be moved; else null. */
export function columnInHand(state: State): string | null {
	const column = tableColumn(sortInForce(state)[0]?.column ?? '');
	return movableColumns(state).includes(column) ? column : null;
}

/** Things with one of them moved past its neighbour. */
function swap(things: readonly string[], thing: string, other: string): string[] {
	return things.map(each => (each === thing ? other : each === other ? thing : each));
}

/** Moves the column that the list is sorted by past the next one in view. Where the filter names the columns they change places there. */
export function moveShownColumn(store: Store, state: State, by: 1 | -1): void {
	const columns = movableColumns(state);
	const column = columnInHand(state);
	const other = column === null ? undefined : columns[columns.indexOf(column) + by];
	if (column === null || other === undefined) return;
	const {show} = state.order.matcher;
	if (show.length > 0) {
		const labels = new Map(show.map(field => [columnOfFound(field), field.label]));
		const named = swap([...labels.keys()], column, other).map(id => labels.get(id)!);
		look(store, {filter: setDirective(state.view.filter, 'show', `show:${named.join(',')}`)});
		return;
	}
	const known = columnItems(state).map(({id}) => id);
	look(store, {columnOrder: swap([...known, ...columns.filter(id => !known.includes(id))], column, other)});
}
