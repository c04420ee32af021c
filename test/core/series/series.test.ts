import assert from 'node:assert/strict';
import test from 'node:test';
import {aggregateNames, aggregateStride} from '../../../source/core/row.ts';
import {sampleSeries} from '../../../source/core/series/sample.ts';
import {Series} from '../../../source/core/series/series.ts';
import {sampleSpark} from '../../../source/core/series/spark.ts';
import {valueAtStep} from '../../../source/core/series/value-at-step.ts';

function aggregatesOf(series: Series): Record<string, number> {
	const values = new Float64Array(aggregateStride);
	series.writeAggregates(values, 0);
	return Object.fromEntries(aggregateNames.map((name, i) => [name, values[i]!]));
}

/** A small generator with a seed, so that a failure can be seen again. */
function makeRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

test('a step that goes back replaces the points from there on, and keeps them as an earlier attempt', () => {
	const series = new Series();
	for (let step = 0; step < 100; step++) series.push(step, step * 1000, step === 70 ? -5 : step);
	for (let step = 60; step < 65; step++) series.push(step, Number.NaN, 1000 + step);
	assert.equal(series.length, 65);
	assert.equal(series.superseded.length, 1);
	assert.equal(series.superseded[0]!.values.length, 40);
	const {points, last, lastStep, min, max, maxStep} = aggregatesOf(series);
	assert.deepEqual(
		{points, last, lastStep, min, max, maxStep},
		{points: 65, last: 1064, lastStep: 64, min: 0, max: 1064, maxStep: 64},
	);
});

test('points of one step are in order of writing, or of their times where that is the rule', () => {
	const lastOf = (rule: 'sort' | 'timed', ...times: number[]) => {
		const series = new Series(rule);
		series.push(0, 5, -1);
		for (const [i, ms] of times.entries()) series.push(1, ms, i);
		const {last, points} = aggregatesOf(series);
		return [last, points];
	};
	assert.deepEqual(lastOf('sort', 20, 40, 30), [2, 4]);
	assert.deepEqual(lastOf('timed', 20, 40, 30), [1, 4]);
	assert.deepEqual(lastOf('timed', 20, Number.NaN, 30), [2, 4]);
	assert.deepEqual(lastOf('timed', 20, 20, 20), [2, 4]);
});

test('it says where a later attempt goes on, as far as that is left of it', () => {
	const series = new Series();
	const push = (from: number, to: number) => {
		for (let step = from; step < to; step++) series.push(step, step, step);
	};
	push(0, 100);
	push(99, 120);
	assert.deepEqual(series.seams, [], 'a correction');
	push(60, 90);
	push(80, 95);
	assert.deepEqual([series.seams, series.attempts], [[60, 80], 2]);
	push(70, 95);
	assert.deepEqual(series.seams, [60, 70]);
	push(0, 5);
	assert.deepEqual([series.seams, series.attempts], [[0], 4]);
});

test('aggregates stay exact under random pushes, steps back and non-finite values', () => {
	const random = makeRandom(7);
	const series = new Series();
	let model: {step: number; value: number}[] = [];
	let step = 0;
	for (let i = 0; i < 20_000; i++) {
		step = random() < 0.01 ? Math.floor(step * random()) : random() < 0.3 ? step : step + 1;
		const draw = random();
		const value = draw < 0.02 ? Number.NaN : draw < 0.03 ? Number.POSITIVE_INFINITY : draw * 100 - 50;
		series.push(step, Number.NaN, value);
		let keep = model.length;
		while (keep > 0 && model[keep - 1]!.step >= step) keep--;
		model = model.slice(0, keep);
		model.push({step, value});
	}
	const finite = model.filter(({value}) => Number.isFinite(value));
	const seen = aggregatesOf(series);
	const min = Math.min(...finite.map(({value}) => value));
	assert.equal(seen.points, model.length);
	assert.equal(seen.nonfinite, model.length - finite.length);
	assert.equal(seen.min, min);
	assert.equal(seen.minStep, finite.find(({value}) => value === min)!.step);
	assert.ok(Math.abs(seen.mean! - finite.reduce((sum, {value}) => sum + value, 0) / finite.length) < 1e-9);
});

test('a sorted series orders its points by step, ties by writing', () => {
	const series = new Series('sort');
	for (const [step, value] of [
		[3, 30],
		[1, 10],
		[2, 20],
		[1, 11],
	] as const)
		series.push(step, Number.NaN, value);
	series.settle();
	assert.deepEqual([...series.values.slice(0, 4)], [10, 11, 20, 30]);
	assert.equal(valueAtStep(series, 1), 11);
	assert.equal(valueAtStep(series, 2.5), 20);
});

test('a sample has the exact extremes of every column, however many points there are', () => {
	const random = makeRandom(3);
	const series = new Series();
	const values: number[] = [];
	for (let i = 0; i < 100_000; i++) {
		const value = random() < 0.001 ? Number.NaN : random();
		values.push(value);
		series.push(i, Number.NaN, value);
	}
	const {columns, points, from, to} = sampleSeries(series, 'step', 160, null, null);
	assert.deepEqual([points, from, to], [100_000, 0, 99_999]);
	for (let column = 0; column < 160; column++) {
		const inside = values.filter((_, i) => Math.min(159, Math.floor((i * 160) / 99_999)) === column).filter(Number.isFinite);
		assert.ok(columns[column * 4]! <= Math.min(...inside.slice(1)));
		assert.ok(columns[column * 4 + 1]! >= Math.max(...inside.slice(1)));
	}
});

test('few points are given one by one, and a spark never has more values than points', () => {
	const series = new Series();
	for (const step of [10, 20, 30]) series.push(step, Number.NaN, step === 20 ? Number.NaN : step);
	const {exact, nonfinite} = sampleSeries(series, 'step', 80, null, null);
	assert.deepEqual([...exact], [10, 10, 20, Number.NaN, 30, 30]);
	assert.deepEqual([...nonfinite], [20]);
	assert.deepEqual([...sampleSpark(series, 8)], [10, Number.POSITIVE_INFINITY, 30]);
});
