import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';
import {bandOf, spanOf} from '../../../source/draw/chart/band.ts';
import {lastOf, readSample} from '../../../source/draw/chart/read-out.ts';

function sampleOf(count: number, width: number, value: (step: number) => number) {
	const series = new Series();
	for (let step = 0; step < count; step++) series.push(step, Number.NaN, value(step));
	return sampleSeries(series, 'step', width, null, null);
}

test('the band is mean and deviation over the runs that reach a column', () => {
	const samples = [sampleOf(100, 50, () => 1), sampleOf(100, 50, () => 2), sampleOf(50, 50, () => 3)];
	const band = bandOf(samples, spanOf(samples), 50);
	assert.equal(band.runs, 3);
	assert.deepEqual([...band.middle.columns.slice(0, 4)], [2, 2, 2, 2]);
	assert.deepEqual([...band.spread.columns.slice(0, 2)], [1, 3]);
	const late = 45 * 4;
	assert.equal(band.middle.columns[late], 1.5);
	assert.ok(Math.abs(band.spread.columns[late]! - (1.5 - Math.SQRT1_2)) < 1e-12);
});

test('the band is median and range by choice, and tells what is no number in any run', () => {
	const samples = [1, 2, 9, 4].map(value => sampleOf(100, 50, step => (step === 70 && value === 9 ? Number.NaN : value)));
	const {middle, spread} = bandOf(samples, spanOf(samples), 50, 'range');
	assert.equal(middle.columns[0], 3);
	assert.deepEqual([...spread.columns.slice(0, 2)], [1, 9]);
	assert.deepEqual([...spread.nonfinite], [70]);
});

test('a run of few points counts between them, but not across a gap', () => {
	const sparse = sampleOf(5, 40, step => step);
	const {middle} = bandOf([sparse], spanOf([sparse]), 40);
	assert.ok(middle.columns.every(value => !Number.isNaN(value)));
	const broken = sampleOf(5, 40, step => (step === 2 ? Number.NaN : step));
	assert.ok(bandOf([broken], spanOf([broken]), 40).middle.columns.some(value => Number.isNaN(value)));
});

test('the read-out is the nearest point, or the nearest column with its extremes', () => {
	const few = sampleOf(5, 40, step => step * 10);
	assert.deepEqual(readSample(few, 1.4), {x: 1, low: 10, high: 10, value: 10});
	assert.equal(lastOf(few), 40);
	const many = sampleOf(1000, 10, step => step);
	const read = readSample(many, 500)!;
	assert.ok(read.low <= 500 && read.high >= 500);
	assert.equal(read.x, read.value, 'the step is that of the value, not of another point in its column');
	assert.equal(lastOf(many), 999);
	assert.equal(
		readSample(
			sampleOf(0, 10, () => 0),
			1,
		),
		null,
	);
	assert.equal(lastOf(sampleOf(3, 10, () => Number.NaN)), Number.NaN);
});
