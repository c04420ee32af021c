import assert from 'node:assert/strict';
import {test} from 'node:test';
import {continuation, Grid} from '../../source/draw/grid.ts';
import {textWidth} from '../../source/draw/width.ts';

/** Every wide head must have its continuation and every continuation its head, else a painter would shift the line. */
function assertWhole(grid: Grid, heads: ReadonlySet<number>): void {
	for (let at = 0; at < grid.glyphs.length; at++) {
		const isLast = at % grid.cols === grid.cols - 1;
		const next = isLast ? undefined : grid.glyphs[at + 1];
		if (heads.has(grid.glyphs[at]!)) assert.equal(next, continuation, `head at ${at} without its second cell`);
		else assert.notEqual(next, continuation, `second cell at ${at + 1} without its head`);
	}
}

test('put returns the column after the text and cuts at the edges', () => {
	const grid = new Grid(10, 2);
	assert.equal(grid.put(2, 0, 'abc', 0), 5);
	assert.equal(grid.put(8, 1, 'abc', 0), 10);
	assert.equal(grid.put(0, 1, 'abcdef', 0, 4), 4);
	assert.equal(grid.put(-2, 0, 'xyz', 0), 1);
	assert.deepEqual(grid.lines(), ['z abc', 'abcd    ab']);
});

test('a wide character that does not fit whole is left out', () => {
	const grid = new Grid(3, 1);
	assert.equal(grid.put(0, 0, '世界', 0), 2);
	assert.deepEqual(grid.lines(), ['世']);
});

test('a cluster of several code points takes one place', () => {
	const grid = new Grid(10, 1);
	assert.equal(grid.put(0, 0, 'e\u0301👩‍🔬!', 0), 4);
	assert.deepEqual(grid.lines(), ['e\u0301👩‍🔬!']);
	assert.equal(textWidth('e\u0301👩‍🔬!'), 4);
});

test('writing over half of a wide character blanks the other half', () => {
	const grid = new Grid(6, 1);
	grid.put(0, 0, '世界世', 0);
	grid.put(1, 0, 'ab', 0);
	assert.deepEqual(grid.lines(), [' ab 世']);
	grid.set(4, 0, 0x78, 0);
	assert.deepEqual(grid.lines(), [' ab x']);
});

test('a copied part keeps wide characters whole at all four edges', () => {
	const wide = new Set(['世'.charCodeAt(0), '界'.charCodeAt(0)]);
	for (let x = -5; x <= 7; x++) {
		const grid = new Grid(7, 3);
		const other = new Grid(6, 2);
		for (let y = 0; y < 3; y++) grid.put(y % 2, y, '世世世', 0);
		for (let y = 0; y < 2; y++) other.put(y, y, '界界界', 0);
		grid.blit(other, x, y0(x));
		assertWhole(grid, wide);
	}
});

const y0 = (x: number) => (x % 3) - 1;

test('text over text never leaves half a character', () => {
	const wide = new Set(['世'.charCodeAt(0)]);
	const texts = ['世世世', 'a世b', '世', 'xyz', 'é世', '世a世a'];
	const grid = new Grid(9, 1);
	for (let round = 0; round < 500; round++) {
		grid.put((round * 7) % 10, 0, texts[(round * 5 + (round >> 3)) % texts.length]!, 0);
		assertWhole(grid, wide);
	}
});

test('what is written outside of a grid is nowhere, least of all in the line above or below', () => {
	const grid = new Grid(4, 3);
	for (const [x, y] of [
		[4, 0],
		[-1, 1],
		[1, -1],
		[1, 3],
		[9, 9],
	] as const) {
		grid.set(x, y, 0x78, 0);
		grid.put(x, y, 'é世', 0, 1);
		for (const text of ['x', '世', 'e\u0301']) if (y !== 1) grid.put(x, y, text, 0);
	}
	grid.fill(3, 2, 5, 5, 0, 0x66);
	grid.fill(-2, -2, 3, 3, 0, 0x66);
	assert.deepEqual(grid.lines(), ['f', '', '   f']);
	grid.put(3, 1, '世', 0);
	grid.put(-1, 1, '世', 0);
	assert.deepEqual(grid.lines(), ['f', '', '   f'], 'a wide one has room for both its cells or for none');
});
