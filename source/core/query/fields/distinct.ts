import type {RunRow} from '../../row.ts';
import type {FieldValue, ReadField} from './attributes.ts';

/** A value as text that two equal values share; null where it is missing. */
export function textOfFieldValue(value: FieldValue): string | null {
	if (value === null || typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : value.join(', ');
}

/** Whether two of the rows hold different values; having one and not having one differ too. Stops at the first difference. */
export function hasDifferences(rows: readonly RunRow[], read: ReadField, nowMs: number): boolean {
	const [first] = rows;
	if (!first) return false;
	const value = read(first, nowMs);
	const text = textOfFieldValue(value);
	return rows.some(row => {
		const other = read(row, nowMs);
		return !Object.is(other, value) && textOfFieldValue(other) !== text;
	});
}

/** Values with the number of rows that hold each, most frequent first; each element of a list counts for itself. */
export function countValues(rows: readonly RunRow[], read: ReadField, nowMs: number): {value: number | string; runs: number}[] {
	const counts = new Map<number | string, number>();
	const count = (value: number | string): void => {
		counts.set(value, (counts.get(value) ?? 0) + 1);
	};
	for (const row of rows) {
		const value = read(row, nowMs);
		if (typeof value === 'number' || typeof value === 'string') count(value);
		else if (value) for (const element of new Set(value)) count(element);
	}
	const list = Array.from(counts, ([value, runs]) => ({value, runs}));
	return list.sort((a, b) => b.runs - a.runs || (a.value < b.value ? -1 : 1));
}
