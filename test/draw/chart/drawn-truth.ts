import assert from 'node:assert/strict';
import type {Sample} from '../../../source/core/series/sample.ts';
import type {Scale} from '../../../source/draw/chart/axes/scale.ts';
import {type ChartOptions, drawChart} from '../../../source/draw/chart/chart.ts';
import {columnOf, type View} from '../../../source/draw/chart/curve-columns.ts';
import {type ChartLayout, mostLabelWidth} from '../../../source/draw/chart/layout.ts';
import {dotRow} from '../../../source/draw/chart/trace.ts';
import {allGlyphs} from '../../../source/draw/glyphs.ts';
import {Grid} from '../../../source/draw/grid.ts';
import type {Pattern} from '../../../source/draw/palette.ts';
import type {Point} from './random-points.ts';

/** What is drawn of a curve, held against its points. */

/** Dots that may be set: those on samples and on lines between neighbouring ones, with a little room for rounding. */
export function allowedDots(
	points: readonly Point[],
	scale: Scale,
	from: number,
	to: number,
	width: number,
	height: number,
	exact: boolean,
): Uint8Array {
	const allowed = new Uint8Array(width * height);
	const allow = (x: number, y: number): void => {
		for (let row = Math.round(y) - room; row <= Math.round(y) + room; row++) {
			for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 1; column++) {
				if (column >= 0 && column < width && row >= 0 && row < height) allowed[row * width + column] = 1;
			}
		}
	};
	const across = (x: number): number => (to === from ? width >> 1 : x === to ? width - 1 : ((x - from) / (to - from)) * width);
	// The first value of a column is only known to within two rows, and so is the line to it.
	const room = exact ? 1 : 2;
	const down = (y: number): number => (1 - scale.share(y)) * (height - 1);
	const extremes = new Map<number, [number, number]>();
	points.forEach((point, i) => {
		if (!Number.isFinite(point.y)) return;
		allow(across(point.x), down(point.y));
		const column = columnOf(point.x, {from, to}, width);
		const [top, bottom] = extremes.get(column) ?? [point.y, point.y];
		extremes.set(column, [Math.max(top, point.y), Math.min(bottom, point.y)]);
		const next = points[i + 1];
		if (!next || !Number.isFinite(next.y)) return;
		const length = Math.ceil(Math.max(Math.abs(across(next.x) - across(point.x)), Math.abs(down(next.y) - down(point.y)))) * 2;
		for (let k = 1; k < length; k++) {
			const share = k / length;
			allow(across(point.x) + (across(next.x) - across(point.x)) * share, down(point.y) + (down(next.y) - down(point.y)) * share);
		}
	});
	// A gap narrower than a column of dots cannot be shown where several points share the column.
	if (!exact) {
		for (const {x, y} of points) {
			const column = columnOf(x, {from, to}, width);
			const extreme = extremes.get(column);
			if (Number.isFinite(y) || !extreme) continue;
			for (let row = Math.round(down(extreme[0])); row <= down(extreme[1]); row++) allow(column, row);
		}
	}
	return allowed;
}

const bits = [
	[0x01, 0x08],
	[0x02, 0x10],
	[0x04, 0x20],
	[0x40, 0x80],
];

export interface Drawn {
	grid: Grid;
	scale: Scale | null;
	layout: ChartLayout;
	view: View;
}

/** Draws curves as they are at a size, the limits wide enough for any label. */
export function draw(
	samples: readonly Sample[],
	cols: number,
	rows: number,
	options: Partial<ChartOptions>,
	pattern: Pattern,
): Drawn {
	const grid = new Grid(cols, rows);
	const series = samples.map(sample => ({sample, style: 0, pattern}));
	const all = {xKind: 'step' as const, labelWidth: mostLabelWidth, ...options};
	return {grid, ...drawChart(grid, 0, 0, cols, rows, series, all, allGlyphs)};
}

/** Braille bits of a cell of the plot. */
export function dotsAt({grid, layout}: Drawn, column: number, row: number): number {
	const glyph = grid.glyphs[row * grid.cols + layout.left + column]!;
	return glyph >= 0x2800 && glyph < 0x2900 ? glyph - 0x2800 : 0;
}

/** Every finite sample lies in a drawn cell. */
export function checkSamples(drawn: Drawn, points: readonly Point[]): void {
	const {scale, layout, view} = drawn;
	assert.ok(scale, 'a curve is drawn');
	const height = layout.rows * 4;
	for (const {x, y} of points) {
		if (!Number.isFinite(y)) continue;
		const column = columnOf(x, view, layout.dots);
		const row = dotRow(y, scale, height);
		assert.ok(row >= 0 && row < height, `limits hold ${y}`);
		assert.notEqual(dotsAt(drawn, column >> 1, row >> 2), 0, `sample ${x}, ${y} is drawn`);
	}
}

/** Every drawn dot is one of those allowed. */
export function checkDots(drawn: Drawn, allowed: Uint8Array): void {
	const {layout} = drawn;
	for (let y = 0; y < layout.rows * 4; y++) {
		for (let x = 0; x < layout.dots; x++) {
			if ((dotsAt(drawn, x >> 1, y >> 2) & bits[y & 3]![x & 1]!) === 0) continue;
			assert.equal(allowed[y * layout.dots + x], 1, `dot ${x}, ${y} of ${layout.dots} x ${layout.rows * 4} has no reason`);
		}
	}
}
