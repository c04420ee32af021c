import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

test('of two counts of so many in a row the first one is the epoch, the second one the batch', () => {
	const swin = [
		'[2025-06-10 12:00:00 swin_tiny] (main.py 247): INFO Train: [0/300][20/30]\teta 0:10:10 lr 0.01\tloss 6.9 (7.0)\tmem 5000MB',
		'[2025-06-10 12:00:00 swin_tiny] (main.py 280): INFO Test: [0/5]\tTime 0.301 (0.301)\tLoss 6.0 (6.0)\tAcc@1 5.0 (5.0)\tMem 5000MB',
		'[2025-06-10 12:00:00 swin_tiny] (main.py 287): INFO  * Acc@1 10.000 Acc@5 30.000',
		'[2025-06-10 12:00:00 swin_tiny] (main.py 247): INFO Train: [1/300][0/30]\teta 0:10:10 lr 0.01\tloss 5.9 (6.0)\tmem 5000MB',
	];
	assert.deepEqual(scan(...swin), [
		'20 lr=0.01 loss=6.9',
		'20 Test Loss=6 Test Acc@1=5',
		'20 Test Acc@1=10 Test Acc@5=30',
		'30 lr=0.01 loss=5.9',
	]);
	assert.equal(progressOf(...swin), '30/9000 batch');
	const pointCloud = [
		'Train:    1/80 (1%) [ 460/464 ( 99%)]  Loss: 2 (2.1)  LR: 3.0e-04  Time cost: 00:10/05:00 [00:10/6:00:00]',
		'Train:    2/80 (3%) [  10/464 (  2%)]  Loss: 1.5 (2.1)  LR: 3.0e-04  Time cost: 00:10/05:00 [00:10/6:00:00]',
	];
	assert.deepEqual(scan(...pointCloud), ['460 Loss=2 LR=0.0003', '474 Loss=1.5 LR=0.0003']);
	assert.equal(progressOf(...pointCloud), '474/37120 batch');
});

test('a count of steps that goes on behind its total says no end any more; the one that passes it may be the last', () => {
	assert.equal(progressOf('[step=20/20,epoch=0]', '[step=21/20,epoch=0]'), '20/20 step');
	assert.equal(progressOf('[step=20/20,epoch=0]', '[step=21/20,epoch=0]', '[step=22/20,epoch=0]'), '22/20 step of a part');
	assert.equal(progressOf('Steps: 960/1000 reward 2', 'Steps: 1040/1000 reward 1'), '960/1000 step');
	assert.equal(progressOf('Step 90/100 loss 2', 'Step 120/100 loss 1', 'Step 150/100 loss 1'), '150/100 step of a part');
	assert.equal(progressOf('Epoch 1/2 batch 4/4 loss 2', 'Epoch 1/2 batch 6/4 loss 2'), '4/8 batch');
});

test('an epoch before its batch, parted by a colon, is the epoch; a time of day is none', () => {
	assert.deepEqual(scan('[0: 0/20] train loss: 2.5 accuracy: 0.25', '[0: 10/20] train loss: 2', '[1: 0/20] train loss: 1.5'), [
		'0 train loss=2.5 train accuracy=0.25',
		'10 train loss=2',
		'20 train loss=1.5',
	]);
	assert.deepEqual(scan('[12:30] step 3 loss: 0.5'), ['3 loss=0.5']);
});
