import type {Column} from './column.ts';
import {type Ranks, turnRank} from './ranks.ts';

export interface ColumnKey {
	column: Column;
	descending: boolean;
	/** Text stays text, even where it looks like a number (names). */
	textual: boolean;
}

/** One pass of counting: places with a smaller rank first, others as they stand. */
function pass(places: Uint32Array, ranks: Ranks, descending: boolean): Uint32Array {
	const {of} = ranks;
	const ranked = places.map(place => (descending ? turnRank(of[place]!, ranks) : of[place]!));
	const starts = new Uint32Array(ranks.numbers + ranks.texts + 2);
	for (const rank of ranked) starts[rank + 1]!++;
	for (let rank = 1; rank < starts.length; rank++) starts[rank]! += starts[rank - 1]!;
	const sorted = new Uint32Array(places.length);
	for (let at = 0; at < places.length; at++) sorted[starts[ranked[at]!]!++] = places[at]!;
	return sorted;
}

/**
 * Places of rows in order of several keys. Numbers come before text; missing and NaN come last in both directions; ties keep the order given.
 * Sorts by the last key first, each time by counting: the time is that of going through the rows, not of comparing them.
 */
export function orderPlaces(places: Uint32Array, keys: readonly ColumnKey[]): Uint32Array {
	return keys.reduceRight((sorted, {column, descending, textual}) => pass(sorted, column.ranks(textual), descending), places);
}
