import assert from 'node:assert/strict';
import test from 'node:test';
import {meanSpark} from '../../../source/core/series/mean-spark.ts';
import {Series} from '../../../source/core/series/series.ts';

function seriesOf(steps: number, value: (step: number) => number, every = 1): Series {
	const series = new Series();
	for (let step = 0; step < steps; step += every) series.push(step, step * 1000, value(step));
	return series;
}

test('the mean goes by step, whatever the number of points that each run has', () => {
	const dense = seriesOf(100, step => step);
	const coarse = seriesOf(100, step => step, 11);
	const mean = meanSpark([dense, coarse], 10);
	assert.equal(mean.length, 10);
	for (const [column, value] of mean.entries())
		assert.ok(Math.abs(value - (column * 10 + 4.5)) < 6, `${value} in column ${column}`);
	assert.ok(mean.every((value, column) => column === 0 || value > mean[column - 1]!));
});

test('runs that are further than most do not bend the mean', () => {
	const early = [seriesOf(50, () => 1), seriesOf(50, () => 3), seriesOf(50, () => 2)];
	const mean = meanSpark([...early, seriesOf(100, () => 100)], 10);
	assert.deepEqual([...mean.slice(0, 5)], [26.5, 26.5, 26.5, 26.5, 26.5]);
	assert.ok(mean.slice(5).every(Number.isNaN));
});

test('nothing, one point and only NaN have a sparkline too', () => {
	assert.equal(meanSpark([], 8).length, 0);
	assert.equal(meanSpark([new Series()], 8).length, 0);
	assert.deepEqual([...meanSpark([seriesOf(1, () => 5)], 8)], [5]);
	assert.ok(meanSpark([seriesOf(9, () => Number.NaN)], 8).every(Number.isNaN));
});
