import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fitPicture, type Picture} from '../../source/core/media/picture.ts';
import {makeRidges} from '../../source/core/media/ridges.ts';
import {allGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {drawPicture} from '../../source/draw/media/half-blocks.ts';
import {drawRidges} from '../../source/draw/media/ridges.ts';
import {backgroundOf, foregroundOf, internedRgb} from '../../source/draw/style.ts';

const pixels = (width: number, height: number, at: (x: number, y: number) => readonly [number, number, number, number]) => ({
	width,
	height,
	data: Uint8Array.from(Array.from({length: width * height}, (_, i) => at(i % width, Math.floor(i / width))).flat()),
});

test('a picture keeps its proportions: large ones are averaged, small ones grow by whole factors, nothing shines through', () => {
	const large = fitPicture(
		pixels(100, 50, x => (x < 50 ? [255, 0, 0, 255] : [0, 0, 255, 0])),
		10,
		20,
	);
	assert.deepEqual([large.width, large.height], [10, 5]);
	assert.deepEqual([...large.rgb.slice(0, 3)], [255, 0, 0]);
	assert.deepEqual([...large.rgb.slice(-3)], [128, 128, 128]);
	const small = fitPicture(
		pixels(4, 3, () => [9, 9, 9, 255]),
		20,
		20,
	);
	assert.deepEqual([small.width, small.height], [20, 15]);
});

test('half blocks show two pixels a cell; flat colours stay flat', () => {
	const picture: Picture = {width: 4, height: 3, rgb: new Uint8Array(36).fill(77)};
	const grid = new Grid(6, 2);
	drawPicture(grid, 1, 0, picture, allGlyphs, true);
	assert.deepEqual(grid.lines(), [' ▀▀▀▀', ' ▀▀▀▀']);
	const styles = [grid.styles[1]!, grid.styles[2]!, grid.styles[4]!];
	assert.equal(new Set(styles).size, 1);
	assert.ok(Math.abs((internedRgb(foregroundOf(styles[0]!)) & 0xff) - 77) <= 9);
	assert.equal(backgroundOf(grid.styles[7]!), 0, 'below the last line of pixels is nothing');
});

test('ridges share their bins, keep their mass, and have the newest in front', () => {
	const bump = (step: number, at: number) => ({step, edges: Float64Array.of(at, at + 1), counts: Float64Array.of(5)});
	const ridges = makeRidges([bump(0, 0), bump(10, 2), bump(20, 0)], 30)!;
	assert.deepEqual([ridges.low, ridges.high, ridges.steps], [0, 3, [0, 10, 20]]);
	for (let row = 0; row < 3; row++) {
		const mass = ridges.shares.slice(row * 30, (row + 1) * 30).reduce((sum, share) => sum + share, 0);
		assert.ok(Math.abs(mass - 1) < 1e-9);
	}
	assert.equal(makeRidges([{step: 0, edges: Float64Array.of(0, 1), counts: Float64Array.of(0)}], 10), null);
	const grid = new Grid(40, 12);
	drawRidges(grid, 0, 0, 40, 12, ridges, allGlyphs);
	const lines = grid.lines();
	assert.match(lines.at(-1)!, /0.*1.*2.*3/);
	assert.ok(lines.findIndex(line => /^ +20 /.test(line)) > lines.findIndex(line => /^ +0 /.test(line)));
	for (let cols = 1; cols < 30; cols += 4)
		for (let rows = 1; rows < 10; rows++) drawRidges(new Grid(cols, rows), 0, 0, cols, rows, ridges, allGlyphs);
});
