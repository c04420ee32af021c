import {type Glyphs, pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {roleStyle, type Style} from '../style.ts';
import {columnOf, type View} from './curve-columns.ts';
import type {ChartLayout} from './layout.ts';
import type {ChartSeries} from './options.ts';

/** What lies over and under the curves: `findMarks` and `drawMarks` for values that are no numbers, `drawCursor`. */

/** Columns of cells that hold a NaN or an infinity, with the mark's style: the warning colour, or the run's where there are several. */
export function findMarks(series: readonly ChartSeries[], view: View, cols: number): Map<number, Style> {
	const marks = new Map<number, Style>();
	for (const {sample, style} of series) {
		for (const at of sample.nonfinite) {
			const column = columnOf(at, view, cols);
			if (column >= 0 && column < cols) marks.set(column, series.length === 1 ? roleStyle('bad') : style);
		}
	}
	return marks;
}

/** × on the x axis, or on the last line where there is no axis. */
export function drawMarks(
	grid: Grid,
	x: number,
	y: number,
	layout: ChartLayout,
	marks: ReadonlyMap<number, Style>,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	const row = layout.axisRow < 0 ? layout.rows - 1 : layout.axisRow;
	for (const [column, style] of marks) grid.set(x + column, y + row, pointOf(glyphs.unicode ? '×' : 'x'), style);
}

/** The line behind the curves at the cursor's column; -1 for none. */
export function drawCursor(
	grid: Grid,
	x: number,
	y: number,
	layout: ChartLayout,
	cursor: number,
	{unicode}: Pick<Glyphs, 'unicode'>,
): void {
	if (cursor < 0 || cursor >= layout.cols) return;
	grid.fill(x + cursor, y, 1, layout.rows, roleStyle('accent'), pointOf(unicode ? '│' : '|'));
}
