import {configField} from '../query/field.ts';
import type {RunRow} from '../row.ts';
import {keysButSeed} from '../table/config-keys.ts';
import {groupRows} from '../table/group.ts';

/**
 * Runs of the same experiment with other seeds, in the order of their first. A run without any setting repeats nothing: nobody knows
 * what it did.
 */
export function groupRepetitions(rows: readonly RunRow[]): RunRow[][] {
	const known = rows.filter(({config}) => Object.keys(config).length > 0);
	const unknown = rows.filter(({config}) => Object.keys(config).length === 0).map(row => [row]);
	const keys = keysButSeed(known);
	if (keys.length === 0) return [...(known.length > 0 ? [known] : []), ...unknown];
	// A setting is the same in every group of it, so that the moment does not matter.
	const groups = groupRows(known, [keys.map(key => configField(key, key))], 0).map(group => group.rows);
	return [...groups, ...unknown];
}
