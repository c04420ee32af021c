import type {Glyphs} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {faint, withAttributes} from '../style.ts';
import {ValueRange} from './axes/limits.ts';
import type {Scale} from './axes/scale.ts';
import type {View} from './curve-columns.ts';
import type {ChartLayout} from './layout.ts';
import {LineLetters} from './letters.ts';
import {drawLinePlot} from './line-plot.ts';
import type {ChartOptions, ChartSeries} from './options.ts';
import {type Layer, Plot, shapeOf} from './plot.ts';

/** The curves of a chart: what is drawn (`makeLayers`), what room it needs (`rangeOf`), and the drawing (`drawDots`, `drawLines`). */

/** Raw curves behind, lines in front of them; without smoothing the curves themselves are the lines. */
export function makeLayers(series: readonly ChartSeries[], view: View, width: number, {raw = true}: ChartOptions): Layer[] {
	const back: Layer[] = [];
	const front: Layer[] = [];
	for (const {sample, smooth = null, style, pattern = 'solid', behind = false, letter = ''} of series) {
		const shape = shapeOf(sample, view, width);
		if (behind) back.push({shape, style, pattern, behind, letter});
		else if (smooth === null) front.push({shape, style, pattern, behind, letter});
		else {
			if (raw) back.push({shape, style: withAttributes(style, faint), pattern: 'solid', behind: true, letter});
			front.push({shape: shapeOf(smooth, view, width), style, pattern, behind, letter});
		}
	}
	return [...back, ...front];
}

export function rangeOf(layers: readonly Layer[], view: View): ValueRange {
	const range = new ValueRange();
	for (const {shape} of layers) {
		if (shape.kind === 'points') addPoints(range, shape.points, view);
		else for (let i = 0; i < shape.columns.low.length; i++) range.add(shape.columns.low[i]!, shape.columns.high[i]!);
	}
	return range;
}

/** The points in view, and where the lines to those outside of it cross its edges. */
function addPoints(range: ValueRange, points: Float64Array, {from, to}: View): void {
	for (let i = 0; i + 1 < points.length; i += 2) {
		const [x, y] = [points[i]!, points[i + 1]!];
		if (x >= from && x <= to) range.add(y, y);
		if (i === 0) continue;
		const [beforeX, beforeY] = [points[i - 2]!, points[i - 1]!];
		for (const edge of [from, to]) {
			if (!(beforeX < edge && x > edge)) continue;
			const crossing = beforeY + (y - beforeY) * ((edge - beforeX) / (x - beforeX));
			range.add(crossing, crossing);
		}
	}
}

let scratch: Plot | null = null;

/** Curves in braille. */
export function drawDots(
	grid: Grid,
	x: number,
	y: number,
	{cols, rows}: ChartLayout,
	layers: readonly Layer[],
	view: View,
	scale: Scale,
): void {
	if (scratch?.cols !== cols || scratch.rows !== rows) scratch = new Plot(cols, rows);
	scratch.clear();
	const letters = layers.some(({letter}) => letter !== '') ? new LineLetters(cols, rows) : null;
	for (const layer of layers) scratch.draw(layer, view, scale, letters);
	scratch.paint(grid, x, y);
	letters?.paint(grid, x, y);
}

/** Curves where there is no braille: a line each, smoothed where that is wanted, and bars for the extremes of the raw values. */
export function drawLines(
	grid: Grid,
	x: number,
	y: number,
	layout: ChartLayout,
	series: readonly ChartSeries[],
	view: View,
	scale: Scale,
	{raw = true}: ChartOptions,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	const letters = series.some(({letter = ''}) => letter !== '') ? new LineLetters(layout.cols, layout.rows) : null;
	for (const {sample, smooth = null, style, pattern = 'solid', behind = false, letter = ''} of series) {
		const line = behind ? null : (smooth ?? sample);
		const range = behind || smooth === null || raw ? sample : null;
		if (line !== null) letters?.begin(letter, style);
		drawLinePlot(
			{grid, x, y, cols: layout.cols, rows: layout.rows, view, scale, unicode: glyphs.unicode, pattern, letters},
			line,
			range,
			style,
			withAttributes(style, faint),
		);
	}
	letters?.paint(grid, x, y);
}
