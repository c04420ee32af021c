import {hasCurve} from '../../row.ts';
import {countWords} from '../columns/count-values.ts';
import type {Readable, Table} from '../columns/table.ts';
import {numberOfText} from '../language/numbers.ts';
import {configField} from './field.ts';
import {namesKey, namesOfKey} from './names.ts';

/** The metrics and config keys that the known runs have, each with the number of runs. */
export interface Catalogue {
	table: Table;
	metrics: ReadonlyMap<string, number>;
	config: ReadonlyMap<string, number>;
}

/** The names of a run's metrics, as one text. */
export const metricNames: Readable = {id: 'metric names', read: ({metrics}) => namesKey(metrics.names)};
/** The names of those that a run only repeats of its own runs, as one text. */
const echoedNames: Readable = {id: 'echoed names', read: ({echoed}) => (echoed === undefined ? null : namesKey(echoed))};
/** The names of the curves that a run keeps out of sight, as one text; the single numbers that it returned are none. */
const hiddenNames: Readable = {
	id: 'hidden names',
	read: row => (row.hidden === undefined ? null : namesKey(row.hidden.filter(name => hasCurve(row, name)))),
};
/** The names of those of which its tracker says which way they are better, as one text. */
const aimedNames: Readable = {id: 'aimed names', read: ({goals}) => (goals === undefined ? null : namesKey(goals))};
/** The names of a run's settings, as one text. */
export const configNames: Readable = {id: 'config names', read: ({config}) => namesKey(config)};

/** Counts names over many rows of which most have the same ones. */
function countNames(table: Table, names: Readable, places: Uint32Array): Map<string, number> {
	const counts = new Map<string, number>();
	for (const {value, runs} of countWords(table.column(names, 0), places))
		for (const name of namesOfKey(String(value))) counts.set(name, (counts.get(name) ?? 0) + runs);
	return counts;
}

/** What fields there are in some of a table's rows. */
export function catalogueOf(table: Table, places: Uint32Array): Pick<Catalogue, 'metrics' | 'config'> {
	return {metrics: countNames(table, metricNames, places), config: countNames(table, configNames, places)};
}

const known = new WeakMap<Table, Catalogue>();

/** What fields there are over these runs. */
export function readCatalogue(table: Table): Catalogue {
	const catalogue = known.get(table) ?? {table, ...catalogueOf(table, table.places)};
	known.set(table, catalogue);
	return catalogue;
}

/** Counts names over all rows of a table, which is done once for each. */
function counterOf(names: Readable): (table: Table) => ReadonlyMap<string, number> {
	const counted = new WeakMap<Table, ReadonlyMap<string, number>>();
	return table => {
		const counts = counted.get(table) ?? countNames(table, names, table.places);
		counted.set(table, counts);
		return counts;
	};
}

const countEchoed = counterOf(echoedNames);

/** Whether some run only repeats this metric of its own runs. */
export const isEchoed = ({table}: Catalogue, metric: string): boolean => countEchoed(table).has(metric);

/** How many of these runs keep each metric out of sight, those left out that none does. */
export const countHidden = counterOf(hiddenNames);

/** Of how many of these runs the tracker says which way each metric is better, those left out that it says nothing of. */
export const countAimed = counterOf(aimedNames);

/** Whether some run's config holds a number under this key (or a text that is one). */
export function holdsNumbers({table}: Catalogue, key: string): boolean {
	const column = table.column(configField(key, key), 0);
	return table.places.some(place => {
		const value = column.valueAt(place);
		return typeof value === 'number' || (typeof value === 'string' && numberOfText(value) !== null);
	});
}
