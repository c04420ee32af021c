import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {RunRow} from '../../source/core/row.ts';
import {look} from '../../source/store/store.ts';
import {openDesk} from '../actions/press.ts';
import {fakeNowMs, fakeRow} from '../ui/fake-rows.ts';

const names = (rows: RunRow[], column: string, descending: boolean) => {
	const {store} = openDesk(rows);
	look(store, {sort: [{column, descending}]});
	const {order} = store.getState();
	return order.sorted.map(({name}) => name).join(' ');
};
const settings = (values: readonly RunRow['config'][string][]) =>
	values.map((value, key) => fakeRow({key, name: String.fromCharCode(97 + key), config: value === undefined ? {} : {x: value}}));

test('settings are sorted as what they are: numbers also where they are written as texts, words behind them either way, none at the end', () => {
	for (const [values, up, down] of [
		[[10, 9, 100], 'b a c', 'c a b'],
		[['1e-3', '0.01', 2e-3], 'a c b', 'b c a'],
		[[true, false, true], 'b a c', 'a c b'],
		[['b', '', null, 'a10', 'a9'], 'b e d a c', 'a d e b c'],
		[['adam', 3, '12'], 'b c a', 'c b a'],
		[[[10], [9], null], 'b a c', 'a b c'],
		[[Number.NaN, 2, 1], 'c b a', 'b c a'],
	] as const) {
		const rows = settings(values as readonly RunRow['config'][string][]);
		assert.equal(names(rows, 'c:x', false), up, JSON.stringify(values));
		assert.equal(names(rows, 'c:x', true), down, JSON.stringify(values));
	}
});

test('columns that are no number sort by what they say; a run that has nothing there comes last', () => {
	const row = (key: number, name: string, more: Partial<RunRow>, status: RunRow['status'] = 'finished') =>
		fakeRow({key, name, status, more});
	const rows = [
		row(0, 'a', {tags: ['paper'], host: 'gpu-10', dir: 'z', group: null, startedAtMs: fakeNowMs - 2, endedAtMs: fakeNowMs - 1}),
		row(
			1,
			'b',
			{tags: [], host: 'gpu-9', dir: 'y', group: 'g', startedAtMs: null, metAtMs: fakeNowMs - 3, endedAtMs: null},
			'running',
		),
		row(
			2,
			'c',
			{
				tags: ['best', 'zero'],
				host: null,
				endedAtMs: null,
				dir: 'x/10',
				group: 'f',
				startedAtMs: null,
				updatedAtMs: fakeNowMs - 1,
			},
			'queued',
		),
		row(3, 'd', {tags: [], host: 'a', dir: 'x/9', group: null, startedAtMs: fakeNowMs - 9, endedAtMs: fakeNowMs - 5}, 'failed'),
	];
	for (const [column, up, down] of [
		['tags', 'c a', 'a c'],
		['host', 'd b a c', 'a b d c'],
		['dir', 'd c b a', 'a b c d'],
		['group', 'c b', 'b c'],
		['status', 'b c d a', 'a d c b'],
		['started', 'd b a c', 'c a b d'],
		['ended', 'd a', 'a d'],
		['live', 'd a c b', 'b c d a'],
	] as const) {
		assert.ok(names(rows, column, false).startsWith(up), `${column}: ${names(rows, column, false)}`);
		assert.ok(names(rows, column, true).startsWith(down), `${column}: ${names(rows, column, true)}`);
	}
});
