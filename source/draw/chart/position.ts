import {columnOf, type View} from './curve-columns.ts';
import type {ChartLayout} from './layout.ts';
import type {Scale} from './scale.ts';

/** From data to cells of a drawn chart and back: `cellOf` (where a value is drawn), `xAt` (what a column shows), `stepX` (cursor keys). */

interface Drawn {
	layout: ChartLayout;
	view: View;
	scale: Scale | null;
}

/** Cell of a value, counted from the chart's corner; null where it is not in view. */
export function cellOf({layout, view, scale}: Drawn, x: number, value: number): {column: number; row: number} | null {
	const column = columnOf(x, view, layout.cols);
	const share = scale?.share(value) ?? Number.NaN;
	if (column < 0 || column >= layout.cols || !(share >= 0 && share <= 1)) return null;
	return {column: layout.left + column, row: Math.round((1 - share) * (layout.rows * 4 - 1)) >> 2};
}

/** x in the middle of a column, counted from the chart's corner; null beside the plot. */
export function xAt({layout, view}: Drawn, column: number): number | null {
	const inside = column - layout.left;
	if (inside < 0 || inside >= layout.cols || !Number.isFinite(view.to - view.from)) return null;
	return view.from + ((inside + 0.5) / layout.cols) * (view.to - view.from);
}

/** x of the cursor after moving it by `columns` cells; from nowhere it starts at the right end, moving left, or the left one. */
export function stepX({layout, view}: Drawn, x: number | null, columns: number): number {
	const width = (view.to - view.from) / Math.max(1, layout.cols);
	if (x === null) return columns < 0 ? view.to : view.from;
	return Math.min(view.to, Math.max(view.from, x + columns * width));
}
