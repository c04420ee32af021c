import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readRuntime} from '../../source/core/runtime.ts';
import type {Status} from '../../source/core/status.ts';
import {makeRow} from './query/rows.ts';

const startedAtMs = 1e12;

function runtime(status: Status, endedAfterMs: number | null, updatedAfterMs: number | null, metrics = ['loss']): number | null {
	const at = (ms: number | null) => (ms === null ? null : startedAtMs + ms);
	const empty = makeRow({name: 'a'});
	const row = {
		...empty,
		metrics: {...empty.metrics, names: metrics},
		status,
		startedAtMs,
		endedAtMs: at(endedAfterMs),
		updatedAtMs: at(updatedAfterMs),
	};
	return readRuntime(row, startedAtMs + 9000);
}

test('a run that goes on has run until now, whatever end an earlier attempt left', () => {
	assert.equal(runtime('running', null, 3000), 9);
	assert.equal(runtime('running', -400, 0), 9);
	assert.equal(runtime('stalled', 3_600_000, 3000), 9);
});

test('a run that is over has run until its end, or its last sign of life; an end before its start is none', () => {
	assert.equal(runtime('finished', 4000, 5000), 4);
	assert.equal(runtime('finished', -400, 5000), 0, 'two clocks');
	assert.equal(runtime('crashed', null, 5000), 5);
	assert.equal(runtime('crashed', -5000, 2000), 2);
	assert.equal(runtime('failed', -5000, 0), null, 'no sign but the start');
});

test('how long a run took is unknown where nothing came after its start', () => {
	assert.equal(runtime('idle', null, 300, []), null, 'its file was only made');
	assert.equal(runtime('crashed', null, -300, []), null);
	assert.equal(runtime('idle', null, 300), 0.3, 'its points tell of that time');
	assert.equal(runtime('idle', null, 5000, []), 5);
	assert.equal(runtime('running', null, 300, []), 9);
	assert.equal(runtime('unknown', null, 5000), null, 'nor where nobody knows whether it ended');
	assert.equal(runtime('unknown', 4000, 5000), 4);
});

test('steps without a time of their own do not show that a run took none', () => {
	const row = {
		...makeRow({name: 'a', metrics: {value: {firstStep: 0, lastStep: 6, points: 7}}}),
		status: 'crashed' as const,
		startedAtMs,
		updatedAtMs: startedAtMs,
	};
	assert.equal(readRuntime({...row, endedAtMs: null}, startedAtMs), null);
	assert.equal(readRuntime({...row, endedAtMs: startedAtMs}, startedAtMs), 0, 'its end is known');
});
