import assert from 'node:assert/strict';
import test from 'node:test';
import {alongMetric, alongTime} from '../../../source/core/series/derived.ts';
import {Series} from '../../../source/core/series/series.ts';
import {Smoothed} from '../../../source/core/series/smoothed.ts';

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
	const smooth = new Smoothed(loss, {kind: 'window', size: 4});
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
	const {values} = smooth.follow();
	assert.deepEqual([values.length, values.at(51)], [52, (48 + 49 - 1 - 2) / 4]);
});
