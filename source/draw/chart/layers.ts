import type {Sample} from '../../core/series/sample.ts';
import type {Glyphs} from '../glyphs.ts';
import type {Grid} from '../grid.ts';
import {attributesOf, backgroundOf, faint, foregroundOf, makeStyle, type Style} from '../style.ts';
import type {View} from './curve-columns.ts';
import type {ChartLayout} from './layout.ts';
import {ValueRange} from './limits.ts';
import {drawLinePlot} from './line-plot.ts';
import type {ChartOptions, ChartSeries} from './options.ts';
import {type Layer, Plot, type Shape, shapeOf} from './plot.ts';
import type {Scale} from './scale.ts';
import {smoothShape} from './smooth-shape.ts';

/** The curves of a chart: what is drawn (`makeLayers`), what room it needs (`rangeOf`), and the drawing (`drawDots`, `drawLines`). */

const dimmed = (style: Style): Style => makeStyle(foregroundOf(style), backgroundOf(style), attributesOf(style) | faint);

/** Raw curves behind, lines in front of them; without smoothing the curves themselves are the lines. */
export function makeLayers(
	series: readonly ChartSeries[],
	view: View,
	width: number,
	{smoothing, raw = true}: ChartOptions,
): Layer[] {
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

export function rangeOf(layers: readonly Layer[]): ValueRange {
	const range = new ValueRange();
	for (const {shape} of layers) {
		if (shape.kind === 'points') for (let i = 1; i < shape.points.length; i += 2) range.add(shape.points[i]!, shape.points[i]!);
		else for (let i = 0; i < shape.columns.low.length; i++) range.add(shape.columns.low[i]!, shape.columns.high[i]!);
	}
	return range;
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
	for (const layer of layers) scratch.draw(layer, view, scale);
	scratch.paint(grid, x, y);
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
	{smoothing, raw = true}: ChartOptions,
	glyphs: Pick<Glyphs, 'unicode'>,
): void {
	for (const {sample, style, behind = false} of series) {
		const line = behind ? null : smoothing ? smoothed(smoothShape(sample, view, layout.cols, smoothing), sample) : sample;
		const range = behind || !smoothing || raw ? sample : null;
		drawLinePlot(
			{grid, x, y, cols: layout.cols, rows: layout.rows, view, scale, unicode: glyphs.unicode},
			line,
			range,
			style,
			dimmed(style),
		);
	}
}

function smoothed(shape: Shape, sample: Sample): Sample {
	return shape.kind === 'points' ? {...sample, exact: shape.points} : sample;
}
