import {formatNumber, formatSpread, fullText, type TextOptions} from '../numbers.ts';
import type {ReadField} from '../query/attributes.ts';
import {statusOrder} from '../query/status-order.ts';
import type {RunRow} from '../row.ts';
import type {Status} from '../run.ts';
import {describeSpread, type Spread} from './statistics.ts';

/** How many runs have each status, in the order of statuses, those that none has left out. */
export function countStatuses(rows: readonly RunRow[]): {status: Status; runs: number}[] {
	const counts = new Map<Status, number>();
	for (const {status} of rows) counts.set(status, (counts.get(status) ?? 0) + 1);
	return statusOrder.flatMap(status => {
		const runs = counts.get(status);
		return runs === undefined ? [] : [{status, runs}];
	});
}

/** Spread of a number over the rows that have it. */
export function spreadOf(rows: readonly RunRow[], read: ReadField, nowMs: number): Spread {
	const values: number[] = [];
	for (const row of rows) {
		const value = read(row, nowMs);
		if (typeof value === 'number') values.push(value);
	}
	return describeSpread(values);
}

/** How a group's number is shown: `mean` 0.213 ± 0.004, `median` 0.213 (0.209 – 0.220). */
export type SpreadStyle = 'mean' | 'median';

/** A spread as text, the number of runs with NaN or infinity behind it: `0.213 ± 0.004, 1 NaN`; `` where no run has the number. */
export function formatGroupSpread(spread: Spread, style: SpreadStyle, options: TextOptions = fullText): string {
	const lost = spread.nonfinite > 0 ? `${spread.nonfinite} NaN` : '';
	if (spread.runs === 0) return lost;
	const dash = options.unicode ? '–' : '-';
	const {mean, deviation, median, low, high} = spread;
	const range = spread.runs > 1 ? ` (${formatNumber(low, 4, options)} ${dash} ${formatNumber(high, 4, options)})` : '';
	const text = style === 'mean' ? formatSpread(mean, deviation, options) : `${formatNumber(median, 4, options)}${range}`;
	return lost === '' ? text : `${text}, ${lost}`;
}
