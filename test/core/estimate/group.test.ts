import assert from 'node:assert/strict';
import {it} from 'node:test';
import {estimateGroup} from '../../../source/core/estimate/group.ts';

const part = (seconds: number) => ({elapsed: 100, left: {seconds, low: seconds * 0.9, high: seconds * 1.1}});

function assertNear(actual: number | undefined, expected: number, share: number) {
	assert.ok(actual !== undefined && Math.abs(actual - expected) <= share * expected, `${actual} is not near ${expected}`);
}

it('is done when its last running run is', () => {
	const answer = estimateGroup({running: [part(100), part(1000), part(300)], queued: 0, finished: []});
	assertNear(answer?.seconds, 1000, 0.03);
	assert.ok(answer!.low < 970 && answer!.high > 1030 && answer!.low > 800 && answer!.high < 1200);
	assert.equal(answer?.from, '3 running');
});

it('gives queued runs to free slots, as long as those that are finished', () => {
	const answer = estimateGroup({running: [part(50), part(50)], queued: 6, finished: [200, 200, 200]});
	assertNear(answer?.seconds, 650, 0.05);
	assert.equal(answer?.from, '2 running, 6 queued as long as 3 finished');
	assertNear(estimateGroup({running: [], queued: 4, finished: [100, 100, 100], slots: 4})?.seconds, 100, 0.01);
});

it('takes running runs for a measure where none is finished, and says nothing where nothing is known', () => {
	assertNear(estimateGroup({running: [part(100)], queued: 2, finished: []})?.seconds, 500, 0.15);
	assert.equal(estimateGroup({running: [{elapsed: 5, left: null}], queued: 2, finished: []}), null);
	assert.equal(estimateGroup({running: [], queued: 0, finished: [10]}), null);
});

it('is less sure of lengths where hardly any is known', () => {
	const spread = (finished: number[]) => {
		const answer = estimateGroup({running: [], queued: 1, finished});
		return answer!.high - answer!.low;
	};
	assert.equal(spread([100, 100, 100]), 0);
	assert.ok(spread([100]) > 20);
});

it('counts thousands of queued runs in full', () => {
	assertNear(estimateGroup({running: [], queued: 10_000, finished: [60, 60, 60], slots: 2})?.seconds, 300_000, 0.01);
});

it('gives the same answer each time', () => {
	const clues = {running: [part(100), {elapsed: 30, left: null}], queued: 9, finished: [90, 120, 200, 300]};
	assert.deepEqual(estimateGroup(clues), estimateGroup(clues));
});
