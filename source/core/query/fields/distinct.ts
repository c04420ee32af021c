import {isAlike} from '../columns/alike.ts';
import type {Readable, Shown} from '../columns/row-table.ts';

/** Whether two of the runs hold different values; having one and not having one differ too. Stops at the first difference. */
export function hasDifferences({table, places}: Shown, readable: Readable, nowMs: number): boolean {
	const [first] = places;
	if (first === undefined || table.isConstant(readable, nowMs)) return false;
	const {rows} = table;
	const value = readable.read(rows[first]!, nowMs);
	return places.some(place => !isAlike(readable.read(rows[place]!, nowMs), value));
}
