import {PickleNode, type PickleValue} from '../../encodings/pickle/index.ts';
import type {RecordTable} from './table.ts';

/** What a list of records holds. */
export interface FoundRows {
	/** The rows of the table, in the list's order. */
	rows: number[];
	/** How many of its entries are no records. */
	others: number;
}

/**
 * The records of a list of a pickle. Those of the package stand in it by their rows (see `loadRecords`); a plain dict is a record too, as
 * `ExperimentCollection(records=[…])` takes them (main.py), of which all is its own and nothing inherited.
 */
export function rowsOf(list: PickleValue | undefined, table: RecordTable): FoundRows {
	const found: FoundRows = {rows: [], others: 0};
	if (!Array.isArray(list) || holdsInfo(list)) return found;
	const own = table.rowCount;
	// A pickle can hold one and the same dict any number of times.
	const added = new Map<PickleValue, number>();
	for (const item of list) {
		if (item instanceof Map) {
			const row = added.get(item) ?? table.add(item, []);
			added.set(item, row);
			found.rows.push(row);
		} else if (Number.isInteger(item) && (item as number) >= 0 && (item as number) < own) found.rows.push(item as number);
		else found.others++;
	}
	return found;
}

/** True for the pair that `collection_info.pickle` holds: the data of the collection, then that of its last experiment. */
export function isInfoPair(value: PickleValue | undefined): value is PickleValue[] {
	return Array.isArray(value) && value.length === 2 && value.every(isDict);
}

/** True where a file of records holds that pair, which lists of plain records are told from by what only an experiment has. */
export function holdsInfo(value: PickleValue | undefined): boolean {
	if (!isInfoPair(value)) return false;
	const [data, last] = value;
	const isPlain = data instanceof Map && last instanceof Map;
	return !isPlain || (!data.has('experiment_number') && last.has('experiment_number'));
}

function isDict(value: PickleValue): boolean {
	return value instanceof Map || (value instanceof PickleNode && value.shortName === 'LazyDict');
}

/** What a value is, for people: "a dict", "a list of 3". */
export function kindOf(value: PickleValue | undefined): string {
	if (value === null || value === undefined) return 'None';
	if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
	if (value instanceof Map) return 'a dict';
	if (value instanceof PickleNode) return `an object of ${value.className}`;
	if (typeof value === 'string') return 'a text';
	return typeof value === 'number' || typeof value === 'bigint' ? 'a number' : 'another value';
}
