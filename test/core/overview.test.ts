import assert from 'node:assert/strict';
import test from 'node:test';
import {overlook} from '../../source/core/overview.ts';
import {makeRow, nowMs} from './query/rows.ts';

const estimate = (seconds: number) => ({
	seconds,
	low: seconds / 2,
	high: seconds * 2,
	finishAtMs: nowMs + seconds * 1000,
	from: 'its own pace',
	text: `≈ ${seconds} s`,
});
const dayAgoMs = nowMs - 86_400_000;

test('counts go by the order of statuses, and the first and last end are named', () => {
	const rows = [
		makeRow({status: 'finished'}),
		makeRow({name: 'late', status: 'running', estimate: estimate(900)}),
		makeRow({name: 'soon', status: 'running', estimate: estimate(60)}),
	];
	const {counts, next, last, alerts} = overlook(rows, dayAgoMs);
	assert.deepEqual(counts, [
		{status: 'running', runs: 2},
		{status: 'finished', runs: 1},
	]);
	assert.deepEqual([next!.row.name, last!.row.name], ['soon', 'late']);
	assert.deepEqual(alerts, []);
});

test('alerts are the failures of late, what stands still, and a loss that is NaN while it runs', () => {
	const rows = [
		makeRow({name: 'old', status: 'failed', endedAtMs: dayAgoMs - 1}),
		makeRow({name: 'failed', status: 'failed', endedAtMs: nowMs - 1000, error: 'boom'}),
		makeRow({name: 'stalled', status: 'stalled', statusWhy: 'no write for 1 h'}),
		makeRow({name: 'nan', status: 'running', metrics: {loss: {last: Number.NaN, lastStep: 412}}}),
		makeRow({name: 'over', status: 'finished', metrics: {loss: {last: Number.NaN, lastStep: 412}}}),
		makeRow({name: 'crashed', status: 'crashed', updatedAtMs: nowMs - 5000}),
	];
	assert.deepEqual(
		overlook(rows, dayAgoMs).alerts.map(({row, kind, text}) => [row.name, kind, text]),
		[
			['crashed', 'crashed', ''],
			['failed', 'failed', 'boom'],
			['stalled', 'stalled', 'no write for 1 h'],
			['nan', 'health', 'loss is NaN at step 412'],
		],
	);
});
