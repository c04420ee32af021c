import type {FileAccess} from '../../../source/core/files/files.ts';
import {Database, type SqlValue, type TakenTable} from '../../../source/encodings/sqlite/index.ts';

/** Row id and values of every row that a scan of the table shows. */
export function rowsOf(table: TakenTable): [number, ...SqlValue[]][] {
	const rows: [number, ...SqlValue[]][] = [];
	table.scan(row => {
		rows.push([row.rowid, ...table.shape.columns.map((_, column) => row.value(column))]);
	});
	return rows;
}

/** One table of a database, all of it. */
export function takeTable(files: FileAccess, path: string, table: string): TakenTable {
	const taken = new Database(files, path).take(() => [{table}]);
	if (typeof taken === 'string') throw new Error(`${path} is ${taken}`);
	return taken.tables.get(table)!;
}
