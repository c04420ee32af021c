import type {Scale} from './axes/scale.ts';
import {type CurveColumns, columnOf, type View} from './curve-columns.ts';
import type {DotMask} from './dot-mask.ts';

/**
 * Turns a curve into dots: `traceColumns` for one summed up in columns (a bar from its lowest to its highest value in each, joined to its
 * neighbours), `tracePoints` for single points joined by lines. What they draw lies on a sample or between two neighbouring ones.
 */

const far = 1e7;

/** Row of dots of a value, not rounded, possibly outside. */
function rowOf(value: number, scale: Scale, height: number): number {
	return Math.min(far, Math.max(-far, (1 - scale.share(value)) * (height - 1)));
}

/** Row of dots in which a value is drawn. */
export const dotRow = (value: number, scale: Scale, height: number): number => Math.round(rowOf(value, scale, height));

export function traceColumns(mask: DotMask, columns: CurveColumns, scale: Scale): void {
	const {width, height} = mask;
	let previous = -1;
	let top = 0;
	let bottom = 0;
	let broken = false;
	for (let x = 0; x < width; x++) {
		const low = columns.low[x]!;
		if (Number.isNaN(low)) {
			broken ||= columns.broken[x] === 1;
			continue;
		}
		const highRow = dotRow(columns.high[x]!, scale, height);
		const lowRow = dotRow(low, scale, height);
		mask.bar(x, highRow, lowRow);
		if (previous >= 0 && !broken && columns.broken[x] === 0) {
			if (x > previous + 1) {
				// The line leads to the first value here, which is only known where there is about one.
				if (lowRow - highRow <= 2)
					mask.line(previous, dotRow(columns.last[previous]!, scale, height), x, (highRow + lowRow) >> 1);
			} else if (highRow > bottom + 1) joinBars(mask, x, bottom, highRow);
			else if (lowRow < top - 1) joinBars(mask, x, top, lowRow);
		}
		previous = x;
		top = highRow;
		bottom = lowRow;
		broken = columns.broken[x] === 1;
	}
}

/** Fills the rows between the bars of two columns beside each other, half in either. */
function joinBars(mask: DotMask, x: number, before: number, here: number): void {
	const middle = Math.floor((before + here) / 2);
	mask.bar(x - 1, before, middle);
	mask.bar(x, middle + (here > before ? 1 : 0), here);
}

/** `points` holds x, y, x, y, …, x ascending; a y that is not finite interrupts the line. */
export function tracePoints(mask: DotMask, points: Float64Array, view: View, scale: Scale): void {
	let previousX = -1;
	let previousRow = 0;
	let joined = false;
	for (let i = 0; i + 1 < points.length; i += 2) {
		const value = points[i + 1]!;
		if (!Number.isFinite(value)) {
			joined = false;
			continue;
		}
		const x = columnOf(points[i]!, view, mask.width);
		const row = dotRow(value, scale, mask.height);
		if (x >= 0 && x < mask.width) mask.dot(x, row);
		if (joined && (x >= 0 || previousX >= 0)) mask.line(previousX, previousRow, x, row);
		previousX = x;
		previousRow = row;
		joined = true;
	}
}
