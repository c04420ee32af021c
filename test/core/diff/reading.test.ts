import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readSeries} from '../../../source/core/diff/reading.ts';
import {Series} from '../../../source/core/series/series.ts';

function seriesOf(...values: number[]): Series {
	const series = new Series();
	for (const [step, value] of values.entries()) series.push(step, Number.NaN, value);
	return series;
}

test('the best of a series is its best finite value, and none where it has none', () => {
	assert.deepEqual(readSeries(seriesOf(2, 1, 3), 'down', null, null).best, {step: 1, value: 1});
	assert.deepEqual(readSeries(seriesOf(2, Number.NaN, 3), 'up', null, null).best, {step: 2, value: 3});
	const infinite = seriesOf(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
	assert.equal(readSeries(infinite, 'down', null, null).best, null);
	assert.equal(readSeries(infinite, 'down', null, null).points, 2);
});
