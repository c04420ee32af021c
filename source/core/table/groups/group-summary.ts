import {type Column, isNumber} from '../../query/columns/column.ts';
import type {ReadField} from '../../query/fields/attributes.ts';
import {statusOrder} from '../../query/fields/status-order.ts';
import {isInfeasible, type RunRow} from '../../row.ts';
import type {Status} from '../../status.ts';
import {formatNumber, formatSpread, fullText, type TextOptions} from '../../text/numbers.ts';
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

/** `3 finished, 1 failed` */
export function statusWords(rows: readonly RunRow[]): string {
	return countStatuses(rows)
		.map(({status, runs}) => `${runs} ${status}`)
		.join(', ');
}

/** Spread of a result over the rows that have it. Runs that break a constraint are counted by themselves, as a ranking does. */
export function spreadOf(rows: readonly RunRow[], read: ReadField, nowMs: number): Spread {
	const values: number[] = [];
	let infeasible = 0;
	for (const row of rows) {
		const value = read(row, nowMs);
		if (typeof value !== 'number') continue;
		if (isInfeasible(row)) infeasible++;
		else values.push(value);
	}
	return {...describeSpread(values), ...(infeasible > 0 && {infeasible})};
}

/** Those of the places whose rows break no constraint; the same where none does. */
export function feasibleAt(rows: readonly RunRow[], places: Uint32Array): Uint32Array {
	return places.some(place => isInfeasible(rows[place]!)) ? places.filter(place => !isInfeasible(rows[place]!)) : places;
}

/** `, 2 infeasible` behind how many runs of which status there are; `` for none. */
export function infeasibleWords(rows: readonly RunRow[]): string {
	const runs = rows.filter(isInfeasible).length;
	return runs === 0 ? '' : `, ${runs} infeasible`;
}

/** Spread of a column over some places, whatever the runs there are. */
export function spreadAt({codes, numbers}: Column, places: Uint32Array): Spread {
	const values = new Float64Array(places.length);
	let count = 0;
	for (const place of places) if (codes[place] === isNumber) values[count++] = numbers[place]!;
	return describeSpread(values.subarray(0, count));
}

/** The mean alone, as `spreadAt` gives it, where nothing else is asked of thousands of groups; NaN where there is no finite value. */
export function meanAt({codes, numbers}: Column, places: Uint32Array): number {
	let mean = 0;
	let runs = 0;
	for (const place of places) {
		const value = numbers[place]!;
		if (codes[place] !== isNumber || !Number.isFinite(value)) continue;
		runs++;
		mean += (value - mean) / runs;
	}
	return runs === 0 ? Number.NaN : mean;
}

/** How a group's number is shown: `mean` 0.213 ± 0.004, `median` 0.213 (0.209 – 0.220). */
export type SpreadStyle = 'mean' | 'median';

/** A spread in its parts, so that a narrow column can do without some: the number itself, what surrounds it, and what was lost. */
export interface SpreadText {
	/** `0.213`; `` where no run has the number. */
	middle: string;
	/** ` ± 0.004` or ` (0.209 – 0.220)`; `` for a lone run. */
	around: string;
	/** `1 NaN`: runs with NaN or infinity; `` for none. */
	lost: string;
	/** `2 infeasible`: runs that break a constraint and count for nothing; `` for none. */
	aside: string;
}

export function writeSpread(spread: Spread, style: SpreadStyle, options: TextOptions = fullText): SpreadText {
	const {runs, nonfinite, mean, deviation, median, low, high, infeasible = 0} = spread;
	const lost = nonfinite > 0 ? `${nonfinite} NaN` : '';
	const aside = infeasible > 0 ? `${infeasible} infeasible` : '';
	if (runs === 0) return {middle: '', around: '', lost, aside};
	if (style === 'mean') {
		const text = formatSpread(mean, deviation, options);
		const end = text.includes(' ') ? text.indexOf(' ') : text.length;
		return {middle: text.slice(0, end), around: text.slice(end), lost, aside};
	}
	const dash = options.unicode ? '–' : '-';
	const range = ` (${formatNumber(low, 4, options)} ${dash} ${formatNumber(high, 4, options)})`;
	return {middle: formatNumber(median, 4, options), around: runs > 1 ? range : '', lost, aside};
}

/** A spread as text, the number of runs with NaN or infinity, and of those that count for nothing, behind it: `0.213 ± 0.004, 1 NaN`; `` where no run has the number. */
export function formatGroupSpread(spread: Spread, style: SpreadStyle, options: TextOptions): string {
	const {middle, around, lost, aside} = writeSpread(spread, style, options);
	return [`${middle}${around}`, lost, aside].filter(part => part !== '').join(', ');
}
