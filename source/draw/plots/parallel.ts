import {DotMask} from '../chart/dot-mask.ts';
import {type Glyphs, pointOf} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {truncateMiddle} from '../names.ts';
import {bold, roleStyle} from '../style.ts';
import {textWidth} from '../width.ts';
import {paintDots, type Standout, type StandoutStyles, standouts} from './point.ts';
import type {PlotArea} from './scatter.ts';
import type {ValueAxis} from './value-axis.ts';

/** A run across the axes: its value on each, NaN where it is missing. */
export interface ParallelLine {
	values: readonly number[];
	standout: Standout;
}

/** Cells that an axis needs beside the next one. */
export const leastAxisCols = 13;

const dim = roleStyle('dim');
const axisStyle = roleStyle('axis');

/**
 * Draws an upright axis for each setting side by side, the result last, and every run as a line across them (Inselberg, "The plane with
 * parallel coordinates", 1985). A line is parted where a value is missing.
 */
export function drawParallel(
	grid: Grid,
	area: PlotArea,
	axes: readonly ValueAxis[],
	lines: readonly ParallelLine[],
	styles: StandoutStyles,
	glyphs: Glyphs,
): void {
	const inner: PlotArea = {x: area.x + 1, y: area.y + 1, cols: area.cols - 9, rows: area.rows - 1};
	if (axes.length < 2 || inner.cols < axes.length * 2 || inner.rows < 2) return;
	const columnOf = (axis: number): number => Math.round((axis * (inner.cols - 1)) / (axes.length - 1));
	for (const [at] of axes.entries())
		for (let row = 0; row < inner.rows; row++)
			grid.set(inner.x + columnOf(at), inner.y + row, pointOf(glyphs.unicode ? '│' : '|'), axisStyle);
	drawLines(grid, inner, axes, lines, columnOf, styles, glyphs);
	axes.forEach((axis, at) => {
		const x = inner.x + columnOf(at);
		const room = at === axes.length - 1 ? area.x + area.cols - x - 1 : inner.x + columnOf(at + 1) - x - 1;
		const title = truncateMiddle(axis.title, room, glyphs);
		grid.put(x, area.y, title, at === axes.length - 1 ? roleStyle('default', bold) : roleStyle('default'), room);
		drawLabels(grid, inner, axis, x + 1, Math.min(10, room - 1), glyphs);
	});
}

/** Texts at the right of an axis, where one does not come over another. */
function drawLabels(grid: Grid, {y, rows}: PlotArea, axis: ValueAxis, x: number, room: number, glyphs: Glyphs): void {
	let last = Number.POSITIVE_INFINITY;
	for (const {share, text} of axis.ticks(Math.max(2, rows >> 2))) {
		if (!(share >= 0 && share <= 1)) continue;
		const row = y + Math.round((1 - share) * (rows - 1));
		if (row >= last) continue;
		last = row;
		const shown = truncateMiddle(text, room, glyphs);
		grid.put(x, row, shown, dim, Math.max(0, Math.min(room, textWidth(shown))));
	}
}

function drawLines(
	grid: Grid,
	{x, y, cols, rows}: PlotArea,
	axes: readonly ValueAxis[],
	lines: readonly ParallelLine[],
	columnOf: (axis: number) => number,
	styles: StandoutStyles,
	glyphs: Glyphs,
): void {
	const mask = new DotMask(cols, rows);
	const dotX = (axis: number): number => columnOf(axis) * 2;
	const dotY = (share: number): number => (1 - share) * (mask.height - 1);
	for (const standout of standouts) {
		mask.clear();
		for (const {values, standout: own} of lines) {
			if (own !== standout) continue;
			const shares = values.map((value, at) => axes[at]!.share(value));
			for (let at = 0; at + 1 < axes.length; at++) {
				const [from, to] = [shares[at]!, shares[at + 1]!];
				if (!Number.isNaN(from) && !Number.isNaN(to)) mask.line(dotX(at), dotY(from), dotX(at + 1), dotY(to));
			}
		}
		paintDots(grid, mask, x, y, styles[standout], glyphs, ['·', '.']);
	}
}
