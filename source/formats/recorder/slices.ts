import type {RecordSlice, RecordSliceAnswer} from '../format.ts';
import {shown} from './summary.ts';
import type {RecordTable} from './table.ts';

type Value = number | string | boolean;

/** Answers over the flat view, whatever level a key comes from: "mean x of episode 2 over all experiments". Groups ascend. */
export function slice(table: RecordTable, rows: Iterable<number>, {of, where = {}, by}: RecordSlice): RecordSliceAnswer[] {
	const valueAt = table.reader(of);
	const groupAt = by === undefined ? null : anyReader(table, by);
	const wanted = Object.entries(where).map(([key, value]) => ({at: anyReader(table, key), value}));
	const groups = new Map<Value | null, RecordSliceAnswer>();
	for (const row of rows) {
		const value = valueAt(row);
		if (value === undefined || !Number.isFinite(value) || wanted.some(({at, value: needed}) => at(row) !== needed)) continue;
		const group = groupAt === null ? null : groupAt(row);
		if (group === undefined) continue;
		const answer = groups.get(group) ?? {group, count: 0, mean: 0, min: Infinity, max: -Infinity};
		answer.count++;
		answer.mean += (value - answer.mean) / answer.count;
		answer.min = Math.min(answer.min, value);
		answer.max = Math.max(answer.max, value);
		groups.set(group, answer);
	}
	return [...groups.values()].sort((a, b) => compare(a.group, b.group));
}

/** A number that a row has or inherits, or a text or truth value that it inherits; also the automatic keys. */
function anyReader(table: RecordTable, key: string): (row: number) => Value | undefined {
	const numberAt = table.reader(key);
	return row => {
		const number = numberAt(row);
		if (number !== undefined) return number;
		const inherited = table.chainOf(row).inherited.get(key);
		const value = inherited === undefined ? null : shown(inherited);
		return value === null || typeof value === 'object' ? undefined : value;
	};
}

function compare(a: Value | null, b: Value | null): number {
	return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
