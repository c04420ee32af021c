import type {RunRow} from '../row.ts';
import {keysButSeed} from '../table/columns/config-keys.ts';
import {gather} from '../table/gather.ts';
import {TextNumbers} from '../text-numbers.ts';

/** Equal numbers are one value, however they were written; what is missing is a value too. */
function identify({config}: RunRow, key: string, numbers: TextNumbers): string {
	if (!Object.hasOwn(config, key)) return '';
	const value = config[key];
	if (typeof value === 'number') return `n${value}`;
	if (typeof value !== 'string') return `j${JSON.stringify(value)}`;
	const number = numbers.meant(value);
	return number === null ? `t${value}` : `n${number}`;
}

/**
 * Runs of the same experiment with other seeds, in the order of their first. A run without any setting repeats nothing: nobody knows
 * what it did.
 */
export function groupRepetitions(rows: readonly RunRow[]): RunRow[][] {
	const known = rows.filter(({config}) => Object.keys(config).length > 0);
	const keys = keysButSeed(known).map(key => ({key, numbers: new TextNumbers(() => known.map(({config}) => config[key]))}));
	const units = gather(known, row => keys.map(({key, numbers}) => identify(row, key, numbers)).join('\0'));
	return [...units.values(), ...rows.filter(({config}) => Object.keys(config).length === 0).map(row => [row])];
}
