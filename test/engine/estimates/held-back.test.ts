import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Remaining} from '../../../source/core/estimate/remaining.ts';
import {noHabits} from '../../../source/core/writer-habits.ts';
import {HeldBack} from '../../../source/engine/estimates/held-back.ts';

const nowMs = 1_760_000_000_000;

/** Sixty seconds are left of a run whose newest row is so old, when a row comes each second. */
const silentFor = (silentSeconds: number): Remaining => ({
	seconds: 60,
	low: 50,
	high: 80,
	stepsLeft: 60,
	overdueSeconds: silentSeconds - 1,
	silentSeconds,
	stuck: silentSeconds > 11,
	ending: false,
	settling: false,
	from: 'own pace',
});

test('rows that come a block at a time are no silence: the end that was told holds until the next block is overdue', () => {
	const heldBack = new HeldBack();
	for (const agoMs of [61_000, 46_000, 31_000, 16_000]) heldBack.note(nowMs - agoMs);
	const answer = heldBack.explain(silentFor(16), noHabits, nowMs)!;
	assert.deepEqual([answer.stuck, answer.overdueSeconds, answer.seconds], [false, null, 45]);
	assert.ok(answer.low <= answer.seconds && answer.seconds <= answer.high);
	assert.equal(heldBack.explain(silentFor(31), noHabits, nowMs + 15_000)!.stuck, true);
});

test('before any write was seen a writer is believed to hold back what its buffer takes, others nothing', () => {
	const heldBack = new HeldBack();
	assert.equal(heldBack.explain(silentFor(20), {...noHabits, bufferBytes: 32_768}, nowMs)!.stuck, false);
	assert.equal(heldBack.explain(silentFor(70), {...noHabits, bufferBytes: 32_768}, nowMs)!.stuck, true);
	assert.equal(heldBack.explain(silentFor(140), {...noHabits, bufferMs: 120_000}, nowMs)!.stuck, false);
	assert.equal(heldBack.explain(silentFor(20), noHabits, nowMs)!.stuck, true);
});

test('while steps are left that nobody has seen done, the time for them does not count down to nothing', () => {
	const habits = {...noHabits, bufferBytes: 32_768};
	const few: Remaining = {...silentFor(28), seconds: 6, low: 5, high: 8, stepsLeft: 10};
	const {seconds, low, high} = new HeldBack().explain(few, habits, nowMs)!;
	assert.deepEqual([seconds > 1, low, high], [true, 0, 6]);
	assert.equal(new HeldBack().explain({...few, stepsLeft: 0}, habits, nowMs)!.seconds, 0);
});

test('while a run was suspended it held nothing back: what is left counts down from its waking on', () => {
	const habits = {...noHabits, bufferBytes: 32_768};
	assert.equal(new HeldBack().explain(silentFor(41), habits, nowMs)!.seconds, 20);
	const woken = new HeldBack(nowMs - 3000);
	assert.equal(woken.explain(silentFor(41), habits, nowMs)!.seconds, 57);
	assert.equal(woken.explain(silentFor(81), habits, nowMs)!.stuck, false, 'it may have written nothing yet');
});

test('a run whose every row is seen at once is silent as soon as its rows are overdue', () => {
	const heldBack = new HeldBack();
	for (let agoMs = 40_000; agoMs >= 12_000; agoMs -= 1000) heldBack.note(nowMs - agoMs);
	assert.equal(heldBack.explain(silentFor(12), {...noHabits, bufferBytes: 32_768}, nowMs)!.stuck, true);
	assert.equal(heldBack.explain(null, noHabits, nowMs), null);
});
