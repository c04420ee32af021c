import type {RunRow} from '../core/row.ts';
import {type SortValue, sortReader} from './sort-values.ts';
import type {SortKey} from './view.ts';

const collator = new Intl.Collator('en', {numeric: true, sensitivity: 'base'});

/**
 * Rows in order, by each key in turn, ties in the order given. Missing values come last in both directions; numbers come before texts.
 * The values are read once a row, not once a comparison.
 */
export function sortRows(rows: readonly RunRow[], keys: readonly SortKey[]): RunRow[] {
	const columns = keys.map(key => {
		const read = sortReader(key.column);
		return {values: rows.map(read), sign: key.descending ? -1 : 1};
	});
	const indexes = rows.map((_, index) => index);
	indexes.sort((a, b) => {
		for (const {values, sign} of columns) {
			const difference = compare(values[a]!, values[b]!, sign);
			if (difference !== 0) return difference;
		}
		return a - b;
	});
	return indexes.map(index => rows[index]!);
}

function compare(a: SortValue, b: SortValue, sign: number): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
	if (typeof a === 'number') return typeof b === 'number' ? sign * Math.sign(a - b) : -1;
	if (typeof b === 'number') return 1;
	return a === b ? 0 : sign * collator.compare(a, b);
}
