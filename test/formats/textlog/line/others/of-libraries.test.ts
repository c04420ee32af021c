import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/index.ts';
import {progressOf, scan} from '../../scan-lines.ts';

test('what a library says of itself counts nothing and has no values', () => {
	const wandb = 'wandb: Syncing run [Training][batch:64][input:128]';
	const tensorflow =
		'2024-01-02 03:04:05.678901: I tensorflow/core/kernels/data/shuffle_dataset_op.cc:450] ShuffleDatasetV3:4: Filling up buffer (may take a while): 174';
	assert.deepEqual(scan(wandb, tensorflow, '[epoch:1/40] [loss:0.5]', tensorflow, '[epoch:2/40] [loss:0.25]'), [
		'1 loss=0.5',
		'2 loss=0.25',
	]);
	assert.equal(progressOf(wandb, '[epoch:1/40] [loss:0.5]'), '1/40 epoch');
	assert.deepEqual(scan('I0102 03:04:05.678901 12345 solver.cpp:218] Iteration 100, loss = 0.5'), ['100 loss=0.5']);
});

test('what Comet says of an experiment as it ends is no row of the training', () => {
	const summary = [
		'COMET INFO:   Metrics [count] (min, max):',
		'COMET INFO:     loss [9] : (0.25, 0.75)',
		'COMET INFO:     lr0 : 0.01',
	];
	assert.deepEqual(scan('epoch 1 loss 0.75', 'epoch 2 loss 0.25', ...summary), ['1 loss=0.75', '2 loss=0.25']);
});

test('a node may stand in the name of what ends a job of Slurm', () => {
	const line = 'slurmstepd-n17: error: *** JOB 42 ON n17 CANCELLED AT 2024-01-02T03:04:05 DUE TO TIME LIMIT ***';
	assert.deepEqual(createLineScanner().scan(line).ending?.why, 'Slurm: time limit');
});
