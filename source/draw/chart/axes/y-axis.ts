import {formatParameter} from '../../../core/text/numbers.ts';
import type {Scale} from './scale.ts';
import {formatTicks, scaleTicks} from './ticks.ts';

/** Labels of a y axis on whole lines: `placeYLabels`. */

export interface YLabel {
	/** Line of the plot, 0 the upper; `rows` is the line of the x axis, just under it. */
	row: number;
	text: string;
	value: number;
}

/** Line of cells in which a value is drawn; the lowest value belongs to the axis under the plot. */
function rowOfTick(value: number, scale: Scale, rows: number): number {
	const share = scale.share(value);
	if (share <= 1e-9) return rows;
	return Math.round((1 - share) * (rows * 4 - 1)) >> 2;
}

/** Round values, each beside the line in which it is drawn; two never share a line, and where there is room they do not touch. */
export function placeYLabels(scale: Scale, rows: number): YLabel[] {
	if (scale.constant !== undefined)
		return [{row: rowOfTick(scale.constant, scale, rows), text: formatParameter(scale.constant), value: scale.constant}];
	const most = Math.max(2, Math.min(8, Math.round(rows / 2)));
	for (let count = most; count >= 2; count--) {
		const labels = labelsFor(scale, rows, count);
		if (labels.length >= 2 && leastDistance(labels) >= (rows > 3 ? 2 : 1)) return labels;
	}
	const close = labelsFor(scale, rows, 2);
	return close.length >= 2 && leastDistance(close) >= 1 ? close : labelEnds(scale, rows);
}

function labelsFor(scale: Scale, rows: number, count: number): YLabel[] {
	const values = scaleTicks(scale, count);
	const texts = formatTicks(values);
	return values.map((value, i) => ({row: rowOfTick(value, scale, rows), text: texts[i]!, value}));
}

function leastDistance(labels: readonly YLabel[]): number {
	return labels.reduce(
		(least, {row}, i) => (i === 0 ? least : Math.min(least, labels[i - 1]!.row - row)),
		Number.POSITIVE_INFINITY,
	);
}

/** Where no two round values fit: the ends themselves. */
function labelEnds({kind, low, high}: Scale, rows: number): YLabel[] {
	const linear = (high - low) / (rows * 8);
	const tolerance = (value: number): number => (kind === 'linear' ? linear : Math.min(linear, Math.abs(value) / 40));
	if (!(high > low)) return [{row: rows >> 1, text: formatParameter(low), value: low}];
	return [
		{row: rows, text: formatWithin(low, tolerance(low)), value: low},
		{row: 0, text: formatWithin(high, tolerance(high)), value: high},
	];
}

/** As few digits as say the value to within `tolerance`. */
function formatWithin(value: number, tolerance: number): string {
	for (let digits = 2; digits < 15; digits++) {
		const rounded = Number(value.toPrecision(digits));
		if (Math.abs(rounded - value) <= tolerance) return formatParameter(rounded, digits);
	}
	return formatParameter(value, 15);
}
