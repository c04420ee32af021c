import type {RunRow} from '../../row.ts';

/**
 * Where each row stood among the rows before: -1 for one that is new or has changed. Rows are replaced and never changed. Most often all
 * stand where they stood; only where some have come or gone are they looked up.
 */
export function followRows(before: readonly RunRow[], rows: readonly RunRow[]): Int32Array {
	const from = new Int32Array(rows.length).fill(-1);
	let places: Map<number, number> | null = null;
	let next = 0;
	for (let place = 0; place < rows.length; place++) {
		const row = rows[place]!;
		let at: number | undefined = next;
		if (before[next]?.key !== row.key) {
			places ??= new Map(before.map(({key}, index) => [key, index]));
			at = places.get(row.key);
			if (at === undefined) continue;
		}
		if (before[at] === row) from[place] = at;
		next = at + 1;
	}
	return from;
}
