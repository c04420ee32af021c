import type {TakenTable} from '../../encodings/sqlite/index.ts';
import {findChangedPages, liesIn, type Range, rangesOf, type StoreMark} from './store-mark.ts';
import type {StoreReading} from './store-reading.ts';

/** What of a table is to be read again: pages by their index. */
export type Rest = ReadonlyMap<string, readonly number[]>;

/**
 * Holds a store against what an earlier start has marked.
 * @param kept runs of which that start has kept what it read
 * @returns those of them of which nothing has changed, and where the rows of all others lie; null where all has to be read
 */
export function resume(
	reading: StoreReading,
	tables: ReadonlyMap<string, TakenTable>,
	mark: StoreMark,
	kept: ReadonlySet<string>,
): {standing: Set<string>; rest: Rest} | null {
	const standing = new Set(mark.keys.filter((key, i) => kept.has(key) && reading.printOf(key) === mark.prints[i]));
	const changes = new Map<string, Range[]>();
	for (const {name} of reading.added) {
		const [table, marked] = [tables.get(name), mark.tables.get(name)];
		if (table === undefined && marked?.pages.length === 0) continue;
		const changed = table === undefined || marked === undefined ? null : findChangedPages(table, marked);
		if (changed === null) return null;
		changes.set(name, changed);
		dropChanged(standing, reading.keyReader(table!), table!, changed);
		for (const key of findWithin(mark, name, joinRanges(changed), standing)) standing.delete(key);
	}
	const rest = new Map<string, readonly number[]>();
	for (const [name, changed] of changes) rest.set(name, findRest(mark, name, tables.get(name)!, changed, standing));
	return {standing, rest};
}

function dropChanged(
	standing: Set<string>,
	keyOf: ReturnType<StoreReading['keyReader']>,
	table: TakenTable,
	changed: readonly Range[],
): void {
	for (const {index} of changed)
		table.scanPage(index, row => {
			const key = keyOf(row);
			if (key !== null) standing.delete(key);
		});
}

/** Ranges that follow on each other as one. */
function joinRanges(ranges: readonly Range[]): Range[] {
	const joined: Range[] = [];
	for (const range of ranges) {
		const last = joined.at(-1);
		if (last?.highest === range.after) last.highest = range.highest;
		else joined.push({...range});
	}
	return joined;
}

/** Runs of a set that had rows in any of the ranges. */
function findWithin({keys, tables}: StoreMark, name: string, ranges: readonly Range[], among: ReadonlySet<string>): string[] {
	const {spans} = tables.get(name)!;
	return keys.filter((key, i) => among.has(key) && ranges.some(range => liesIn(range, spans[2 * i]!, spans[2 * i + 1]!)));
}

function findRest(
	{keys, tables}: StoreMark,
	name: string,
	table: TakenTable,
	changed: readonly Range[],
	standing: ReadonlySet<string>,
): number[] {
	const {spans} = tables.get(name)!;
	const others = keys.flatMap((key, i) => (standing.has(key) ? [] : [[spans[2 * i]!, spans[2 * i + 1]!] as const]));
	const indices = new Set(changed.map(({index}) => index));
	const isRest = (range: Range) => indices.has(range.index) || others.some(([first, last]) => liesIn(range, first, last));
	return rangesOf(table).flatMap(range => (isRest(range) ? [range.index] : []));
}
