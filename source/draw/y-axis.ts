import {formatParameter} from '../core/numbers.ts';
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
	if (share <= 1e-9 && scale.high > scale.low) return rows;
	return Math.round((1 - share) * (rows * 4 - 1)) >> 2;
}

/** Round values, each beside the line in which it is drawn, never two on one line, and not on touching lines where there is room. */
export function placeYLabels(scale: Scale, rows: number): YLabel[] {
	const distance = rows > 3 ? 2 : 1;
	for (let count = Math.max(2, Math.min(8, Math.round(rows / 2))); count >= 2; count--) {
		const values = scaleTicks(scale, count);
		const texts = formatTicks(values, scale.kind === 'linear');
		const labels = values.map((value, i) => ({row: rowOfTick(value, scale, rows), text: texts[i]!, value}));
		if (labels.length < 2) break;
		if (labels.every(({row}, i) => i === 0 || labels[i - 1]!.row - row >= distance)) return labels;
	}
	return labelEnds(scale, rows);
}

/** Where no two round values fit: the ends themselves. */
function labelEnds({low, high}: Scale, rows: number): YLabel[] {
	const tolerance = (high - low) / (rows * 8);
	if (!(high > low)) return [{row: rows >> 1, text: formatParameter(low), value: low}];
	return [
		{row: rows, text: formatWithin(low, tolerance), value: low},
		{row: 0, text: formatWithin(high, tolerance), value: high},
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
