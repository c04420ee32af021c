import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';
import {drawChart} from '../../../source/draw/chart/chart.ts';
import {columnOf} from '../../../source/draw/chart/curve-columns.ts';
import {layOutChart, mostLabelWidth} from '../../../source/draw/chart/layout.ts';
import type {Scale} from '../../../source/draw/chart/scale.ts';
import {dotRow} from '../../../source/draw/chart/trace.ts';
import {allGlyphs, asciiGlyphs} from '../../../source/draw/glyphs.ts';
import {Grid} from '../../../source/draw/grid.ts';
import type {Pattern} from '../../../source/draw/palette.ts';

// The law of charts: every finite sample in view lies in a drawn cell; every drawn dot lies on a sample or on the line between two
// neighbouring samples; no line crosses a gap. Held against random curves of every kind that broke a plotter before.

let seed = 20261121;
function random(): number {
	seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
	return seed / 2 ** 32;
}
const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;

interface Point {
	x: number;
	y: number;
}

function randomPoints(): Point[] {
	const count = pick([2, 3, 7, 40, 90, 200, 900, 5000]);
	const shape = pick(['decay', 'noise', 'spikes', 'steps', 'constant', 'walk', 'tiny', 'huge']);
	const gaps = pick([0, 0, 0.01, 0.2]);
	const stride = pick(['even', 'irregular', 'bursts']);
	let x = Math.floor(random() * 1000);
	let level = random();
	return Array.from({length: count}, (_, i) => {
		x += stride === 'even' ? 1 : stride === 'irregular' ? 1 + Math.floor(random() * 20) : random() < 0.02 ? 500 : 1;
		level += random() - 0.5;
		const share = i / count;
		const value = {
			decay: 2.3 * Math.exp(-4 * share) + 0.1 * random(),
			noise: random() * 2 - 1,
			spikes: random() < 0.01 ? 50 : 1 + 0.1 * random(),
			steps: Math.floor(share * 5),
			constant: 0.25,
			walk: level,
			tiny: 1 + 1e-9 * random(),
			huge: 1e300 * (random() - 0.5),
		}[shape]!;
		return {x, y: random() < gaps ? pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) : value};
	});
}

/** Dots that may be set: those on samples and on lines between neighbouring ones, with one dot of room for rounding. */
function allowedDots(
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
		for (let row = Math.round(y) - 1; row <= Math.round(y) + 1; row++) {
			for (let column = Math.floor(x) - 1; column <= Math.floor(x) + 1; column++) {
				if (column >= 0 && column < width && row >= 0 && row < height) allowed[row * width + column] = 1;
			}
		}
	};
	const across = (x: number): number => Math.min(width - 1, ((x - from) / (to - from)) * width);
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

function check(points: readonly Point[], cols: number, rows: number, yKind: 'linear' | 'log', pattern: Pattern): void {
	const series = new Series();
	for (const {x, y} of points) series.push(x, Number.NaN, y);
	const layout = layOutChart(cols, rows, mostLabelWidth);
	const sample = sampleSeries(series, 'step', layout.dots, null, null);
	const grid = new Grid(cols, rows);
	const {scale, layout: drawn} = drawChart(
		grid,
		0,
		0,
		cols,
		rows,
		[{sample, style: 0, pattern}],
		{xKind: 'step', yKind, labelWidth: mostLabelWidth},
		allGlyphs,
	);
	const finite = points.filter(({y}) => Number.isFinite(y));
	if (finite.length < 2) return;
	assert.ok(scale, 'a curve is drawn');
	assert.deepEqual(drawn, layout);
	const height = layout.rows * 4;
	const view = {from: points[0]!.x, to: points.at(-1)!.x};
	const dotsAt = (column: number, row: number): number => {
		const glyph = grid.glyphs[row * cols + layout.left + column]!;
		return glyph >= 0x2800 && glyph < 0x2900 ? glyph - 0x2800 : 0;
	};
	for (const {x, y} of finite) {
		const column = columnOf(x, view, layout.dots);
		const row = dotRow(y, scale, height);
		assert.ok(row >= 0 && row < height, `limits hold ${y}`);
		assert.notEqual(dotsAt(column >> 1, row >> 2), 0, `sample ${x}, ${y} is drawn`);
	}
	const allowed = allowedDots(points, scale, view.from, view.to, layout.dots, height, sample.exact.length > 0);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < layout.dots; x++) {
			if ((dotsAt(x >> 1, y >> 2) & bits[y & 3]![x & 1]!) === 0) continue;
			assert.equal(allowed[y * layout.dots + x], 1, `dot ${x}, ${y} of ${layout.dots} x ${height} has no reason`);
		}
	}
	const marks = grid.lines().join('').split('×').length - 1;
	assert.equal(marks > 0, sample.nonfinite.length > 0, 'what is not finite is marked');
}

test('charts tell the truth about random curves', () => {
	for (let round = 0; round < 400; round++) {
		const points = randomPoints();
		const [cols, rows] = [pick([24, 40, 81, 160]), pick([4, 6, 13, 30])];
		check(points, cols, rows, pick(['linear', 'linear', 'log'] as const), pick(['solid', 'dashed', 'dotted'] as const));
	}
});

test('without braille every sample still lies in a drawn cell, and gaps stay open', () => {
	for (let round = 0; round < 150; round++) {
		const points = randomPoints();
		const [cols, rows] = [pick([30, 60, 120]), pick([5, 8, 20])];
		const finite = points.filter(({y}) => Number.isFinite(y));
		if (finite.length < 2) continue;
		const series = new Series();
		for (const {x, y} of points) series.push(x, Number.NaN, y);
		const glyphs = pick([asciiGlyphs, {unicode: true, braille: false}]);
		const layout = layOutChart(cols, rows, mostLabelWidth, 0, false);
		const sample = sampleSeries(series, 'step', layout.dots, null, null);
		const grid = new Grid(cols, rows);
		const {scale} = drawChart(grid, 0, 0, cols, rows, [{sample, style: 0}], {xKind: 'step', labelWidth: mostLabelWidth}, glyphs);
		const view = {from: points[0]!.x, to: points.at(-1)!.x};
		const filled = new Set<number>();
		for (const {x, y} of finite) {
			const column = columnOf(x, view, layout.cols);
			filled.add(column);
			const row = layout.rows - 1 - Math.round(scale!.share(y) * (layout.rows - 1));
			assert.notEqual(grid.glyphs[row * cols + layout.left + column], 0x20, `sample ${x}, ${y} is drawn`);
		}
		// Columns of which something is known to be missing, and that hold nothing, are blank.
		for (const x of sample.nonfinite) {
			const column = columnOf(x, view, layout.cols);
			if (filled.has(column)) continue;
			for (let row = 0; row < layout.rows; row++)
				assert.equal(grid.glyphs[row * cols + layout.left + column], 0x20, `gap at ${x}`);
		}
	}
});
