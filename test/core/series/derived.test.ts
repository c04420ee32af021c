import assert from 'node:assert/strict';
import test from 'node:test';
import {alongMetric, alongTime, smoothed} from '../../../source/core/series/derived.ts';
import {Series} from '../../../source/core/series/series.ts';
import {makeSmoother, type Smoothing} from '../../../source/core/series/smoothing.ts';

const pointsOf = (series: Series): [number, number][] =>
	Array.from({length: series.length}, (_, i) => [series.steps.at(i), series.values.at(i)]);
const push = (series: Series, points: readonly (readonly [number, number])[]) => {
	for (const [step, value] of points) series.push(step, Number.NaN, value);
};

test('over another metric a point stands where both have the same step', () => {
	const [loss, epoch] = [new Series(), new Series()];
	push(loss, [
		[0, 5],
		[10, 4],
		[20, 3],
	]);
	push(epoch, [
		[10, 1],
		[15, 1.5],
	]);
	const along = alongMetric(loss, epoch);
	assert.deepEqual(pointsOf(along.follow()), [[1, 4]]);
	push(epoch, [[20, 2]]);
	assert.deepEqual(pointsOf(along.follow()), [
		[1, 4],
		[2, 3],
	]);
});

test('where they share no step, the latest earlier value counts until one is shared', () => {
	const [loss, epoch] = [new Series(), new Series()];
	push(epoch, [
		[5, 1],
		[25, 2],
	]);
	push(loss, [
		[0, 5],
		[10, 4],
		[20, 3],
		[30, 2],
	]);
	const along = alongMetric(loss, epoch);
	assert.deepEqual(pointsOf(along.follow()), [
		[1, 4],
		[1, 3],
		[2, 2],
	]);
	push(epoch, [[30, 3]]);
	assert.deepEqual(pointsOf(along.follow()), [[3, 2]]);
});

test('x that go back are put in order, what has none is left out', () => {
	const [loss, rate] = [new Series(), new Series()];
	push(loss, [
		[0, 5],
		[1, 4],
		[2, 3],
	]);
	push(rate, [
		[0, 0.3],
		[1, Number.NaN],
		[2, 0.1],
	]);
	assert.deepEqual(pointsOf(alongMetric(loss, rate).follow()), [
		[0.1, 3],
		[0.3, 5],
	]);
	const clocked = new Series();
	for (const [step, wall, value] of [
		[0, 2000, 1],
		[1, Number.NaN, 2],
		[2, 1000, 3],
	] as const)
		clocked.push(step, wall, value);
	assert.equal(clocked.wallsAscend, false);
	assert.deepEqual(pointsOf(alongTime(clocked).follow()), [
		[1000, 3],
		[2000, 1],
	]);
});

test('points that replace others are followed too', () => {
	const [loss, epoch] = [new Series(), new Series()];
	for (let step = 0; step < 100; step++) {
		push(loss, [[step, step]]);
		push(epoch, [[step, step / 10]]);
	}
	const along = alongMetric(loss, epoch);
	const smooth = smoothed(loss, {kind: 'window', size: 4}, series => series.steps);
	assert.equal(along.follow().length, 100);
	smooth.follow();
	push(loss, [
		[50, -1],
		[51, -2],
	]);
	assert.deepEqual(pointsOf(along.follow()).slice(-2), [
		[5, -1],
		[5.1, -2],
	]);
	assert.deepEqual(pointsOf(smooth.follow()).at(-1), [51, (48 + 49 - 1 - 2) / 4]);
});

test('smoothing a series as it grows is smoothing it whole', () => {
	for (const smoothing of [
		{kind: 'exponential', weight: 0.9},
		{kind: 'window', size: 7},
	] as const satisfies Smoothing[]) {
		const series = new Series();
		const along = smoothed(series, smoothing, one => one.steps);
		const values = Array.from({length: 500}, (_, i) => (i % 50 === 7 ? Number.NaN : Math.sin(i)));
		for (const [i, value] of values.entries()) {
			push(series, [[i, value]]);
			if (i % 13 === 0) along.follow();
		}
		assert.deepEqual(
			pointsOf(along.follow()),
			values.map(makeSmoother(smoothing)).map((value, i) => [i, value]),
		);
	}
});

test('a weight smooths a long series as TensorBoard smooths its sample of it', () => {
	const series = new Series();
	const noise = (i: number) => Math.sin(i * 12.9898) * 43758.5453 - Math.floor(Math.sin(i * 12.9898) * 43758.5453) - 0.5;
	for (let i = 0; i < 16_000; i++) series.push(i, Number.NaN, noise(i));
	const spreadOf = (points: [number, number][]) =>
		Math.sqrt(points.reduce((sum, [, value]) => sum + value ** 2, 0) / points.length);
	const long = pointsOf(smoothed(series, {kind: 'exponential', weight: 0.9}, one => one.steps).follow()).slice(1600);
	// 16 points stand for one of a thousand: their mean alone takes the noise down fourfold, the average by √((1 − 0.9) / (1 + 0.9)) more.
	const expected = (spreadOf(pointsOf(series)) / 4) * Math.sqrt(0.1 / 1.9);
	assert.ok(spreadOf(long) > expected * 0.8 && spreadOf(long) < expected * 1.3, `${spreadOf(long)} against ${expected}`);
});
