import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alongMetric, alongTime} from '../../../source/core/series/derived.ts';
import {type Sample, sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';
import {drawChart} from '../../../source/draw/chart/chart.ts';
import {columnOf} from '../../../source/draw/chart/curve-columns.ts';
import {layOutChart, mostLabelWidth} from '../../../source/draw/chart/layout.ts';
import {asciiGlyphs} from '../../../source/draw/glyphs.ts';
import {Grid} from '../../../source/draw/grid.ts';
import type {Pattern} from '../../../source/draw/palette.ts';

import {allowedDots, checkDots, checkSamples, draw} from './drawn-truth.ts';
import {logWithRestarts, type Point, pick, random, randomPoints} from './random-points.ts';

// The law of charts: every finite sample in view lies in a drawn cell; every drawn dot lies on a sample or on the line between two
// neighbouring samples; no line crosses a gap. Held against random curves of every kind that broke a plotter before.

/** The same points along another x: what a chart shows, and what the engine makes of them for it. */
interface Along {
	points: Point[];
	sampleOf: (width: number) => Sample;
}

const byX = (points: Point[]): Point[] =>
	points
		.map((point, i) => ({point, i}))
		.sort((a, b) => a.point.x - b.point.x || a.i - b.i)
		.map(({point}) => point);

const axes = ['step', 'time', 'relative', 'set back', 'metric'] as const;

function alongAxis(points: readonly Point[], axis: (typeof axes)[number]): Along {
	const series = new Series();
	const other = new Series();
	const startMs = 1_760_000_000_000;
	let wallMs = startMs;
	const placed = points.map(({x, y}, i): Point => {
		wallMs += Math.floor(random() * 5000) - (axis === 'set back' && random() < 0.05 ? 20_000 : 0);
		series.push(x, wallMs, y);
		const value = pick([i / 7, random(), 3]);
		other.push(x, Number.NaN, value);
		if (axis === 'step') return {x, y};
		return {x: axis === 'metric' ? value : axis === 'relative' ? (wallMs - startMs) / 1000 : wallMs, y};
	});
	const sampleOf = (width: number): Sample => {
		if (axis === 'metric') return sampleSeries(alongMetric(series, other).follow(), 'step', width, null, null);
		if (axis === 'set back') return sampleSeries(alongTime(series).follow(), 'time', width, null, null);
		return sampleSeries(series, axis, width, null, null, {zeroMs: startMs});
	};
	return {points: byX(placed), sampleOf};
}

function check({points, sampleOf}: Along, cols: number, rows: number, yKind: 'linear' | 'log', pattern: Pattern): void {
	const layout = layOutChart(cols, rows, mostLabelWidth);
	const sample = sampleOf(layout.dots);
	const drawn = draw([sample], cols, rows, {yKind}, pattern);
	if (points.filter(({y}) => Number.isFinite(y)).length < 2) return;
	assert.deepEqual(drawn.layout, layout);
	checkSamples(drawn, points);
	const {from, to} = drawn.view;
	checkDots(drawn, allowedDots(points, drawn.scale!, from, to, layout.dots, layout.rows * 4, sample.exact.length > 0));
	const marks = drawn.grid.lines().join('').split('×').length - 1;
	assert.equal(marks > 0, sample.nonfinite.length > 0, 'what is not finite is marked');
}

test('charts tell the truth about random curves', () => {
	for (let round = 0; round < 400; round++) {
		const along = alongAxis(randomPoints(), 'step');
		const [cols, rows] = [pick([24, 40, 81, 160]), pick([4, 6, 13, 30])];
		check(along, cols, rows, pick(['linear', 'linear', 'log'] as const), pick(['solid', 'dashed', 'dotted'] as const));
	}
});

test('over time, clocks that are set back and any metric too', () => {
	for (let round = 0; round < 120; round++) {
		const along = alongAxis(randomPoints(), pick(axes));
		check(along, pick([24, 81, 160]), pick([4, 13, 30]), 'linear', pick(['solid', 'dashed'] as const));
	}
});

function checkRestarts(count: number, backs: number, cols: number, rows: number): void {
	const {written, kept} = logWithRestarts(count, backs);
	const series = new Series();
	for (const {x, y} of written) series.push(x, Number.NaN, y);
	assert.equal(series.length, kept.length);
	check({points: kept, sampleOf: width => sampleSeries(series, 'step', width, null, null)}, cols, rows, 'linear', 'solid');
}

test('so are steps that repeat and go back', () => {
	for (let round = 0; round < 100; round++)
		checkRestarts(pick([5, 60, 700, 4000]), pick([0.001, 0.02]), pick([24, 81, 160]), pick([4, 13, 30]));
});

test('a thousand gaps stay open as one does', () => {
	for (let round = 0; round < 20; round++) {
		const points = Array.from({length: pick([600, 2000, 5000])}, (_, x): Point => {
			return {x, y: random() < 0.4 ? pick([Number.NaN, Number.POSITIVE_INFINITY]) : random()};
		});
		check(alongAxis(points, pick(['step', 'metric'] as const)), pick([81, 160]), pick([13, 30]), 'linear', 'solid');
	}
});

test('a million points are drawn as truly as a hundred', () => {
	const points = Array.from({length: 1_000_000}, (_, x): Point => {
		const spike = random() < 1e-5 ? 40 : 0;
		return {x, y: random() < 1e-5 ? Number.NaN : 2 * Math.exp(-x / 3e5) + 0.1 * random() + spike};
	});
	check(alongAxis(points, 'step'), 200, 50, 'linear', 'solid');
});

test('zoomed in, lines come in from the points outside of the view', () => {
	for (let round = 0; round < 200; round++) {
		const {points} = alongAxis(randomPoints(), 'step');
		const series = new Series();
		for (const {x, y} of points) series.push(x, Number.NaN, y);
		const whole = points.at(-1)!.x - points[0]!.x;
		const from = points[0]!.x + random() * whole;
		const to = Math.min(points.at(-1)!.x, from + whole * (0.02 + random() / 2));
		const [cols, rows] = [pick([40, 120]), pick([6, 20])];
		const layout = layOutChart(cols, rows, mostLabelWidth);
		const sample = sampleSeries(series, 'step', layout.dots, from, to);
		const drawn = draw([sample], cols, rows, {from, to}, 'solid');
		if (drawn.scale === null || !(to > from)) continue;
		checkSamples(
			drawn,
			points.filter(({x}) => x >= from && x <= to),
		);
		checkDots(drawn, allowedDots(points, drawn.scale, from, to, layout.dots, layout.rows * 4, sample.exact.length > 0));
	}
});

test('of a pair in one chart every sample of either lies in a drawn cell', () => {
	for (let round = 0; round < 100; round++) {
		const both = [randomPoints(), randomPoints()];
		const [cols, rows] = [pick([40, 120]), pick([6, 20])];
		const layout = layOutChart(cols, rows, mostLabelWidth);
		const from = Math.min(...both.map(points => points[0]!.x));
		const to = Math.max(...both.map(points => points.at(-1)!.x));
		// Curves of one chart are asked for over the range that all of them span.
		const samples = both.map(points => {
			const series = new Series();
			for (const {x, y} of points) series.push(x, Number.NaN, y);
			return sampleSeries(series, 'step', layout.dots, from, to);
		});
		const drawn = draw(samples, cols, rows, {}, 'dashed');
		if (drawn.scale === null) continue;
		for (const points of both) checkSamples(drawn, points);
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
		const layout = layOutChart(cols, rows, mostLabelWidth, false);
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
