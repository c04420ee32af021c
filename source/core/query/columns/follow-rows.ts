import type {RunRow} from '../../row.ts';

/** What became of rows. They are replaced, never changed. */
export interface Following {
	/** Where each row stood before: -1 for one that is new or has changed; null where all stand where they stood. */
	from: Int32Array | null;
	/** Places of those that are new or have changed. */
	changed: readonly number[];
}

/** Follows rows from one array to the next. Most often none has come or gone; only then are they looked up. */
export function followRows(before: readonly RunRow[], rows: readonly RunRow[]): Following {
	const areInPlace = before.length === rows.length && rows.every(({key}, place) => key === before[place]!.key);
	const places = areInPlace ? null : new Map(before.map(({key}, place) => [key, place]));
	const from = places && Int32Array.from(rows, row => stoodAt(row, before, places));
	const changed: number[] = [];
	for (let place = 0; place < rows.length; place++)
		if (from === null ? rows[place] !== before[place] : from[place] === -1) changed.push(place);
	return {from, changed};
}

function stoodAt(row: RunRow, before: readonly RunRow[], places: ReadonlyMap<number, number>): number {
	const place = places.get(row.key) ?? -1;
	return before[place] === row ? place : -1;
}

/** What became of rows over two changes, one after the other. */
export function joinFollowing(first: Following, second: Following): Following {
	if (first.from === null && second.from === null)
		return {from: null, changed: [...new Set([...first.changed, ...second.changed])]};
	const [back, further] = [first, second].map(({from, changed}) => {
		if (from !== null) return (place: number) => from[place]!;
		const isChanged = new Set(changed);
		return (place: number) => (isChanged.has(place) ? -1 : place);
	}) as [(place: number) => number, (place: number) => number];
	const size = second.from?.length ?? first.from!.length;
	const from = new Int32Array(size);
	const changed: number[] = [];
	for (let place = 0; place < size; place++) {
		const between = further(place);
		from[place] = between < 0 ? -1 : back(between);
		if (from[place] === -1) changed.push(place);
	}
	return {from, changed};
}
