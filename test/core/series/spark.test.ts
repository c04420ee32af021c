import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Series} from '../../../source/core/series/series.ts';
import {sampleSpark} from '../../../source/core/series/spark.ts';
import {sparkline} from '../../../source/draw/sparkline.ts';

function sparkOf(values: readonly number[], width: number): string {
	const series = new Series();
	for (const [step, value] of values.entries()) series.push(step, Number.NaN, value);
	return sparkline(sampleSpark(series, width), width, {unicode: true});
}

test('marks what is NaN or infinite, and leaves a gap only where there is no point', () => {
	assert.equal(sparkOf([1, Number.NaN, 8, Number.NEGATIVE_INFINITY], 8), '▁×█×');
	assert.equal(sparkOf([Number.NaN, Number.NaN], 8), '××');
	assert.equal(sparkOf([1, 1, 1, Number.NaN, Number.NaN, Number.NaN, 8, 8, 8, 8], 3), '▁×█');
});

test('shows the shape of values that 32 bits cannot hold', () => {
	assert.equal(sparkOf([1e300, 4e300, 8e300], 3), '▁▄█');
	assert.equal(sparkOf([1e-300, 4e-300, 8e-300], 3), '▁▄█');
	assert.equal(sparkOf([0, 1e-320, 4e-320], 3), '▁▃█', 'of which the inverse is no number');
	const most = Number.MAX_VALUE;
	assert.equal(sparkOf([most, most, most, most, 1, 1, 1, 1], 2), '█▁', 'of which two have a sum that is no number');
});
