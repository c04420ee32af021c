import {DotMask} from '../chart/dot-mask.ts';
import {type Glyphs, pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {truncateEnd} from '../names.ts';
import {roleStyle} from '../style.ts';
import {textWidth} from '../width.ts';
import {type PlotPoint, paintDots, type Standout, type StandoutStyles, standouts} from './point.ts';
import type {ValueAxis} from './value-axis.ts';

/** Where a plot is drawn. */
export interface PlotArea {
	x: number;
	y: number;
	cols: number;
	rows: number;
}

export interface ScatterPlot {
	xAxis: ValueAxis;
	yAxis: ValueAxis;
	points: readonly PlotPoint[];
	/** Values of y that are drawn as short lines: the middle of what lies at an x. */
	middles: readonly {x: number; y: number}[];
}

const mostLabel = 9;
const dim = roleStyle('dim');
const axisStyle = roleStyle('axis');

/** Draws a setting against the result, axes at the left and below; a point is four dots, the chosen one a disc. */
export function drawScatter(grid: Grid, area: PlotArea, plot: ScatterPlot, styles: StandoutStyles, glyphs: Glyphs): void {
	const {yAxis} = plot;
	const labels = yAxis.ticks(Math.max(2, area.rows >> 2));
	const widest = labels.reduce((width, {text}) => Math.max(width, textWidth(text)), 0);
	const left = Math.min(mostLabel, widest) + 2;
	const inner: PlotArea = {x: area.x + left, y: area.y, cols: area.cols - left, rows: area.rows - 2};
	if (inner.cols < 4 || inner.rows < 2) return;
	const rowOf = (share: number): number => inner.y + Math.round((1 - share) * (inner.rows - 1));
	for (let row = 0; row < inner.rows; row++) grid.set(inner.x - 1, inner.y + row, pointOf(glyphs.unicode ? '│' : '|'), axisStyle);
	let last = Number.POSITIVE_INFINITY;
	for (const {share, text} of labels) {
		const row = rowOf(share);
		// In few rows one would come over another.
		if (!(share >= 0 && share <= 1) || row >= last) continue;
		last = row;
		const shown = truncateEnd(text, left - 2, glyphs);
		grid.put(area.x + left - 2 - textWidth(shown), row, shown, dim);
		grid.set(inner.x - 1, row, pointOf(glyphs.unicode ? '┤' : '+'), axisStyle);
	}
	drawBottom(grid, inner, plot.xAxis, glyphs);
	for (const {x, y} of plot.middles) drawMiddle(grid, inner, plot.xAxis.share(x), rowOf(plot.yAxis.share(y)), glyphs);
	drawPoints(grid, inner, plot, styles, glyphs);
}

function drawMiddle(grid: Grid, {x, cols}: PlotArea, share: number, row: number, glyphs: Glyphs): void {
	const at = x + Math.round(share * (cols - 1));
	for (let column = Math.max(x, at - 2); column <= Math.min(x + cols - 1, at + 2); column++)
		grid.set(column, row, pointOf(glyphs.unicode ? '─' : '-'), dim);
}

/** The line below and its labels, which never touch. */
function drawBottom(grid: Grid, {x, y, cols, rows}: PlotArea, axis: ValueAxis, glyphs: Glyphs): void {
	const line = y + rows;
	grid.set(x - 1, line, pointOf(glyphs.unicode ? '└' : '+'), axisStyle);
	for (let column = 0; column < cols; column++) grid.set(x + column, line, pointOf(glyphs.unicode ? '─' : '-'), axisStyle);
	const ticks = axis.ticks(Math.max(2, Math.floor(cols / 10)));
	const room = axis.isCategory ? Math.max(1, Math.floor(cols / Math.max(1, ticks.length)) - 1) : cols;
	let free = x - 2;
	for (const {share, text} of ticks) {
		if (!(share >= 0 && share <= 1)) continue;
		const at = x + Math.round(share * (cols - 1));
		const shown = truncateEnd(text, room, glyphs);
		const start = Math.max(x - 1, Math.min(x + cols - textWidth(shown), at - (textWidth(shown) >> 1)));
		if (start <= free) continue;
		grid.put(start, line + 1, shown, dim);
		grid.set(at, line, pointOf(glyphs.unicode ? '┬' : '+'), axisStyle);
		free = start + textWidth(shown);
	}
}

function drawPoints(grid: Grid, area: PlotArea, plot: ScatterPlot, styles: StandoutStyles, glyphs: Glyphs): void {
	const {x, y, cols, rows} = area;
	const mask = new DotMask(cols, rows);
	const groups: Record<Standout, PlotPoint[]> = {plain: [], good: [], marked: [], chosen: []};
	for (const point of plot.points) groups[point.standout].push(point);
	for (const standout of standouts) {
		mask.clear();
		for (const point of groups[standout]) {
			const [shareX, shareY] = [plot.xAxis.share(point.x), plot.yAxis.share(point.y)];
			if (Number.isNaN(shareX) || Number.isNaN(shareY)) continue;
			const dotX = Math.round(shareX * (mask.width - 2));
			const dotY = Math.round((1 - shareY) * (mask.height - 2));
			for (const [dx, dy] of [
				[0, 0],
				[1, 0],
				[0, 1],
				[1, 1],
			] as const)
				mask.dot(dotX + dx, dotY + dy);
			if (standout === 'chosen') grid.set(x + (dotX >> 1), y + (dotY >> 2), pointOf(glyphs.unicode ? '●' : '@'), styles.chosen);
		}
		if (standout === 'chosen') return;
		paintDots(grid, mask, x, y, styles[standout], glyphs, ['•', 'o']);
	}
}
