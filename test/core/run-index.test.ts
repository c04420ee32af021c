import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readAggregate} from '../../source/core/row.ts';
import {asRunIndex, packRuns, unpackRuns} from '../../source/core/run-index.ts';
import {makeRow} from './query/rows.ts';

test('runs come out of the index with the fields, values and last metrics that completion asks for', () => {
	const rows = [
		makeRow({id: 'a', name: 'one', status: 'failed', tags: ['x'], config: {lr: 0.1, 'optim.name': 'adam'}, metrics: {loss: 2}}),
		makeRow({id: 'b', config: {lr: 0.2, 'optim.name': 'sgd'}, metrics: {loss: Number.NaN, 'val/acc': 0.5}}),
		makeRow({id: 'c', config: {}, metrics: {}, startedAtMs: 5, path: '/x/c'}),
	];
	const index = packRuns(rows, {roots: ['/x'], atMs: 1, tookMs: 2});
	const again = unpackRuns(asRunIndex(JSON.parse(JSON.stringify(index)))!);
	assert.deepEqual(
		again.map(({id, name, status, tags, config, path, startedAtMs}) => ({id, name, status, tags, config, path, startedAtMs})),
		rows.map(({id, name, status, tags, config, path, startedAtMs}) => ({id, name, status, tags, config, path, startedAtMs})),
	);
	assert.deepEqual(
		again.map(({metrics}) => metrics.names),
		[['loss'], ['loss', 'val/acc'], []],
	);
	assert.equal(readAggregate(again[0]!, 'loss', 'last'), 2);
	assert.ok(Number.isNaN(readAggregate(again[1]!, 'loss', 'last')));
});

test('what is no index of this version is none', () => {
	for (const value of [null, 3, {}, {version: 99, runs: []}, {version: 1}]) assert.equal(asRunIndex(value), null);
});
