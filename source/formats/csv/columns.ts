import {momentOfNumber} from '../../encodings/moments.ts';
import {isMetricNameKey, isMetricValueKey} from '../plain/long-format.ts';
import {stepRank} from '../plain/step-names.ts';
import {isTimeName, mayBeTime} from '../plain/time-names.ts';

export const roles = {metric: 0, step: 1, time: 2, ignored: 3} as const;

/** What each column of a table is. */
export interface Columns {
	names: string[];
	roles: Uint8Array;
	/** Column that counts steps, -1 where the row number does. */
	step: number;
	/** Column with the moment of a row, -1 for none. */
	time: number;
	/** Column with the epoch beside another step, -1 for none. */
	epoch: number;
	/** Columns with the name and the value of a metric, where each row holds one; -1 for none. */
	metricName: number;
	metricValue: number;
}

/** A cell of the first row with values. */
export type Cell = number | string | null;

/** Decides from the names and the first row what the columns are. A step column must hold a number there, or nothing yet. */
export function assignColumns(header: readonly string[], firstRow: readonly Cell[]): Columns {
	const names = uniqueNames(header);
	const found: Columns = {
		names,
		roles: new Uint8Array(names.length),
		step: -1,
		time: -1,
		epoch: -1,
		metricName: -1,
		metricValue: -1,
	};
	found.step = findStep(header, firstRow);
	header.forEach((name, i) => {
		const cell = firstRow[i] ?? null;
		if (i === found.step) found.roles[i] = roles.step;
		else if (found.step >= 0 && /^epochs?$/i.test(name)) found.epoch = i;
		else if (isTimeName(name) || (mayBeTime(name) && typeof cell === 'number' && !Number.isNaN(momentOfNumber(cell)))) {
			found.roles[i] = roles.time;
			if (found.time < 0) found.time = i;
		} else if (isUnnamed(name)) found.roles[i] = roles.ignored;
	});
	const nameAt = header.findIndex((name, i) => isMetricNameKey(name) && typeof firstRow[i] === 'string');
	const valueAt = header.findIndex(isMetricValueKey);
	if (nameAt >= 0 && valueAt >= 0) {
		found.metricName = nameAt;
		found.metricValue = valueAt;
		found.roles[nameAt] = roles.ignored;
		found.roles[valueAt] = roles.ignored;
	}
	return found;
}

function findStep(header: readonly string[], firstRow: readonly Cell[]): number {
	let best = -1;
	header.forEach((name, i) => {
		const rank = isUnnamed(name) ? Number.MAX_SAFE_INTEGER : stepRank(name);
		if (rank < 0 || typeof firstRow[i] === 'string') return;
		if (best < 0 || rank < stepRank(header[best]!) || isUnnamed(header[best]!)) best = i;
	});
	return best;
}

// A data frame's row numbers, written without a name.
function isUnnamed(name: string): boolean {
	return name === '' || /^unnamed: \d+$/i.test(name);
}

function uniqueNames(header: readonly string[]): string[] {
	const seen = new Map<string, number>();
	return header.map((name, i) => {
		const base = name === '' ? String(i) : name;
		const count = (seen.get(base) ?? 0) + 1;
		seen.set(base, count);
		return count === 1 ? base : `${base} (${count})`;
	});
}
