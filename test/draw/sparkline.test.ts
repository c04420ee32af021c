import assert from 'node:assert/strict';
import {test} from 'node:test';
import {allGlyphs, asciiGlyphs} from '../../source/draw/glyphs.ts';
import {Grid} from '../../source/draw/grid.ts';
import {drawSparkline, sparkline} from '../../source/draw/sparkline.ts';

test('the lowest value is the lowest block, the highest the highest', () => {
	assert.equal(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8, allGlyphs), '▁▂▃▄▅▆▇█');
	assert.equal(sparkline([5, 4, 3, 2, 1, 0], 8, asciiGlyphs), '#*=-._');
});

test('gaps are blank, what is not finite is marked, a constant series lies in the middle', () => {
	assert.equal(sparkline([1, Number.NaN, 2, Number.POSITIVE_INFINITY], 8, allGlyphs), '▁ █×');
	assert.equal(sparkline([1, Number.NaN, 2, Number.NEGATIVE_INFINITY], 8, asciiGlyphs), '_ #x');
	assert.equal(sparkline([3, 3, 3], 8, allGlyphs), '▄▄▄');
	assert.equal(sparkline([], 8, allGlyphs), '');
});

test('more values than cells are averaged, a given scale is kept, huge values do not overflow', () => {
	assert.equal(sparkline([0, 0, 1, 1, 2, 2, 3, 3], 4, allGlyphs), '▁▃▆█');
	assert.equal(sparkline([1, 1], 4, allGlyphs, {low: 0, high: 2}), '▅▅');
	assert.equal(sparkline([-1e308, 1e308], 4, allGlyphs), '▁█');
	assert.equal(sparkline([1e308, 1e308, 1, 1], 2, allGlyphs), '█▁');
	assert.equal(sparkline(new Float32Array([1, 2]), 0, allGlyphs), '');
});

test('drawn, each mark is one cell and × has its own style', () => {
	const grid = new Grid(6, 1);
	drawSparkline(grid, 1, 0, 4, [0, Number.POSITIVE_INFINITY, 1], 7, 9, allGlyphs);
	assert.deepEqual(grid.lines(), [' ▁×█']);
	assert.deepEqual([...grid.styles.slice(1, 4)], [7, 9, 7]);
});
