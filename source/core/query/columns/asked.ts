import {Column} from './column.ts';
import type {Readable, Table} from './table.ts';

/** What a question reads of runs, found by asking it of a table that has none. */
export function readablesOf(ask: (table: Table) => unknown): Readable[] {
	const asked: Readable[] = [];
	const column = (readable: Readable): Column => {
		asked.push(readable);
		return new Column(0);
	};
	ask({size: 0, places: new Uint32Array(0), column, count: () => 0, differs: () => false});
	return asked;
}
