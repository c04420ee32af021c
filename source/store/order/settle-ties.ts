import {naturalKey} from '../../core/query/columns/natural-key.ts';
import type {RowTable} from '../../core/query/columns/row-table.ts';
import type {RowKey} from '../../core/query/compile/sort.ts';
import {type RunRow, shownDir} from '../../core/row.ts';

/** Keys of the directories that were sorted last: rows change all the time while they are read, and stay where they lie. */
let known: ReadonlyMap<string, string> = new Map();

/**
 * Runs that no key tells apart, such as those of a job array that began in the same second, in order of where they lie: in the order in which
 * they were found they would stand otherwise at each start. Those of one store stay as they are.
 * @param places places in `rows`, sorted by the keys
 */
export function settleTies(
	places: Uint32Array,
	rows: readonly RunRow[],
	table: RowTable,
	keys: readonly RowKey[],
	nowMs: number,
): Uint32Array {
	const ranks = keys.map(key => table.column(key, nowMs).ranks(key.textual === true).of);
	const settled = places.slice();
	const keyOf = new Map<string, string>();
	let from = 0;
	for (let to = 1; to <= settled.length; to++) {
		if (to < settled.length && ranks.every(of => of[settled[to]!] === of[settled[from]!])) continue;
		if (to - from > 1) sortByDirectory(settled.subarray(from, to), rows, keyOf);
		from = to;
	}
	known = keyOf;
	return settled;
}

/** @param keyOf takes the keys by directory */
function sortByDirectory(places: Uint32Array, rows: readonly RunRow[], keyOf: Map<string, string>): void {
	const tied = Array.from(places, place => {
		const dir = shownDir(rows[place]!);
		const key = keyOf.get(dir) ?? known.get(dir) ?? naturalKey(dir);
		keyOf.set(dir, key);
		return {place, key};
	});
	tied.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.place - b.place));
	places.set(tied.map(({place}) => place));
}
