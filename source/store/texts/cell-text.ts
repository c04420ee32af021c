import type {RunRow} from '../../core/row.ts';
import {readableText} from '../../core/table/columns/cell-text.ts';
import {makeColumn} from '../../core/table/columns/columns.ts';
import {fullText} from '../../core/text/numbers.ts';
import type {State} from '../state.ts';
import {columnText} from './column-text.ts';
import {settingCell} from './setting-cell.ts';

/** What a column says of a row, columns of any field of the query language among them; '' where it has nothing. */
export function cellText(row: RunRow, column: string, state: State): string {
	if (column.startsWith('c:')) return settingCell(row, column.slice(2), state);
	if (!column.startsWith('f:')) return columnText(row, column);
	const {order, nowMs, zone} = state;
	const field = order.fieldColumns.fields.get(column);
	return field === undefined ? '' : readableText(makeColumn(field), row, {...fullText, nowMs, zone});
}
