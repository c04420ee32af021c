import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('takes the name of the value before data for that of the one behind it', () => {
	assert.deepEqual(scan('Epoch 0 loss train 2.5 val 3.5 acc train 0.5 val 0.25'), [
		'0 loss train=2.5 loss val=3.5 acc train=0.5 acc val=0.25',
	]);
	assert.deepEqual(scan('Epoch 2 | iter 24 step 6 | loss train: 0.5, val: 0.75 | iter time: 10.0 ms'), [
		'24 loss train=0.5 loss val=0.75',
	]);
});

test('what stands behind the best value of other data is no best one', () => {
	assert.deepEqual(scan('Epoch 1: best val 0.5 test 0.25'), ['1 best val=0.5 test=0.25']);
});

test('what stands in parentheses behind the value of some data parts it', () => {
	assert.deepEqual(scan('epoch 2 | train 1.5 (seg 0.5, depth 1.0) | val 2.5 (seg 0.75, depth 1.75) | lr 0.01'), [
		'2 train=1.5 train seg=0.5 train depth=1 val=2.5 val seg=0.75 val depth=1.75 lr=0.01',
	]);
});
