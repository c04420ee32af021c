import type {RunRow} from '../../core/row.ts';
import {cleanText} from '../../core/text/clean-text.ts';
import type {CommandInput} from '../command.ts';
import type {Scanned} from '../find/scan.ts';

/**
 * Says of runs that were started again in place, and whose tracker keeps the points of all attempts as one curve, that a value may be of an earlier
 * attempt: what that was given is no longer recorded.
 * @param isWanted true for a metric of which something is shown
 */
export function warnOfMixed(
	rows: readonly RunRow[],
	isWanted: (name: string) => boolean,
	{runs}: Scanned,
	warn: CommandInput['warn'],
): void {
	for (const row of rows.filter(({attempt}) => (attempt ?? 1) > 1)) {
		const mixed = [...runs.get(row.key)!.metrics].filter(([name, {rule, wasReordered}]) => {
			return isWanted(name) && rule === 'written' && wasReordered;
		});
		if (mixed.length === 0) continue;
		const names = mixed.map(([name]) => cleanText(name)).join(', ');
		const what = `its ${names} ${mixed.length === 1 ? 'is' : 'are'} of all ${row.attempt} attempts, its settings of the last`;
		warn(`xtui: ${cleanText(row.name)} (${row.id.slice(0, 8)}) was started again in place: ${what}`);
	}
}
