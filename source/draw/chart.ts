import {drawAxes} from './chart-axes.ts';
import {type ChartLayout, layOutChart} from './chart-layout.ts';
import type {ChartOptions, ChartSeries} from './chart-options.ts';
import {drawEndLabels, drawState} from './chart-parts.ts';
import {columnOf, type View} from './curve-columns.ts';
import {type Glyphs, pointOf} from './glyphs.ts';
import type {Grid} from './grid.ts';
import {chooseScale, ValueRange} from './limits.ts';
import {drawLinePlot} from './line-plot.ts';
import {type Layer, Plot, type Shape, shapeOf} from './plot.ts';
import type {Scale} from './scale.ts';
import {smoothShape} from './smooth-shape.ts';
import {attributesOf, backgroundOf, colorOf, faint, foregroundOf, makeStyle, roleStyle, type Style} from './style.ts';
import {placeXLabels} from './x-axis.ts';
import {placeYLabels} from './y-axis.ts';

export type {ChartOptions, ChartSeries} from './chart-options.ts';

/** A chart of one or many curves in a rectangle of cells: `drawChart`. Titles are drawn by the pane or rule above it (`chart-title.ts`). */

/** What was drawn where; for the cursor, the mouse and the next wish. */
export interface DrawnChart {
	layout: ChartLayout;
	view: View;
	/** Null where there is no curve: empty, or a single number. */
	scale: Scale | null;
}

let scratch: Plot | null = null;

function plotOf(cols: number, rows: number): Plot {
	if (scratch?.cols !== cols || scratch.rows !== rows) scratch = new Plot(cols, rows);
	scratch.clear();
	return scratch;
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
	const endWidth = options.endLabels
		? series.reduce((most, {label = ''}) => Math.max(most, Math.min(16, label.length + 1)), 0)
		: 0;
	let layout = layOutChart(cols, rows, options.labelWidth, endWidth, glyphs.braille);
	if (drawState(grid, x, y, cols, rows, series, options.xKind, glyphs)) return {layout, view, scale: null};
	const layers = makeLayers(series, view, layout.dots, options);
	const scale = chooseScale(rangeOf(layers), {
		kind: options.yKind ?? 'linear',
		outliers: options.outliers ?? true,
		low: options.low ?? null,
		high: options.high ?? null,
	});
	if (!scale || layout.cols < 1 || layout.rows < 1) return {layout, view, scale: null};
	const yLabels = placeYLabels(scale, layout.rows);
	const widest = yLabels.reduce((most, {text}) => Math.max(most, text.length), 0);
	if (layout.labelWidth > 0 && widest > layout.labelWidth) {
		const wider = layOutChart(cols, rows, widest, endWidth, glyphs.braille);
		if (wider.labelWidth >= widest) return drawChart(grid, x, y, cols, rows, series, {...options, labelWidth: widest}, glyphs);
		layout = wider;
	}
	const marks = markedColumns(series, view, layout.cols);
	const xLabels = placeXLabels(options.xKind, view, layout.cols, options.zone, layout.labelRow === layout.axisRow ? 4 : 2);
	drawAxes(grid, x, y, layout, yLabels, xLabels, column => marks.has(column), glyphs);
	const left = x + layout.left;
	if (options.grid)
		for (const {row} of yLabels)
			if (row < layout.rows) grid.fill(left, y + row, layout.cols, 1, roleStyle('grid'), pointOf(glyphs.unicode ? '┈' : '.'));
	if (glyphs.braille) {
		const plot = plotOf(layout.cols, layout.rows);
		for (const layer of layers) plot.draw(layer, view, scale);
		plot.paint(grid, left, y);
	} else {
		for (const {sample, style} of series)
			drawLinePlot(grid, left, y, layout.cols, layout.rows, sample, view, scale, style, dimmed(style), glyphs);
	}
	if (options.cursor !== null && options.cursor !== undefined)
		drawCursor(grid, left, y, layout, columnOf(options.cursor, view, layout.cols), glyphs);
	for (const [column, style] of marks)
		grid.set(
			left + column,
			y + (layout.axisRow < 0 ? layout.rows - 1 : layout.axisRow),
			pointOf(glyphs.unicode ? '×' : 'x'),
			style,
		);
	if (layout.endWidth > 0) drawEndLabels(grid, left + layout.cols, y, layout.endWidth, layout.rows, series, scale, glyphs);
	return {layout, view, scale};
}

const dimmed = (style: Style): Style => makeStyle(foregroundOf(style), backgroundOf(style), attributesOf(style) | faint);

/** Raw curves behind, lines in front of them; without smoothing the curves themselves are the lines. */
function makeLayers(series: readonly ChartSeries[], view: View, width: number, {smoothing, raw = true}: ChartOptions): Layer[] {
	const back: Layer[] = [];
	const front: Layer[] = [];
	for (const {sample, style, pattern = 'solid', behind = false} of series) {
		const shape = (): Shape => shapeOf(sample, view, width);
		if (behind) back.push({shape: shape(), style, pattern, behind});
		else if (!smoothing) front.push({shape: shape(), style, pattern, behind});
		else {
			if (raw) back.push({shape: shape(), style: dimmed(style), pattern: 'solid', behind: true});
			front.push({shape: smoothShape(sample, view, width, smoothing), style, pattern, behind});
		}
	}
	return [...back, ...front];
}

function rangeOf(layers: readonly Layer[]): ValueRange {
	const range = new ValueRange();
	for (const {shape} of layers) {
		if (shape.kind === 'points') for (let i = 1; i < shape.points.length; i += 2) range.add(shape.points[i]!, shape.points[i]!);
		else for (let i = 0; i < shape.columns.low.length; i++) range.add(shape.columns.low[i]!, shape.columns.high[i]!);
	}
	return range;
}

/** Columns of cells that hold a NaN or an infinity, with the style of their mark: the warning colour, or the run's where there are several. */
function markedColumns(series: readonly ChartSeries[], view: View, cols: number): Map<number, Style> {
	const marks = new Map<number, Style>();
	for (const {sample, style} of series) {
		for (const at of sample.nonfinite) {
			const column = columnOf(at, view, cols);
			if (column >= 0 && column < cols) marks.set(column, series.length === 1 ? roleStyle('bad') : style);
		}
	}
	return marks;
}

/** The cursor's column: a line through blank cells, and its background behind the curves. */
function drawCursor(
	grid: Grid,
	left: number,
	y: number,
	layout: ChartLayout,
	column: number,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	if (column < 0 || column >= layout.cols) return;
	for (let row = 0; row < layout.rows; row++) {
		if (grid.glyphs[(y + row) * grid.cols + left + column] === 0x20)
			grid.set(left + column, y + row, pointOf(glyphs.unicode ? '│' : '|'), roleStyle('accent'));
	}
	grid.paint(left + column, y, 1, layout.rows, colorOf('selection'));
}
