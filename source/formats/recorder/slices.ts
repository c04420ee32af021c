import type {SliceComparison, SliceCondition} from '../../core/slice-question.ts';
import type {RecordSlice, RecordSliceAnswer} from '../format.ts';
import {isAutomatic} from './chains.ts';
import type {RecordTable} from './table.ts';

type Value = number | string | boolean;

/** Answers over the flat view, whatever level a key comes from: "mean x of episode 2 over all experiments". Groups ascend. */
export function slice(
	table: RecordTable,
	rows: Iterable<number>,
	{of, where = {}, and = [], by}: RecordSlice,
): RecordSliceAnswer[] {
	const valueAt = isAutomatic(of) ? numbersOf(table.anyReader(of)) : table.reader(of);
	const groupAt = by === undefined ? null : table.anyReader(by);
	const equal = Object.entries(where).map(([key, value]): SliceCondition => ({key, is: '=', value}));
	const wanted = [...equal, ...and].map(({key, is, value}) => ({at: table.anyReader(key), is, value}));
	const groups = new Map<Value | null, RecordSliceAnswer>();
	for (const row of rows) {
		const value = valueAt(row);
		if (value === undefined || !Number.isFinite(value)) continue;
		if (!wanted.every(({at, is, value: needed}) => holds(at(row), is, needed))) continue;
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

function holds(found: Value | undefined, is: SliceComparison, needed: Value): boolean {
	if (is === '=') return found === needed;
	if (is === '!=') return found !== needed;
	if (typeof found !== 'number' || typeof needed !== 'number') return false;
	if (is === '<') return found < needed;
	if (is === '<=') return found <= needed;
	return is === '>' ? found > needed : found >= needed;
}

/** Automatic keys are no metrics and stand in no column; one may ask for their numbers all the same. */
function numbersOf(valueAt: (row: number) => Value | undefined): (row: number) => number | undefined {
	return row => {
		const value = valueAt(row);
		return typeof value === 'number' ? value : undefined;
	};
}

function compare(a: Value | null, b: Value | null): number {
	return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
