import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-table.ts';

test('joins a day with the time of it, and takes a day alone for no moment', () => {
	const at = (second: number) => new Date(2026, 10, 20, 10, 0, second).getTime();
	const run = read('date,time,step,loss\n2026-11-20,10:00:00,0,2\n2026-11-20,10:00:05,1,1\n');
	assert.deepEqual(run.walls('loss'), [at(0), at(5)]);
	assert.deepEqual([run.learnt.startedAtMs, run.learnt.lastSignMs], [at(0), at(5)]);
	const alone = read('date,step,loss\n2026-11-20,0,2\n2026-11-20,1,1\n');
	assert.deepEqual(alone.walls('loss'), [Number.NaN, Number.NaN]);
	assert.equal(alone.learnt.startedAtMs, null);
	// What passed since the start is no time of a day.
	assert.equal(read('date,elapsed,time,step,loss\n2026-11-20,00:00:05,0:00:05,0,2\n').learnt.startedAtMs, null);
	const better = read('date,time,timestamp,step,loss\n2026-11-20,10:00:00,2026-11-20 10:00:05,0,2\n');
	assert.deepEqual(better.walls('loss'), [at(5)]);
});

test('reads seconds since 1970 with a decimal comma', () => {
	const run = read('epoch;timestamp;loss\n1;1795041563,25;0,532\n2;1795041573,125;0,512\n');
	assert.deepEqual(run.walls('loss'), [1_795_041_563_250, 1_795_041_573_125]);
});
