import type {SliceComparison, SliceCondition} from '../../core/slice-question.ts';
import type {RecordSlice, RecordSliceAnswer} from '../format.ts';
import {isAutomatic} from './chains.ts';
import type {RecordTable, RecordValue as Value} from './table.ts';

/** Answers over the flat view, whatever level a key comes from: "mean x of episode 2 over all experiments". Groups ascend. */
export function slice(
	table: RecordTable,
	rows: Iterable<number>,
	{of, where = {}, and = [], by}: RecordSlice,
): RecordSliceAnswer[] {
	const valueAt = isAutomatic(of) ? numbersOf(table.anyReader(of)) : table.reader(of);
	const groupAt = by === undefined ? null : table.anyReader(by);
	const equal = Object.entries(where).map(([key, value]): SliceCondition => ({key, is: '=', value}));
	const wanted = [...equal, ...and].map(({key, is, value, digits}) => ({
		at: table.anyReader(key),
		is,
		value: digits === undefined ? value : BigInt(digits),
	}));
	const groups = new Map<Value | null, Omit<RecordSliceAnswer, 'group'>>();
	for (const row of rows) {
		const value = valueAt(row);
		if (value === undefined || !Number.isFinite(value)) continue;
		if (!wanted.every(({at, is, value: needed}) => holds(at(row), is, needed))) continue;
		// What has no plain value there is a group too: nobody should miss it.
		const group = groupAt?.(row) ?? null;
		const answer = groups.get(group) ?? {count: 0, mean: 0, min: Infinity, max: -Infinity};
		answer.count++;
		answer.mean += (value - answer.mean) / answer.count;
		answer.min = Math.min(answer.min, value);
		answer.max = Math.max(answer.max, value);
		groups.set(group, answer);
	}
	return [...groups]
		.sort(([a], [b]) => compare(a, b))
		.map(([group, answer]) => ({group: typeof group === 'bigint' ? String(group) : group, ...answer}));
}

function holds(found: Value | null | undefined, is: SliceComparison, needed: Value): boolean {
	if (is === '=') return isEqual(found, needed);
	if (is === '!=') return !isEqual(found, needed);
	if (!isNumeric(found) || !isNumeric(needed)) return false;
	if (is === '<') return found < needed;
	if (is === '<=') return found <= needed;
	return is === '>' ? found > needed : found >= needed;
}

/** Numbers of which `=` is true by their names, as a person and Python write them. */
const named = new Map([
	['nan', Number.NaN],
	['inf', Number.POSITIVE_INFINITY],
	['+inf', Number.POSITIVE_INFINITY],
	['-inf', Number.NEGATIVE_INFINITY],
]);

/** Whole numbers beyond 2^53 and others are compared by their exact values, as Python does. */
function isEqual(found: Value | null | undefined, needed: Value): boolean {
	if (found === null) return typeof needed === 'string' && /^(none|null)$/i.test(needed);
	if (isNumeric(found) && isNumeric(needed)) return found >= needed && found <= needed;
	if (typeof found === 'number' && typeof needed === 'string') return Object.is(found, named.get(needed.toLowerCase()));
	return found === needed;
}

function isNumeric(value: Value | null | undefined): value is number | bigint {
	return typeof value === 'number' || typeof value === 'bigint';
}

/** Automatic keys are no metrics and stand in no column; one may ask for their numbers all the same. */
function numbersOf(valueAt: (row: number) => Value | null | undefined): (row: number) => number | undefined {
	return row => {
		const value = valueAt(row);
		return isNumeric(value) ? Number(value) : undefined;
	};
}

function compare(a: Value | null, b: Value | null): number {
	if (isNumeric(a) && isNumeric(b)) return a < b ? -1 : Number(a > b);
	// What is in no other group comes last.
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	return String(a).localeCompare(String(b));
}
