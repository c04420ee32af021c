import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type RunRow, untold} from '../../../../source/core/row.ts';
import type {Status} from '../../../../source/core/status.ts';
import {countEnded, foreseeGroup, groupFraction} from '../../../../source/core/table/groups/group-outlook.ts';
import {makeRow, nowMs, type ShortRow} from '../../query/rows.ts';

const estimate = (seconds: number): RunRow['estimate'] => ({
	seconds,
	low: seconds * 0.9,
	high: seconds * 1.1,
	finishAtMs: nowMs + seconds * 1000,
	from: 'own pace',
	text: `≈ ${seconds} s`,
});

function runOf(status: Status, fraction: number | null, more: ShortRow = {}): RunRow {
	const progress = {step: 1, total: fraction === null ? null : 1, fraction, unit: 'step', totalFrom: null};
	return makeRow({status, progress, startedAtMs: nowMs - 100_000, ...more});
}

const done = () => runOf('finished', 1, {endedAtMs: nowMs - 40_000});

test('a group is as far as its runs are: what is finished or pruned is done, what broke off came no further, what waits has not begun', () => {
	assert.equal(groupFraction([done(), runOf('failed', 0.3), runOf('running', 0.5), runOf('queued', null)]), 1.8 / 4);
	assert.equal(groupFraction([runOf('crashed', 0.25), runOf('stopped', 0.75)]), 0.5);
	assert.equal(groupFraction([done(), runOf('pruned', 0.1)]), 1);
	assert.equal(groupFraction([done(), runOf('failed', null)]), null);
	assert.equal(groupFraction([done(), runOf('running', null)]), null, 'a run without a total leaves it open');
	assert.equal(groupFraction([]), null);
	assert.equal(countEnded([done(), runOf('pruned', 0.1), runOf('idle', null), runOf('queued', null)]), 2);
});

test('a group is done when its last run is, and those that wait have had their turn', () => {
	const running = [runOf('running', 0.5, {estimate: estimate(30)}), runOf('running', 0.2, {estimate: estimate(200)})];
	const alone = foreseeGroup(running, nowMs)!;
	assert.ok(alone.low <= alone.seconds && alone.seconds <= alone.high && Math.abs(alone.seconds - 200) < 15, `${alone.seconds}`);
	const queue = foreseeGroup([...running, done(), ...Array.from({length: 8}, () => runOf('queued', null))], nowMs)!;
	assert.ok(queue.seconds > 300 && queue.seconds < 500, `eight of a minute each on two places: ${queue.seconds}`);
	assert.equal(queue.from, '2 running, 8 queued as long as 1 finished');
});

test('nothing is foreseen where nothing goes on, or nothing tells how long it takes', () => {
	assert.equal(foreseeGroup([done(), runOf('failed', 0.1)], nowMs), null);
	assert.equal(foreseeGroup([runOf('queued', null)], nowMs), null);
	assert.equal(foreseeGroup([], nowMs), null);
	const settling = runOf('running', 0.5, {estimate: {...estimate(30)!, text: untold, isOpen: true}});
	assert.equal(foreseeGroup([settling], nowMs), null, 'of one that says nothing yet its group says no more');
});
