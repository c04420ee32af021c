import type {RunRow} from '../core/row.ts';
import type {Json} from '../core/run.ts';

export interface ConfigColumns {
	/** Keys whose values differ among the runs, those that most runs have first. */
	differing: {key: string; runs: number; values: number}[];
	/** Keys that every run has with one and the same value. */
	constant: {key: string; value: Json}[];
}

/** Keys that are a path, an address or a name in every run say nothing in a column. */
const noise = /(^|[._])(path|dir|directory|file|url|host|hostname|name|id|uuid|output|log(ging)?_?dir|root|timestamp|time)$|^_/i;

/** Divides the config keys of the rows into those that differ and those that are everywhere the same. */
export function divideConfig(rows: Iterable<RunRow>): ConfigColumns {
	const seen = new Map<string, {runs: number; first: Json; values: Set<string>}>();
	let total = 0;
	for (const row of rows) {
		if (Object.keys(row.config).length === 0) continue;
		total++;
		for (const key in row.config) {
			const value = row.config[key]!;
			let entry = seen.get(key);
			if (entry === undefined) {
				entry = {runs: 0, first: value, values: new Set()};
				seen.set(key, entry);
			}
			entry.runs++;
			if (entry.values.size < 50) entry.values.add(typeof value === 'string' ? value : JSON.stringify(value));
		}
	}
	const differing: (ConfigColumns['differing'][number] & {rank: number})[] = [];
	const constant: ConfigColumns['constant'] = [];
	for (const [key, {runs, first, values}] of seen) {
		if (values.size === 1 && runs === total) constant.push({key, value: first});
		else if (total > 1)
			differing.push({
				key,
				runs,
				values: values.size,
				rank: runs / total - (noise.test(key) ? 2 : 0) - tooMany(values.size, runs),
			});
	}
	differing.sort((a, b) => b.rank - a.rank || a.key.split('.').length - b.key.split('.').length);
	return {differing: differing.map(({key, runs, values}) => ({key, runs, values})), constant};
}

/** A key with a value of its own in every run, as a seed or a stamp, groups nothing and goes behind the others. */
function tooMany(values: number, runs: number): number {
	return runs > 4 && values >= runs ? 0.5 : 0;
}
