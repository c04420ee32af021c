import type {XRange} from '../store/shelves/chart-settings.ts';
import type {Measured} from '../store/state.ts';

/** The part of x in view after zooming and panning: `zoomRange`, `panRange`; new points never change it. */

export type ChartSpan = Omit<NonNullable<Measured['chart']>, 'cols'>;

/** Finer than this part of the whole nothing is told apart. */
const finest = 1e-7;

/** Changes the part in view by a factor, about `centre`; null where that is everything. */
export function zoomRange({axis, from, to, first, last}: ChartSpan, centre: number, factor: number): XRange | null {
	const whole = last - first;
	const width = (to - from) * factor;
	if (!(whole > 0) || width >= whole) return null;
	const kept = Math.max(width, whole * finest);
	const start = centre - ((centre - from) / (to - from)) * kept;
	return within(axis, start, kept, first, last);
}

/** Moves the part in view by so much of x, as far as there are points. */
export function panRange({axis, from, to, first, last}: ChartSpan, by: number): XRange {
	return within(axis, from + by, to - from, first, last);
}

function within(axis: string, start: number, width: number, first: number, last: number): XRange {
	const from = Math.max(first, Math.min(last - width, start));
	return {axis, from, to: from + width};
}
