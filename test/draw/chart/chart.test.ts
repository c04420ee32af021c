import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';
import {drawChart} from '../../../source/draw/chart/chart.ts';
import {layOutChart} from '../../../source/draw/chart/layout.ts';
import type {ChartOptions, ChartSeries} from '../../../source/draw/chart/options.ts';
import {allGlyphs, asciiGlyphs, type Glyphs} from '../../../source/draw/glyphs.ts';
import {Grid} from '../../../source/draw/grid.ts';
import {colorOf, foregroundOf, roleStyle} from '../../../source/draw/style.ts';

function seriesOf(...values: number[]): Series {
	const series = new Series();
	values.forEach((value, i) => {
		series.push(i * 100, Number.NaN, value);
	});
	return series;
}

/** Curves with the line to draw in front of each, where there is one. */
function draw(
	cols: number,
	rows: number,
	curves: Series[],
	options: Partial<ChartOptions> & {smooth?: Series} = {},
	glyphs: Glyphs = allGlyphs,
) {
	const grid = new Grid(cols, rows);
	const {dots} = layOutChart(cols, rows, options.labelWidth, glyphs.braille);
	const series = curves.map((curve, i): ChartSeries => {
		const sampleOf = (one: Series) => sampleSeries(one, 'step', dots, null, null);
		const smooth = options.smooth === undefined ? null : sampleOf(options.smooth);
		return {sample: sampleOf(curve), smooth, style: roleStyle(i === 0 ? 'run1' : 'run2'), label: `run ${i}`};
	});
	const drawn = drawChart(grid, 0, 0, cols, rows, series, {xKind: 'step', ...options}, glyphs);
	return {grid, lines: grid.lines(), drawn};
}

test('a small chart has its labels in the lines', () => {
	assert.deepEqual(draw(40, 5, [seriesOf(2.3, 1.2, 0.7, 0.4, 0.3, 0.2)]).lines, [
		'    2 ┤⠑⠢⢄⡀',
		'      │   ⠈⠑⠢⢄⣀',
		'    1 ┤        ⠉⠉⠒⠒⠤⠤⠤⣀⣀⣀',
		'      │                  ⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠢⠤⠤⠤',
		'    0 └0───────────200──────────400─────',
	]);
});

test('NaN and infinity are gaps with a mark on the axis', () => {
	const {lines, grid} = draw(40, 5, [seriesOf(2, 1.5, Number.NaN, 1, 0.5, Number.POSITIVE_INFINITY, 0)]);
	assert.match(lines[4]!, /^ {4}0 └[─0-9]+×[─0-9]+×[─0-9]*$/);
	const mark = lines[4]!.indexOf('×');
	assert.equal(foregroundOf(grid.styles[4 * 40 + mark]!), colorOf('bad'));
	// Nothing is drawn in the column of the gap.
	assert.ok(lines.slice(0, 4).every(line => (line[mark] ?? ' ') === ' '));
});

test('a label in the axis gives way to a mark there', () => {
	const values = [2, 1.5, 1, 0.7, 1, 0.5];
	const axisOf = (curve: number[]) => draw(40, 5, [seriesOf(...curve)]).lines[4]!;
	assert.match(axisOf(values), /─200─+400─/);
	for (const [at, label] of [
		[2, '200'],
		[4, '400'],
	] as const) {
		const axis = axisOf(values.with(at, Number.NaN));
		assert.deepEqual([axis.includes('×'), axis.includes(label)], [true, false], axis);
	}
});

test('one point is a number, none is said, and so is nothing finite', () => {
	assert.match(draw(40, 6, [seriesOf(0.7654)]).lines.join('\n'), /0\.7654\n *one point, at step 0/);
	assert.match(draw(40, 6, [seriesOf()]).lines.join('\n'), /No points yet/);
	assert.match(draw(40, 6, []).lines.join('\n'), /No points yet/);
	assert.match(draw(40, 6, [seriesOf(Number.NaN, Number.NaN)]).lines.join('\n'), /2 points, none finite/);
	// The run in question is drawn last, and named first.
	const several = draw(40, 6, [seriesOf(0.5), seriesOf(0.25)]).lines.join('\n');
	assert.match(several, /━ run 1 +0\.2500\n *━ run 0 +0\.5000/);
	const beside = draw(40, 6, [seriesOf(0.5), seriesOf(0.25)], {hasLegend: true}).lines.join('\n');
	assert.match(beside, /^ +one point each$/m);
	assert.doesNotMatch(beside, /run/, 'the legend beside it says which');
});

test('the cursor has a line of its own and hides no curve', () => {
	const without = draw(40, 5, [seriesOf(2, 1, 0)]);
	const {grid, lines} = draw(40, 5, [seriesOf(2, 1, 0)], {cursor: 100});
	const column = without.drawn.layout.left + (without.drawn.layout.cols >> 1);
	for (let row = 0; row < 4; row++) {
		const before = without.lines[row]![column] ?? ' ';
		assert.equal(lines[row]![column], before === ' ' ? '│' : before);
		assert.equal((grid.styles[row * 40 + column]! >>> 8) & 0xfff, colorOf('selection'));
	}
});

test('a smoothed line keeps its raw curve behind it, dim, or alone where raw is off', () => {
	const curve = seriesOf(...Array.from({length: 40}, (_, i) => (i % 2 === 0 ? 1 : 3)));
	const flat = seriesOf(...Array<number>(40).fill(2));
	const attributes = (raw: boolean): Set<number> => {
		const {grid} = draw(60, 8, [curve], {smooth: flat, raw});
		return new Set(
			[...grid.styles].filter((_, i) => grid.glyphs[i]! >= 0x2801 && grid.glyphs[i]! < 0x2900).map(style => style & 0xff),
		);
	};
	assert.deepEqual(attributes(true), new Set([2, 0]));
	assert.deepEqual(attributes(false), new Set([0]));
});

test('an axis that was wide once stays wide', () => {
	const wide = draw(60, 6, [seriesOf(0.99971, 0.99972)]);
	assert.ok(wide.drawn.layout.labelWidth > 5);
	const narrow = draw(60, 6, [seriesOf(1, 2)], {labelWidth: wide.drawn.layout.labelWidth});
	assert.equal(narrow.drawn.layout.left, wide.drawn.layout.left);
});

test('without braille or Unicode the chart is made of what there is', () => {
	const ascii = draw(40, 6, [seriesOf(2.3, 1.2, Number.NaN, 0.4, 0.3, 0.2)], {}, asciiGlyphs).lines.join('\n');
	assert.match(ascii, /^[\x20-\x7e\n]+$/);
	assert.match(ascii, /x/);
	const boxes = draw(40, 6, [seriesOf(2.3, 1.2, 0.7, 0.4)], {}, {unicode: true, braille: false}).lines.join('\n');
	assert.match(boxes, /╮/);
	assert.doesNotMatch(boxes, /[\u2800-\u28ff]/);
});

test('without braille what a logarithm does not have is drawn at the lower end, in a single line too', () => {
	const lines = (rows: number): string[] =>
		draw(40, rows, [seriesOf(0, 1, 10)], {yKind: 'log', low: 0.1, high: 10}, asciiGlyphs).lines;
	assert.match(lines(1)[0]!, /^-+/);
	assert.match(lines(6)[4]!, /\|-/);
});

test('without braille a smoothed line is drawn too, over bars of the raw values or alone', () => {
	const curve = seriesOf(...Array.from({length: 40}, (_, i) => (i % 2 === 0 ? 1 : 3)));
	const flat = seriesOf(...Array<number>(40).fill(2));
	const lines = (raw: boolean): string => draw(40, 8, [curve], {smooth: flat, raw}, asciiGlyphs).lines.join('\n');
	assert.match(lines(true), /:/);
	assert.doesNotMatch(lines(false), /:/);
	assert.match(lines(false), /--/);
});

test('nothing is drawn outside the rectangle, at any size', () => {
	const curve = seriesOf(...Array.from({length: 300}, (_, i) => Math.sin(i / 9)));
	for (const glyphs of [allGlyphs, asciiGlyphs]) {
		for (let cols = 1; cols < 50; cols += 3) {
			for (let rows = 1; rows < 14; rows++) {
				const grid = new Grid(cols + 4, rows + 4);
				const sample = sampleSeries(curve, 'step', 60, null, null);
				drawChart(
					grid,
					2,
					2,
					cols,
					rows,
					[{sample, style: 0, label: 'a rather long label'}],
					{xKind: 'step', cursor: 40},
					glyphs,
				);
				grid.fill(2, 2, cols, rows, 0);
				assert.equal(grid.lines().join(''), '', `${cols} x ${rows}`);
			}
		}
	}
});
