import type {ReadField} from '../query/fields/attributes.ts';
import type {RunRow} from '../row.ts';
import type {Direction} from './direction.ts';

/** Rows with the best finite value of a number, several where they share it; [] where no row has one, or all have the same. */
export function findBest(rows: readonly RunRow[], read: ReadField, direction: Direction, nowMs: number): RunRow[] {
	let best = Number.NaN;
	let found: RunRow[] = [];
	let compared = 0;
	for (const row of rows) {
		const value = read(row, nowMs);
		if (typeof value !== 'number' || !Number.isFinite(value)) continue;
		compared++;
		if (value === best) found.push(row);
		else if (Number.isNaN(best) || (direction === 'down' ? value < best : value > best)) {
			best = value;
			found = [row];
		}
	}
	return compared > found.length ? found : [];
}
