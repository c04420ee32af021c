import assert from 'node:assert/strict';
import {test} from 'node:test';
import {wasRestarted, whyOther} from '../../source/core/own-process.ts';
import {emptyFacts} from '../../source/core/run.ts';
import {noHabits} from '../../source/core/writer-habits.ts';

const startedAtMs = 1_760_000_000_000;
const why = (facts: object, process: object = {}, times: object = {}) =>
	whyOther(
		{...emptyFacts(), pid: 71, startedAtMs, ...facts},
		{startTicks: 5, startedAtMs, ...process},
		{latestMs: startedAtMs, nowMs: startedAtMs + 1000, ...times},
	);

test('a process is another one by its ticks, or where it started after the last that the run can have', () => {
	assert.equal(why({pidStartTicks: 5}, {startedAtMs: 0}), null, 'ticks tell more than any clock');
	assert.equal(why({pidStartTicks: 4}), 'pid 71 is another process now');
	assert.equal(why({}, {startedAtMs: startedAtMs + 60_000}), null, 'the clock may have been set');
	assert.match(
		why({}, {startedAtMs: startedAtMs + 180_000}) ?? '',
		/^pid 71 is another process now, started 3 min after the last write$/,
	);
	assert.equal(why({}, {startedAtMs: startedAtMs + 180_000}, {latestMs: null}), null);
});

test('a process from before the run is another one where the run’s own writes first of all', () => {
	const writer = {...noHabits, startsFirst: true};
	assert.equal(why({}, {startedAtMs: 0}), null);
	assert.match(
		why({writer}, {startedAtMs: startedAtMs - 120_000}) ?? '',
		/^pid 71 is another process, started 2 min before the run$/,
	);
	const ahead = {startedAtMs: startedAtMs - 120_000};
	assert.equal(why({writer}, ahead, {nowMs: startedAtMs - 1}), null, 'a start ahead of the clock is by another one');
	assert.notEqual(why({writer}, ahead, {nowMs: Number.POSITIVE_INFINITY}), null);
});

test('a machine that was started anew has none of the processes from before', () => {
	assert.deepEqual(
		[
			wasRestarted({bootId: 'a'}, 'b'),
			wasRestarted({bootId: 'a'}, 'a'),
			wasRestarted({bootId: null}, 'a'),
			wasRestarted({bootId: 'a'}, null),
		],
		[true, false, false, false],
	);
});
