import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('a name has shares, or percents: a summary in the other form is put as the rows before it', () => {
	const epoch = (at: number) => `Epoch ${at}: Test Accuracy: 0.7${at} (7${at}.00%)`;
	assert.deepEqual(scan(epoch(1), epoch(2), 'Test Accuracy: 72.00%', 'Test Accuracy: 75 %'), [
		'1 Test Accuracy=0.71',
		'2 Test Accuracy=0.72',
		'2 Test Accuracy=0.72',
		'2 Test Accuracy=0.75',
	]);
	assert.deepEqual(scan('epoch 1 acc 70.5%', 'epoch 2 acc 0.5%'), ['1 acc=70.5', '2 acc=0.5']);
	// What was beyond 1 before is no share.
	assert.deepEqual(scan('epoch 1 acc 0.5', 'epoch 2 acc 12.5', 'epoch 3 acc 50%'), ['1 acc=0.5', '2 acc=12.5', '3 acc=50']);
});
