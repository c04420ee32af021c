import assert from 'node:assert/strict';
import {test} from 'node:test';
import {read} from './read-lines.ts';

test('joins a day with the time of it, and takes a day alone for no moment', () => {
	const at = (second: number) => new Date(2026, 10, 20, 10, 0, second).getTime();
	const run = read(
		'{"date": "2026-11-20", "time": "10:00:00", "step": 0, "loss": 2}',
		'{"date": "2026-11-20", "time": "10:00:05", "step": 1, "loss": 1}',
	);
	assert.deepEqual(run.walls('loss'), [at(0), at(5)]);
	assert.deepEqual([run.learnt.startedAtMs, run.learnt.lastSignMs], [at(0), at(5)]);
	const alone = read('{"date": "2026-11-20", "elapsed": "00:00:05", "step": 0, "loss": 2}');
	assert.deepEqual(alone.walls('loss'), [Number.NaN]);
	assert.equal(alone.learnt.startedAtMs, null);
});
