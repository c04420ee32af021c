import type {RunRow} from '../../row.ts';
import {countWords} from '../columns/count-values.ts';
import {type Readable, type RowTable, tableOf} from '../columns/row-table.ts';
import {numberOfText} from '../language/numbers.ts';
import {configField} from './field.ts';
import {namesKey, namesOfKey} from './names.ts';

/** The metrics and config keys that the known runs have, each with the number of runs. */
export interface Catalogue {
	rows: readonly RunRow[];
	metrics: ReadonlyMap<string, number>;
	config: ReadonlyMap<string, number>;
}

/** The names of a run's metrics, as one text. */
export const metricNames: Readable = {id: 'metric names', read: ({metrics}) => namesKey(metrics.names)};
const configNames: Readable = {id: 'config names', read: ({config}) => namesKey(config)};

/** Counts names over many rows of which most have the same ones. */
function countNames(table: RowTable, names: Readable, places: Uint32Array): Map<string, number> {
	const counts = new Map<string, number>();
	for (const {value, runs} of countWords(table.column(names, 0), places))
		for (const name of namesOfKey(String(value))) counts.set(name, (counts.get(name) ?? 0) + runs);
	return counts;
}

/** What fields there are in some of a table's rows. */
export function catalogueOf(table: RowTable, places: Uint32Array): Pick<Catalogue, 'metrics' | 'config'> {
	return {metrics: countNames(table, metricNames, places), config: countNames(table, configNames, places)};
}

const known = new WeakMap<readonly RunRow[], Catalogue>();

/** What fields there are over these runs. Remembered for the same array, which must not be changed in place. */
export function readCatalogue(rows: readonly RunRow[]): Catalogue {
	let catalogue = known.get(rows);
	if (!catalogue) {
		const table = tableOf(rows);
		catalogue = {rows, ...catalogueOf(table, table.places)};
		known.set(rows, catalogue);
	}
	return catalogue;
}

/** Whether some run's config holds a number under this key (or a text that is one). */
export function holdsNumbers({rows}: Catalogue, key: string): boolean {
	const table = tableOf(rows);
	const column = table.column(configField(key, key), 0);
	return table.places.some(place => {
		const value = column.valueAt(place);
		return typeof value === 'number' || (typeof value === 'string' && numberOfText(value) !== null);
	});
}
