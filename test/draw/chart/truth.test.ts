import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alongMetric, alongTime} from '../../../source/core/series/derived.ts';
import {type Sample, sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';
import {type ChartOptions, drawChart} from '../../../source/draw/chart/chart.ts';
import {columnOf, type View} from '../../../source/draw/chart/curve-columns.ts';
import {type ChartLayout, layOutChart, mostLabelWidth} from '../../../source/draw/chart/layout.ts';
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

/** Dots that may be set: those on samples and on lines between neighbouring ones, with a little room for rounding. */
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

interface Drawn {
	grid: Grid;
	scale: Scale | null;
	layout: ChartLayout;
	view: View;
}

/** Draws curves as they are at a size, the limits wide enough for any label. */
function draw(samples: readonly Sample[], cols: number, rows: number, options: Partial<ChartOptions>, pattern: Pattern): Drawn {
	const grid = new Grid(cols, rows);
	const series = samples.map(sample => ({sample, style: 0, pattern}));
	const all = {xKind: 'step' as const, labelWidth: mostLabelWidth, ...options};
	return {grid, ...drawChart(grid, 0, 0, cols, rows, series, all, allGlyphs)};
}

/** Braille bits of a cell of the plot. */
function dotsAt({grid, layout}: Drawn, column: number, row: number): number {
	const glyph = grid.glyphs[row * grid.cols + layout.left + column]!;
	return glyph >= 0x2800 && glyph < 0x2900 ? glyph - 0x2800 : 0;
}

/** Every finite sample lies in a drawn cell. */
function checkSamples(drawn: Drawn, points: readonly Point[]): void {
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
function checkDots(drawn: Drawn, allowed: Uint8Array): void {
	const {layout} = drawn;
	for (let y = 0; y < layout.rows * 4; y++) {
		for (let x = 0; x < layout.dots; x++) {
			if ((dotsAt(drawn, x >> 1, y >> 2) & bits[y & 3]![x & 1]!) === 0) continue;
			assert.equal(allowed[y * layout.dots + x], 1, `dot ${x}, ${y} of ${layout.dots} x ${layout.rows * 4} has no reason`);
		}
	}
}

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
		return sampleSeries(series, axis, width, null, null, startMs);
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

/** Points as they are logged by runs that were started again: steps repeat and go back. */
function logWithRestarts(count: number, backs: number): {written: Point[]; kept: Point[]} {
	const written: Point[] = [];
	let kept: Point[] = [];
	let x = Math.floor(random() * 1000);
	for (let i = 0; i < count; i++) {
		const draw = random();
		if (draw < backs) {
			x = Math.max(0, x - Math.floor(random() * (count / 4)));
			// What was logged from there on is replaced.
			let length = kept.length;
			while (length > 0 && kept[length - 1]!.x >= x) length--;
			kept = kept.slice(0, length);
		} else if (draw > 0.05 || i === 0) x += random() < 0.9 ? 1 : Math.floor(random() * 50) + 1;
		// A repeated step corrects the one before.
		else if (kept.at(-1)?.x === x) kept.pop();
		const odd = random();
		const y =
			odd < 0.0005 ? pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) : random() + (odd > 0.9999 ? 40 : 0);
		const point = {x, y};
		written.push(point);
		kept.push(point);
	}
	return {written, kept};
}

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
