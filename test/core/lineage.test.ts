import assert from 'node:assert/strict';
import test from 'node:test';
import {describeLineage} from '../../source/core/lineage.ts';
import type {RunRow} from '../../source/core/row.ts';
import type {Status} from '../../source/core/status.ts';
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

test('of a record that names all ancestors at once, one that another one leads to stands below that one', () => {
	const ofAll = {...run('c', ['a', 'b']), usesAncestors: true} as const;
	const all = [run('a', []), run('b', ['a']), ofAll];
	assert.deepEqual(lineageOf('c', all)['Made from'], [
		['b', 'finished'],
		['  a', 'finished'],
	]);
	assert.deepEqual(lineageOf('a', all)['Went into'], [
		['b', 'finished'],
		['  c', 'finished'],
	]);
});

test('of a record that names what it was made from itself, each stands there, whichever leads to another', () => {
	const all = [run('a', []), run('b', ['a']), run('c', ['a', 'b'])];
	assert.deepEqual(lineageOf('c', all)['Made from'], [
		['a', 'finished'],
		['b', 'finished'],
		['  a', 'finished'],
	]);
	assert.deepEqual(lineageOf('a', all)['Went into'], [
		['b', 'finished'],
		['  c', 'finished'],
		['c', 'finished'],
	]);
});

test('runs in a circle come to an end, and neither of two hides the other', () => {
	const circle = [run('x', ['y']), run('y', ['x'])];
	assert.deepEqual(lineageOf('x', circle)['Made from'], [
		['y', 'finished'],
		['  x', 'finished'],
	]);
	for (const all of [{}, {usesAncestors: true} as const])
		assert.deepEqual(
			lineageOf('z', [...circle, {...run('z', ['x', 'y']), ...all}])['Made from']!.filter(([name]) => !name.startsWith(' ')),
			[
				['x', 'finished'],
				['y', 'finished'],
			],
		);
});
