import type {Glyphs} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {colorOf, roleStyle} from '../style.ts';
import {drawAxes} from './axes/axes.ts';
import {chooseScale} from './axes/limits.ts';
import type {Scale} from './axes/scale.ts';
import {placeXLabels} from './axes/x-axis.ts';
import {placeYLabels} from './axes/y-axis.ts';
import {columnOf, type View} from './curve-columns.ts';
import {drawDots, drawLines, makeLayers, rangeOf} from './layers.ts';
import {type ChartLayout, layOutChart, mostLabelWidth} from './layout.ts';
import type {ChartOptions, ChartSeries} from './options.ts';
import {drawCursor, drawMarks, findMarks} from './overlay.ts';
import {drawState} from './parts.ts';

export type {ChartOptions, ChartSeries} from './options.ts';

/** A chart of one or many curves in a rectangle of cells: `drawChart`. Titles are drawn by the pane or rule above it (`title.ts`). */

/** What was drawn where; for the cursor, the mouse and the next wish. */
export interface DrawnChart {
	layout: ChartLayout;
	view: View;
	/** Null where there is no curve: empty, or a single number. */
	scale: Scale | null;
}

/** Range of x that all curves span together. */
function viewOf(series: readonly ChartSeries[], options: ChartOptions): View {
	let from = Number.POSITIVE_INFINITY;
	let to = Number.NEGATIVE_INFINITY;
	for (const {sample} of series) {
		if (sample.points === 0) continue;
		from = Math.min(from, sample.from);
		to = Math.max(to, sample.to);
	}
	return {from: options.from ?? from, to: options.to ?? to};
}

/** Draws into `cols` × `rows` cells at (x, y), which must be blank. Cost grows with the cells and the columns, not with the points. */
export function drawChart(
	grid: Grid,
	x: number,
	y: number,
	cols: number,
	rows: number,
	series: readonly ChartSeries[],
	options: ChartOptions,
	glyphs: Glyphs,
): DrawnChart {
	const view = viewOf(series, options);
	const layout = layOutChart(cols, rows, options.labelWidth, glyphs.braille);
	if (drawState(grid, x, y, cols, rows, series, options, glyphs)) return {layout, view, scale: null};
	const layers = makeLayers(series, view, layout.dots, options);
	const {yKind: kind = 'linear', outliers = true, low = null, high = null} = options;
	const range = rangeOf(layers, view);
	const scale = chooseScale(range, {kind, outliers, low, high});
	if (!scale || layout.cols < 1 || layout.rows < 1) return {layout, view, scale: null};
	const yLabels = placeYLabels(scale, layout.rows);
	const widest = Math.min(mostLabelWidth, Math.max(...yLabels.map(({text}) => text.length)));
	// The axis takes the room that its labels need: everything is placed anew beside it.
	if (layout.labelWidth > 0 && widest > layout.labelWidth) {
		return drawChart(grid, x, y, cols, rows, series, {...options, labelWidth: widest}, glyphs);
	}
	const left = x + layout.left;
	const marks = findMarks(series, view, layout.cols);
	const xLabels = placeXLabels(options.xKind, view, layout.cols, options.zone, layout.labelRow === layout.axisRow ? 4 : 2);
	const cursor = typeof options.cursor === 'number' ? columnOf(options.cursor, view, layout.cols) : -1;
	drawAxes(grid, x, y, layout, yLabels, xLabels, column => marks.has(column), glyphs);
	drawCursor(grid, left, y, layout, cursor, glyphs);
	if (glyphs.braille) drawDots(grid, left, y, layout, layers, view, scale);
	else drawLines(grid, left, y, layout, series, view, scale, options, glyphs);
	if (cursor >= 0 && cursor < layout.cols) grid.paint(left + cursor, y, 1, layout.rows, colorOf('selection'));
	drawMarks(grid, left, y, layout, marks, glyphs);
	if (range.lies(scale.low, scale.high)) return {layout, view, scale};
	grid.put(left + 2, y + (layout.rows >> 1), 'All values lie outside', roleStyle('dim'), layout.cols - 2);
	return {layout, view, scale};
}
