import type {Column} from '../../query/columns/column.ts';
import type {FieldValue} from '../../query/fields/attributes.ts';
import type {TextNumbers} from '../../text-numbers.ts';
import {put} from '../gather.ts';
import {keyOf, textNumbersOf} from './part-rows.ts';

/** Places below one value of lists. */
export interface Part {
	/** Null where the list is empty. */
	value: string | null;
	members: Uint32Array;
}

const keysOf = (value: FieldValue, numbers: TextNumbers): readonly (string | null)[] =>
	Array.isArray(value) ? [...new Set(value)] : [keyOf(value, numbers)];

/** Puts places below each of the values that their lists hold, so that one may stand below several; the parts in the order of their first place. */
export function partByEach(places: Uint32Array, column: Column): Part[] {
	const parts = new Map<string | null, number[]>();
	const numbers = textNumbersOf(column);
	for (const place of places) for (const key of keysOf(column.valueAt(place), numbers)) put(parts, key, place);
	return Array.from(parts, ([value, members]) => ({value, members: Uint32Array.from(members)}));
}
