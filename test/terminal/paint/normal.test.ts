import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Grid} from '../../../source/draw/grid.ts';
import {colorOf, makeStyle, roleStyle, underline} from '../../../source/draw/style.ts';
import {copyNormal} from '../../../source/terminal/paint/normal.ts';

/** The normal form of a grid, as a grid of the asked size. */
function normal(grid: Grid, cols: number, rows: number, unicode = true): Grid {
	const to = new Grid(cols, rows);
	copyNormal(grid, to, cols, rows, unicode);
	return to;
}

test('a smaller grid is filled up with blanks, a larger one is cut', () => {
	const grid = new Grid(4, 2);
	grid.put(0, 0, 'abcd', 0);
	grid.put(0, 1, 'x世y', 0);
	assert.deepEqual(normal(grid, 6, 3).lines(), ['abcd', 'x世y', '']);
	assert.deepEqual(normal(grid, 2, 2).lines(), ['ab', 'x']);
});

test('half a wide character is a blank, on either side', () => {
	const grid = new Grid(6, 1);
	grid.put(0, 0, '世世世', 0);
	// Drawn over without care for pairs.
	grid.glyphs[1] = 0x61;
	grid.glyphs[4] = 0x62;
	assert.deepEqual(normal(grid, 6, 1).lines(), [' a世b']);
	assert.equal(normal(grid, 6, 1).glyphs[5], 0x20);
});

test('of a blank only what shows of its style is kept', () => {
	const grid = new Grid(3, 1);
	grid.styles[0] = roleStyle('bad');
	grid.styles[1] = makeStyle(colorOf('bad'), colorOf('selection'));
	grid.styles[2] = roleStyle('bad', underline);
	assert.deepEqual([...normal(grid, 3, 1).styles], [0, makeStyle(0, colorOf('selection')), roleStyle('bad', underline)]);
});

test('controls never come through, and without Unicode nothing but ASCII', () => {
	const grid = new Grid(12, 1);
	for (const [x, point] of [7, 0x1b, 0x7f, 0x9b].entries()) grid.set(x, 0, point, 0);
	grid.put(4, 0, '│─┌…é世×', 0);
	assert.deepEqual(normal(grid, 12, 1).lines(), ['????│─┌…é世×']);
	assert.deepEqual(normal(grid, 12, 1, false).lines(), ['????|-+.?? x']);
});
