import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs, type Glyphs} from '../../../source/draw/glyphs.ts';
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

test('plots as they are seen, in Unicode and in ASCII: axes with texts that never touch, titles and words cut to their room', () => {
	const [xs, ys] = [Float64Array.of(1e-4, 1e-3, 1e-2), Float64Array.of(0, 5, 10)];
	const [rate, loss] = [numberAxis('learning_rate_of_all', xs, true), numberAxis('loss', ys, false)];
	const options = categoryAxis('opt', ['adam', 'sgd-with-momentum', 'rms']);
	const seen = (glyphs: Glyphs) => {
		const [numbers, words, lines] = [new Grid(36, 10), new Grid(36, 4), new Grid(40, 9)];
		const points = [0, 1, 2].map(at => ({x: xs[at]!, y: ys[at]!, standout: at === 2 ? ('chosen' as const) : ('plain' as const)}));
		const all = {xAxis: rate, yAxis: loss, points, middles: [{x: 1e-3, y: 10}]};
		drawScatter(numbers, {x: 0, y: 0, cols: 36, rows: 10}, all, styles, glyphs);
		const some = {xAxis: options, yAxis: loss, points: [plain(0, 0)], middles: []};
		drawScatter(words, {x: 0, y: 0, cols: 36, rows: 4}, some, styles, glyphs);
		const runs = [
			{values: [1e-4, 0, 10], standout: 'plain' as const},
			{values: [1e-2, 1, Number.NaN], standout: 'good' as const},
		];
		const axes = [rate, categoryAxis('opt', ['adam', 'sgd']), loss];
		drawParallel(lines, {x: 0, y: 0, cols: 40, rows: 9}, axes, runs, styles, glyphs);
		return [...numbers.lines(), ...words.lines(), ...lines.lines()];
	};
	assert.deepEqual(seen(allGlyphs), [
		'10 ┤              ─────            ●',
		'   │',
		'   │',
		'   │               ⢀⡀',
		' 5 ┤               ⠈⠁',
		'   │',
		'   │',
		' 0 ┤⣤',
		'   └┬───────────────┬──────────────┬',
		'   1e-4           1e-3          0.01',
		'10 ┤',
		' 0 ┤     ⣤',
		'   └─────┬──────────┬─────────┬─────',
		'       adam     sgd-with…    rms',
		' learn…e_of_all opt            loss',
		' ⠉0.01⣀⣀        │            ⡠⠔⠁10',
		' │      ⠉⠉⠒⠒⠤⠤⣀⣀│         ⢀⠔⠊  │',
		' │              ⠁sgd    ⡠⠒⠁    │',
		' │              │    ⢀⠔⠉       │',
		' │1e-3          │ ⢀⡠⠊⠁         │5',
		' │              ⡠adam          │',
		' │      ⣀⣀⠤⠤⠒⠒⠉⠉│              │',
		' ⣀1e-4⠉⠉        │              │0',
	]);
	assert.deepEqual(seen(asciiGlyphs), [
		'10 +              -----            @',
		'   |',
		'   |',
		'   |               oo',
		' 5 +               oo',
		'   |',
		'   |',
		' 0 +o',
		'   ++---------------+--------------+',
		'   1e-4           1e-3          0.01',
		'10 +',
		' 0 +     o',
		'   +-----+----------+---------+-----',
		'       adam     sgd-with~    rms',
		' learn~e_of_all opt            loss',
		' .0.01..        |            ...10',
		' |      ........|         ...  |',
		' |              .sgd    ...    |',
		' |              |    ...       |',
		' |1e-3          | ....         |5',
		' |              .adam          |',
		' |      ........|              |',
		' .1e-4..        |              |0',
	]);
});

test('where there is no room for a plot, nothing of it is drawn', () => {
	const axis = numberAxis('a', Float64Array.of(1, 2), false);
	for (const [cols, rows] of [
		[6, 4],
		[40, 3],
	] as const) {
		const grid = new Grid(cols, rows);
		drawScatter(
			grid,
			{x: 0, y: 0, cols, rows},
			{xAxis: axis, yAxis: axis, points: [plain(1, 1)], middles: []},
			styles,
			allGlyphs,
		);
		assert.equal(grid.lines().join(''), '');
	}
	for (const [axes, cols, rows] of [
		[[axis], 40, 9],
		[[axis, axis], 12, 9],
		[[axis, axis], 40, 2],
	] as const) {
		const grid = new Grid(cols, rows);
		drawParallel(grid, {x: 0, y: 0, cols, rows}, axes, [{values: [1, 2], standout: 'good'}], styles, allGlyphs);
		assert.equal(grid.lines().join(''), '');
	}
});

test('an axis goes over what is finite; without any it has no texts, and with hardly a round value its ends', () => {
	const texts = (values: number[], isLog = false) =>
		numberAxis('a', Float64Array.from(values), isLog)
			.ticks(3)
			.map(({text}) => text);
	assert.deepEqual(texts([]), []);
	assert.deepEqual(texts([Number.NaN, 1, 3, Number.POSITIVE_INFINITY]), ['1.0', '1.5', '2.0', '2.5', '3.0']);
	assert.deepEqual(texts([0, 10], true), texts([0, 10]), 'a logarithmic one needs values above 0');
	assert.deepEqual(texts([4, 4]), ['4']);
	assert.deepEqual(texts([1.3, 1.31]).length > 1, true);
	const ends = numberAxis('a', Float64Array.of(1), false, {low: 0, high: 2});
	assert.deepEqual([ends.share(-1), ends.share(3), ends.share(1)], [0, 1, 0.5]);
	assert.ok(Number.isNaN(ends.share(Number.POSITIVE_INFINITY)));
});
