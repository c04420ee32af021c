import type {RunRow} from '../core/row.ts';
import {allColumns, columnsOfQuery} from '../core/table/default-columns.ts';
import {renderTable, type TableFormat} from '../core/table/render.ts';
import {localZone} from '../io/local-zone.ts';
import type {Selection} from './select.ts';

/** The list as lines: aligned text for people, nothing cut; CSV and Markdown for other programs, whose every field is asked for with `all`. */
export function listLines(
	{query, rows}: Selection,
	known: readonly RunRow[],
	format: TableFormat,
	isAll: boolean,
	nowMs: number,
): string[] {
	const columns = isAll ? allColumns(known) : columnsOfQuery(query, rows);
	return renderTable(rows, columns, format, {nowMs, zone: localZone});
}
