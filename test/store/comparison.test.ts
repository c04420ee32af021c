import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames, aggregateStride} from '../../source/core/row.ts';
import {comparableKeys, comparedRows} from '../../source/store/compare/compared.ts';
import {selectComparison} from '../../source/store/compare/comparison.ts';
import {createScreenStore, look, receive, type Store} from '../../source/store/store.ts';
import {jointMetrics} from '../../source/ui/charts/chart-metrics.ts';
import {type FakeRow, fakeNowMs, fakeRow} from '../ui/fake-rows.ts';

function openStore(rows: readonly FakeRow[]): Store {
	const store = createScreenStore(['/exp'], fakeNowMs);
	const update = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
	receive(store, {type: 'update', rows: rows.map(fakeRow), ...update}, fakeNowMs);
	return store;
}

const three = [
	{key: 1, name: 'one'},
	{key: 2, name: 'two'},
	{key: 3, name: 'three'},
];

test('the marked runs are compared in the order of the list, whatever the order of marking', () => {
	const store = openStore(three);
	look(store, {marked: new Set([3, 1, 2]), sort: [{column: 'name', descending: false}]});
	assert.deepEqual(comparableKeys(store.getState(), []), [1, 3, 2]);
});

test('without two marks, the baseline and the run under the cursor are compared', () => {
	const store = openStore(three);
	look(store, {baseline: 2});
	assert.deepEqual(comparableKeys(store.getState(), [3]), [2, 3]);
	assert.deepEqual(comparableKeys(store.getState(), [2]), [2], 'a run is not compared with itself');
	look(store, {marked: new Set([1])});
	assert.deepEqual(comparableKeys(store.getState(), [3]), [2, 3, 1]);
});

test('the baseline comes first, then pinned runs; runs that are gone are left out', () => {
	const store = openStore(three);
	look(store, {baseline: 3, pinned: new Set([2])});
	assert.deepEqual(
		comparedRows(store.getState(), [1, 2, 3, 99]).map(row => row.key),
		[3, 2, 1],
	);
});

test('without a baseline, pinning a run does not make it the one to measure against', () => {
	const store = openStore(three);
	look(store, {pinned: new Set([3])});
	assert.deepEqual(
		comparedRows(store.getState(), [1, 2, 3]).map(row => row.key),
		[1, 3, 2],
	);
});

test('metrics that several runs have come first, then in the order of what tells most; a choice stands as it was made', () => {
	const store = openStore([
		{key: 1, name: 'one', metrics: ['lone', '_runtime', 'acc', 'loss']},
		{key: 2, name: 'two', metrics: ['loss', 'acc', '_runtime']},
	]);
	const shown = (keys: number[]) => selectComparison(store.getState(), keys).metrics.map(({name}) => name);
	assert.deepEqual(shown([1, 2]), ['loss', 'acc', 'lone']);
	assert.deepEqual(new Set(shown([1])), new Set(['loss', 'acc', 'lone']));
	look(store, {metrics: ['lone', 'acc']});
	assert.deepEqual(shown([1, 2]), ['lone', 'acc']);
	look(store, {compareAll: true});
	assert.deepEqual(shown([1, 2]), ['loss', 'acc', 'lone']);
});

test('a number that a run returned is compared as what it is, and no curve to wait for or to draw', () => {
	const rows = three.slice(0, 2).map(row => fakeRow({...row, more: {hidden: ['acc']}}));
	const {names, values} = rows[0]!.metrics;
	for (const step of ['firstStep', 'lastStep', 'minStep', 'maxStep'] as const)
		values[names.indexOf('acc') * aggregateStride + aggregateNames.indexOf(step)] = Number.NaN;
	const store = createScreenStore(['/exp'], fakeNowMs);
	receive(store, {type: 'update', rows, removed: [], sparks: [], curves: [], reading: null, detail: null, log: null}, fakeNowMs);
	look(store, {compareAll: true});
	const compared = () => selectComparison(store.getState(), [1, 2]).metrics.find(({name}) => name === 'acc')!;
	const [returned, curve] = compared().readings;
	assert.deepEqual([returned!.points, returned!.last!.step, returned!.isPending], [1, Number.NaN, undefined]);
	assert.equal(returned!.last!.value, values[names.indexOf('acc') * aggregateStride + aggregateNames.indexOf('last')]);
	assert.ok(Number.isFinite(curve!.last!.step));
	look(store, {compareAt: {kind: 'step', step: 1}});
	assert.deepEqual(compared().readings[0], {points: 0, last: null, best: null}, 'it is of the end');
	assert.deepEqual(jointMetrics([rows[0]!], ['loss', 'acc'], true), ['loss']);
	assert.deepEqual(jointMetrics(rows, ['loss', 'acc'], true), ['loss', 'acc']);
});

test('metrics that trackers spell differently are one, each run keeping its own name', () => {
	const store = openStore([
		{key: 1, name: 'a', metrics: ['train/loss', 'only_here']},
		{key: 2, name: 'b', metrics: ['acc', 'train_loss']},
	]);
	const {metrics} = selectComparison(store.getState(), [1, 2]);
	assert.equal(metrics[0]?.name, 'train/loss');
	assert.deepEqual(metrics[0]?.nameIn, ['train/loss', 'train_loss']);
	assert.deepEqual(new Set(metrics.slice(1).map(({name}) => name)), new Set(['acc', 'only_here']));
});

test('a choice of metrics holds for the comparison too, until everything is asked for', () => {
	const store = openStore([
		{key: 1, name: 'a', metrics: ['loss', 'acc', 'lr']},
		{key: 2, name: 'b', metrics: ['loss', 'acc', 'lr']},
	]);
	look(store, {metrics: ['lr', 'loss']});
	const names = () => selectComparison(store.getState(), [1, 2]).metrics.map(({name}) => name);
	assert.deepEqual(names(), ['lr', 'loss']);
	look(store, {compareAll: true});
	assert.equal(names().length, 3);
});

test('config: what differs, by value and not by spelling', () => {
	const store = openStore([
		{key: 1, name: 'a', config: {lr: 0.1, seed: 1, 'optim.name': 'adam'}},
		{key: 2, name: 'b', config: {lr: '0.10', seed: 2}},
	]);
	const {config} = selectComparison(store.getState(), [1, 2]);
	assert.deepEqual(
		config.differing.map(({key}) => key),
		['seed', 'optim.name'],
	);
});

test('the same rows give the same answer without work, a new value of one of them another', () => {
	const store = openStore(three);
	const first = selectComparison(store.getState(), [1, 2]);
	assert.equal(selectComparison(store.getState(), [1, 2]), first);
	const update = {removed: [], sparks: [], curves: [], reading: null, detail: null, log: null};
	receive(store, {type: 'update', rows: [fakeRow({key: 1, name: 'one', step: 5})], ...update}, fakeNowMs);
	assert.notEqual(selectComparison(store.getState(), [1, 2]), first);
});
