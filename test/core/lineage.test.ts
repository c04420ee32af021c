import assert from 'node:assert/strict';
import test from 'node:test';
import {describeLineage} from '../../source/core/lineage.ts';
import type {RunRow} from '../../source/core/row.ts';
import type {Status} from '../../source/core/run.ts';
import {makeRow} from './query/rows.ts';

const run = (name: string, uses: string[], status: Status = 'finished'): RunRow => ({
	...makeRow({name, status, path: `/r/${name}`}),
	uses: uses.map(other => `/r/${other}`),
});
const lineageOf = (name: string, rows: RunRow[]) =>
	Object.fromEntries(describeLineage(rows.find(row => row.name === name)!, rows));

test('what a run was made from and what went into others are two trees, with statuses and what is missing', () => {
	const rows = [run('prepare', []), run('train', ['prepare', 'gone']), run('evaluate', ['train'], 'failed')];
	assert.deepEqual(lineageOf('evaluate', rows), {
		'Made from': [
			['train', 'finished'],
			['  prepare', 'finished'],
			['  gone', 'not among these runs: /r/gone'],
		],
	});
	assert.deepEqual(lineageOf('prepare', rows), {
		'Went into': [
			['train', 'finished'],
			['  evaluate', 'failed'],
		],
	});
	assert.deepEqual(lineageOf('alone', [...rows, run('alone', [])]), {});
});

test('an ancestor that another one leads to stands below that one; runs in a circle come to an end', () => {
	const all = [run('a', []), run('b', ['a']), run('c', ['a', 'b'])];
	assert.deepEqual(lineageOf('c', all)['Made from'], [
		['b', 'finished'],
		['  a', 'finished'],
	]);
	const circle = [run('x', ['y']), run('y', ['x'])];
	assert.deepEqual(lineageOf('x', circle)['Made from'], [
		['y', 'finished'],
		['  x', 'finished'],
	]);
});
