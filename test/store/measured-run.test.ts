import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Moment} from '../../source/core/diff/moment.ts';
import {aggregateNames, aggregateStride} from '../../source/core/row.ts';
import {measuredRun} from '../../source/store/compare/measured-run.ts';
import {fakeRow} from '../ui/fake-rows.ts';

const row = fakeRow({key: 1, name: 'a', metrics: ['loss', 'dead']});
const set = (metric: number, aggregates: Partial<Record<(typeof aggregateNames)[number], number>>) => {
	for (const [name, value] of Object.entries(aggregates))
		row.metrics.values[metric * aggregateStride + aggregateNames.indexOf(name as 'last')] = value;
};
set(0, {points: 9, last: 3, lastStep: 90, min: 1, minStep: 40, max: 7, maxStep: 10});
set(1, {points: 2, last: Number.NaN, lastStep: 20, min: Number.NaN, minStep: Number.NaN, max: Number.NaN, maxStep: Number.NaN});

test('what a metric came to is read of the row, the best of it by which way is better', () => {
	const {read} = measuredRun(row, undefined, null, undefined);
	const last = {step: 90, value: 3};
	assert.deepEqual(read('loss', 'down'), {points: 9, last, best: {step: 40, value: 1}});
	assert.deepEqual(read('loss', 'up'), {points: 9, last, best: {step: 10, value: 7}});
	assert.deepEqual(read('loss', null), {points: 9, last, best: null});
	assert.deepEqual(read('dead', 'down'), {points: 2, last: {step: 20, value: Number.NaN}, best: null});
	assert.deepEqual(read('nowhere', 'down'), {points: 0, last: null, best: null});
});

test('of a moment only what the engine said of that one is shown, and until then nothing', () => {
	const at: Moment = {kind: 'step', step: 50};
	const told = {run: 1, at, names: ['loss'], values: Float64Array.of(5, 50, 2, 40, 1)};
	const unknown = {points: 0, last: null, best: null, isPending: true};
	const readAt = (moment: Moment, values: typeof told | undefined, name = 'loss') =>
		measuredRun(row, undefined, moment, values).read(name, 'down');
	assert.deepEqual(readAt(at, told), {points: 5, last: {step: 50, value: 2}, best: {step: 40, value: 1}});
	assert.deepEqual(readAt(at, {...told, values: Float64Array.of(0, NaN, NaN, NaN, NaN)}), {points: 0, last: null, best: null});
	assert.deepEqual(readAt({kind: 'step', step: 51}, told), unknown);
	assert.deepEqual(readAt({kind: 'time', seconds: 50}, told), unknown);
	assert.deepEqual([readAt(at, undefined), readAt(at, told, 'dead')], [unknown, unknown]);
});
