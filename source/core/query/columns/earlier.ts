import type {Column} from './column.ts';
import {type Following, joinFollowing} from './follow-rows.ts';

export interface KeptColumn {
	column: Column;
	/** NaN where time changes nothing. */
	readAtMs: number;
}

/** What has been read of the rows of one table. */
export interface Known {
	columns: Map<string, KeptColumn>;
	/** Whether all rows have one value, or none has any. */
	constant: Map<string, boolean>;
}

/** What was read of an earlier table, and what became of its rows since. */
export interface Earlier extends Known {
	following: Following;
}

/** Tables that are looked back to. */
const mostEarlier = 6;

/** Two changes as one, where the rows stayed in their places: what the older one knows is then true for the places that neither has changed. */
function merge(older: Earlier, newer: Earlier): Earlier[] {
	if (older.following.from !== null || newer.following.from !== null) return [newer];
	return [
		{
			columns: new Map([...older.columns, ...newer.columns]),
			constant: new Map([...older.constant, ...newer.constant]),
			following: older.following,
		},
	];
}

/** What a table of so many rows can take over from the one before it, and from those before that; the newest first. */
export function lookBack(before: Known & {earlier: readonly Earlier[]}, following: Following, size: number): Earlier[] {
	const {columns, constant} = before;
	const all = [
		{columns, constant, following},
		...before.earlier.map(one => ({...one, following: joinFollowing(one.following, following)})),
	];
	// To read anew costs little more than to follow what has changed in most places.
	const useful = all.filter(({following: {changed}}) => changed.length * 2 <= size);
	const [newer, older] = useful.slice(mostEarlier - 1);
	return older === undefined ? useful : [...useful.slice(0, mostEarlier - 1), ...merge(older, newer!)];
}
