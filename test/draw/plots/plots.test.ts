import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs} from '../../../source/draw/glyphs.ts';
import {Grid} from '../../../source/draw/grid.ts';
import {drawParallel} from '../../../source/draw/plots/parallel.ts';
import type {PlotPoint} from '../../../source/draw/plots/point.ts';
import {drawScatter} from '../../../source/draw/plots/scatter.ts';
import {categoryAxis, levelAxis, numberAxis} from '../../../source/draw/plots/value-axis.ts';

const styles = {plain: 1, good: 2, marked: 3, chosen: 4};
const area = {x: 0, y: 0, cols: 60, rows: 16};
const plain = (x: number, y: number): PlotPoint => ({x, y, standout: 'plain'});

function scatter(points: readonly PlotPoint[], xs: Float64Array, isLog = false): Grid {
	const grid = new Grid(area.cols, area.rows);
	const ys = Float64Array.from(points, ({y}) => y);
	const plot = {xAxis: numberAxis('lr', xs, isLog), yAxis: numberAxis('loss', ys, false), points, middles: []};
	drawScatter(grid, area, plot, styles, allGlyphs);
	return grid;
}

/** Cells that hold dots of braille, with their styles. */
const dots = (grid: Grid): {x: number; y: number; style: number}[] =>
	[...grid.glyphs.keys()]
		.filter(at => grid.glyphs[at]! > 0x2800 && grid.glyphs[at]! <= 0x28ff)
		.map(at => ({x: at % grid.cols, y: Math.floor(at / grid.cols), style: grid.styles[at]!}));

test('every point is drawn inside the axes, low values below', () => {
	const points = Array.from({length: 40}, (_, at) => plain(at, at));
	const drawn = dots(
		scatter(
			points,
			Float64Array.from(points, ({x}) => x),
		),
	);
	assert.ok(drawn.length >= 20);
	const left = Math.min(...drawn.map(({x}) => x));
	const lowest = drawn.filter(({x}) => x === left);
	assert.ok(lowest.every(({y}) => y >= area.rows - 5));
	assert.ok(drawn.every(({x, y}) => x > 3 && x < area.cols && y < area.rows - 2));
});

test('on a logarithmic axis decades are equally wide', () => {
	const xs = Float64Array.of(1e-5, 1e-4, 1e-3, 1e-2, 1e-1);
	const columns = dots(
		scatter(
			Array.from(xs, x => plain(x, 1)),
			xs,
			true,
		),
	).map(({x}) => x);
	const places = [...new Set(columns)].sort((a, b) => a - b);
	const first = [0, 1, 2, 3, 4].map(at => numberAxis('lr', xs, true).share(xs[at]!));
	assert.deepEqual(
		first.map(share => Math.round(share * 100)),
		[0, 25, 50, 75, 100],
	);
	assert.ok(places.length >= 5);
});

test('the chosen run lies over the others; a missing value is not drawn', () => {
	const points = [
		plain(1, 1),
		{x: 1, y: 1, standout: 'chosen' as const},
		plain(Number.NaN, 1),
		plain(2, Number.NaN),
		plain(2, 2),
	];
	const grid = scatter(points, Float64Array.of(1, 2));
	assert.equal(grid.lines().join('').split('●').length, 2);
	const at = [...grid.glyphs.keys()].find(cell => grid.glyphs[cell] === '●'.codePointAt(0))!;
	assert.equal(grid.styles[at], styles.chosen);
	assert.equal(new Set(dots(grid).map(({y}) => y)).size, 1);
});

test('words and the few values of a grid have places of their own', () => {
	const words = categoryAxis('opt', ['adam', 'sgd']);
	assert.deepEqual([words.share(0), words.share(1)], [0.25, 0.75]);
	assert.ok(Number.isNaN(words.share(Number.NaN)));
	const levels = levelAxis('bs', [32, 64, 1024], ['32', '64', '1024']);
	assert.deepEqual(
		levels.ticks(2).map(({text}) => text),
		['32', '64', '1024'],
	);
	assert.equal(levels.share(64), 0.5);
	assert.ok(Number.isNaN(levels.share(48)));
});

test('parallel axes: a run is a line across them, parted where a value is missing', () => {
	const axes = [
		numberAxis('a', Float64Array.of(0, 1), false),
		categoryAxis('b', ['x', 'y']),
		numberAxis('loss', Float64Array.of(0, 1), false),
	];
	const draw = (values: number[]): Grid => {
		const grid = new Grid(60, 12);
		drawParallel(grid, {x: 0, y: 0, cols: 60, rows: 12}, axes, [{values, standout: 'good'}], styles, allGlyphs);
		return grid;
	};
	const whole = dots(draw([0, 1, 0.5]));
	assert.ok(whole.every(({style}) => style === styles.good));
	assert.ok(Math.max(...whole.map(({x}) => x)) > 45 && Math.min(...whole.map(({x}) => x)) < 5);
	const half = dots(draw([0, 1, Number.NaN]));
	assert.ok(Math.max(...half.map(({x}) => x)) < 30);
	assert.deepEqual(dots(draw([0, Number.NaN, 1])), []);
	assert.match(draw([0, 1, 0.5]).lines()[0]!, /a +b +loss/);
});
