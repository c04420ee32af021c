import {isInfeasible, type RunRow} from '../row.ts';
import {configColumn} from '../table/columns/columns.ts';
import {keysButSeed} from '../table/columns/config-keys.ts';
import {groupRows} from '../table/groups/group.ts';
import {cleanText} from '../text/clean-text.ts';
import {groupRepetitions} from './repetitions.ts';

/** Runs that a chart shows as one curve with a band around it; a lone one stays a curve. */
export interface BandGroup {
	/** `lr 0.1, 3 runs`; of a lone run its name. */
	label: string;
	/** The same where there is little room: `lr 0.1`. */
	short: string;
	runs: readonly RunRow[];
}

/**
 * Runs that differ in nothing but their seed as one, in the order of their first; where none repeats another, all of them as one. A run that breaks a
 * constraint stays by itself: it counts for no mean.
 */
export function bandGroups(rows: readonly RunRow[]): BandGroup[] {
	const counted = rows.filter(row => !isInfeasible(row));
	const found = groupRepetitions(counted).filter(runs => runs.length > 1);
	const areAllOne = found.length === 0 && counted.length > 1;
	const repeated = areAllOne ? [counted] : found;
	const groupOf = new Map(repeated.flatMap(runs => runs.map(row => [row, runs] as const)));
	const labels = areAllOne ? new Map(counted.map(row => [row, countOf(counted)])) : labelRepeated(repeated.flat());
	const groups = new Set(rows.map(row => groupOf.get(row) ?? row));
	return [...groups].map((group): BandGroup => {
		if (!Array.isArray(group)) return {label: cleanText(group.name), short: cleanText(group.name), runs: [group]};
		const short = labels.get(group[0]!)!;
		const count = countOf(group);
		return {label: short === count ? count : `${short}, ${count}`, short, runs: group};
	});
}

const countOf = (runs: readonly RunRow[]): string => `${runs.length} runs`;

/** What tells the groups from each other, by each of their runs. */
function labelRepeated(rows: readonly RunRow[]): Map<RunRow, string> {
	const fields = keysButSeed(rows).map(key => configColumn(key).field);
	const groups = fields.length === 0 ? [] : groupRows(rows, [fields], 0);
	const labels = groups.flatMap(({label, rows: runs}) => runs.map((row): [RunRow, string] => [row, label]));
	return labels.length === 0 ? new Map(rows.map(row => [row, countOf(rows)])) : new Map(labels);
}
