import assert from 'node:assert/strict';
import {test} from 'node:test';
import {compileQuery, runQuery} from '../../../source/core/query/compile/compile.ts';
import type {RunRow} from '../../../source/core/row.ts';
import {Chance, randomRow} from './random.ts';
import {makeRow, nowMs} from './rows.ts';

function sorted(rows: RunRow[], query: string): RunRow[] {
	const compiled = compileQuery(query, {rows});
	assert.ok(compiled.ok, query);
	return runQuery(compiled.query, rows, nowMs);
}
const names = (rows: RunRow[]): string => rows.map(row => row.name).join(' ');

test('missing and NaN come last in both directions, and keep their order', () => {
	const rows = [
		makeRow({name: 'nan', metrics: {loss: Number.NaN}}),
		makeRow({name: 'two', metrics: {loss: 2}}),
		makeRow({name: 'none'}),
		makeRow({name: 'one', metrics: {loss: 1}}),
		makeRow({name: 'inf', metrics: {loss: Number.POSITIVE_INFINITY}}),
	];
	assert.equal(names(sorted(rows, 'sort:loss')), 'one two inf nan none');
	assert.equal(names(sorted(rows, 'sort:-loss')), 'inf two one nan none');
});

test('a second key decides between equals, and ties keep the order given', () => {
	const rows = [
		makeRow({name: 'a', config: {bs: 32, lr: 1}}),
		makeRow({name: 'b', config: {bs: 64, lr: 2}}),
		makeRow({name: 'c', config: {bs: 32, lr: 3}}),
		makeRow({name: 'd', config: {bs: '64', lr: 2}}),
	];
	assert.equal(names(sorted(rows, 'sort:-bs,-lr')), 'b d c a');
	assert.equal(names(sorted(rows, 'sort:-bs sort:lr limit:3')), 'b d a');
});

test('names sort as people count, and statuses from live to ended', () => {
	const rows = [
		makeRow({name: 'run10', status: 'failed'}),
		makeRow({name: 'Run9', status: 'running'}),
		makeRow({name: 'run1', status: 'queued'}),
	];
	assert.equal(names(sorted(rows, 'sort:name')), 'run1 Run9 run10');
	assert.equal(names(sorted(rows, 'sort:status')), 'Run9 run1 run10');
	const ids = ['20', '1e3', '3', '100'].map(name => makeRow({name, tags: [name]}));
	for (const key of ['name', 'tag']) assert.equal(names(sorted(ids, `sort:${key}`)), '1e3 3 20 100', 'a text is no number');
	const measured = [3, 1].map(status => makeRow({name: `m${status}`, status: 'failed', metrics: {status}}));
	assert.equal(names(sorted(measured, 'sort:m.status')), 'm1 m3');
});

test('sorting is total, stable and the same however the rows came', () => {
	const chance = new Chance(11);
	for (let round = 0; round < 40; round++) {
		const rows = Array.from({length: 50}, () => randomRow(chance));
		for (const key of ['lr', '-lr', 'm.train/loss', '-acc', 'tag', '-status', 'optim,-bs', 'age']) {
			const once = sorted(rows, `sort:${key}`);
			assert.deepEqual(sorted(once, `sort:${key}`), once, 'sorting what is sorted');
			const shuffled = [...rows].sort(() => chance.next() - 0.5);
			const other = sorted(sorted(shuffled, 'sort:id'), `sort:${key}`);
			assert.deepEqual(sorted(sorted(rows, 'sort:id'), `sort:${key}`), other, 'ties fall to the order given');
		}
	}
});
