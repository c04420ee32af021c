import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Picture} from '../../source/core/media/picture.ts';
import {makeRidges} from '../../source/core/media/ridges.ts';
import {allGlyphs, asciiGlyphs, type Glyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {drawPicture} from '../../source/draw/media/half-blocks.ts';
import {drawRidges} from '../../source/draw/media/ridges.ts';
import {drawParallel} from '../../source/draw/plots/parallel.ts';
import {drawScatter} from '../../source/draw/plots/scatter.ts';
import {categoryAxis, numberAxis} from '../../source/draw/plots/value-axis.ts';
import {drawScrollbar} from '../../source/draw/scroll.ts';

const withoutBraille: Glyphs = {...allGlyphs, braille: false};
const styles = {plain: 1, good: 2, marked: 3, chosen: 4};

function drawn(cols: number, rows: number, draw: (grid: Grid) => void): string {
	const grid = new Grid(cols, rows);
	draw(grid);
	return grid.lines().join('\n');
}

const points = [
	{x: 0, y: 0, standout: 'plain'},
	{x: 1, y: 1, standout: 'good'},
	{x: 2, y: 2, standout: 'chosen'},
] as const;
const of = (...values: number[]) => Float64Array.from(values);
const plot = {
	xAxis: numberAxis('lr', of(0, 1, 2), false),
	yAxis: numberAxis('loss', of(0, 1, 2), false),
	points,
	middles: [{x: 1, y: 1}],
};
const words = {...plot, xAxis: categoryAxis('opt', ['adam', 'a very long name of an optimiser', 'sgd'])};
const axes = [numberAxis('lr', of(0, 1), false), categoryAxis('opt', ['adam', 'sgd']), numberAxis('loss', of(0, 1), false)];
const lines = [{values: [0, 1, 0.5], standout: 'plain'}] as const;
const bump = (step: number, at: number) => ({step, edges: of(at, at + 1), counts: of(5)});
const ridges = makeRidges([bump(0, 0), bump(10, 2), bump(20, 0)], 30)!;
/** Black, dark, bright and white, two lines of each; a third line, white and black, has half a cell. */
const picture: Picture = {
	width: 4,
	height: 3,
	rgb: Uint8Array.from([0, 90, 180, 255, 0, 90, 180, 255, 255, 0, 0, 0].flatMap(grey => [grey, grey, grey])),
};

const drawings: Record<string, (grid: Grid, glyphs: Glyphs) => void> = {
	scatter: (grid, glyphs) => drawScatter(grid, {x: 0, y: 0, cols: grid.cols, rows: grid.rows}, plot, styles, glyphs),
	words: (grid, glyphs) => drawScatter(grid, {x: 0, y: 0, cols: grid.cols, rows: grid.rows}, words, styles, glyphs),
	parallel: (grid, glyphs) => drawParallel(grid, {x: 0, y: 0, cols: grid.cols, rows: grid.rows}, axes, lines, styles, glyphs),
	ridges: (grid, glyphs) => drawRidges(grid, 0, 0, grid.cols, grid.rows, ridges, glyphs),
	picture: (grid, glyphs) => drawPicture(grid, 0, 0, picture, glyphs, true),
	scrollbar: (grid, glyphs) => drawScrollbar(grid, 0, 0, grid.rows, 100, 3, 0, glyphs),
};

test('without Unicode plots, pictures and distributions are ASCII alone, and without braille have none, at any size', () => {
	for (const [name, draw] of Object.entries(drawings))
		for (const cols of [1, 5, 9, 14, 30, 60])
			for (const rows of [1, 3, 6, 12]) {
				assert.match(
					drawn(cols, rows, grid => draw(grid, asciiGlyphs)),
					/^[\x20-\x7e\n]*$/,
					`${name} ${cols}×${rows}`,
				);
				assert.doesNotMatch(
					drawn(cols, rows, grid => draw(grid, withoutBraille)),
					/[\u2800-\u28ff]/,
					`${name} ${cols}×${rows}`,
				);
			}
});

test('in ASCII a plot says the same: axes with their values, points, the middle, and the chosen run', () => {
	assert.equal(
		drawn(44, 10, grid => drawings.scatter!(grid, asciiGlyphs)).trimEnd(),
		[
			'2 +                                        @',
			'  |',
			'  |',
			'  |                    o',
			'1 +                  --o--',
			'  |',
			'  |',
			'0 +o',
			'  ++---------+---------+---------+---------+',
			'  0.0       0.5       1.0       1.5      2.0',
		].join('\n'),
	);
	assert.match(
		drawn(44, 10, grid => drawings.words!(grid, asciiGlyphs)),
		/\n +adam +a very long~ +sgd$/,
	);
	assert.match(
		drawn(44, 10, grid => drawings.parallel!(grid, asciiGlyphs)),
		/^ lr +opt +loss\n \|1\.0 +\| +\|1\.0\n/,
	);
});

test('in ASCII a picture is signs of its brightness, and a distribution a line of signs beside its step', () => {
	assert.equal(
		drawn(6, 2, grid => drawings.picture!(grid, asciiGlyphs)),
		' -#@\n@',
	);
	assert.equal(
		drawn(6, 2, grid => drawPicture(grid, 0, 0, picture, allGlyphs, false)),
		' ░▓█\n█',
	);
	const strips = drawn(44, 10, grid => drawings.ridges!(grid, asciiGlyphs)).split('\n');
	assert.deepEqual(
		strips.map(line => line.trim()).filter(line => line !== ''),
		['0 @@@@@@@@@@@@@', '10                          @@@@@@@@@@@@', '20 @@@@@@@@@@@@@', '0           1           2           3'],
	);
	const alone = makeRidges([bump(5, 1)], 30)!;
	assert.match(
		drawn(44, 8, grid => drawRidges(grid, 0, 0, 44, 8, alone, asciiGlyphs)),
		/\n +5 @{37}\n/,
		'a single one stands at the bottom',
	);
	assert.match(
		drawn(44, 8, grid => drawRidges(grid, 0, 0, 44, 8, alone, allGlyphs)),
		/^ +[\u2800-\u28ff]{37}\n/,
		'and has all of the height',
	);
});
