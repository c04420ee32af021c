import assert from 'node:assert/strict';
import test from 'node:test';
import {recordedSections} from '../../source/core/recorded.ts';
import {describeDefinition, describeTold, type Told} from '../../source/core/told.ts';

const one: Told = {format: 'hydra', place: '', configKeys: 3, metrics: 0, points: 0, lastStep: null, problems: 0};

test('a run that several trackers wrote says what each told; a run of one says nothing of it', () => {
	const other: Told = {format: 'tfevents', place: 'logs/tb', configKeys: 0, metrics: 2, points: 1, lastStep: 99, problems: 1};
	assert.deepEqual(describeTold([one, other]), [
		['hydra', 'config of 3 keys'],
		['tfevents', '2 metrics, 1 point to step 99, 1 problem, in logs/tb'],
	]);
	assert.deepEqual(describeTold([one]), []);
});

test('what was declared of a metric is said in words', () => {
	assert.equal(describeDefinition({goal: 'minimize', stepMetric: 'epoch', hidden: true}), 'lower is better, over epoch, hidden');
	assert.equal(describeDefinition({}), '');
});

test('groups of records stand under their own titles, single ones at the end', () => {
	assert.deepEqual(recordedSections({mode: 'offline', settings: {a: 1}, empty: {}, list: [1]}), [
		['Settings', {a: 1}],
		['Also recorded', {mode: 'offline', list: [1]}],
	]);
});
