import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('reads lines of nothing but metrics and their numbers, below a heading, behind rows and alone', () => {
	assert.deepEqual(scan('Epoch 1', 'loss 0.5 acc 0.75', 'Epoch 2', 'loss 0.25 acc 1'), [
		'1 loss=0.5 acc=0.75',
		'2 loss=0.25 acc=1',
	]);
	assert.deepEqual(scan('Epoch 1 loss 0.5', 'val_loss 0.75 val_IoU 0.25', 'Epoch 2 loss 0.25', 'val_loss 0.5 val_IoU 0.5'), [
		'1 loss=0.5',
		'1 val_loss=0.75 val_IoU=0.25',
		'2 loss=0.25',
		'2 val_loss=0.5 val_IoU=0.5',
	]);
	assert.deepEqual(scan('loss 0.5', 'loss 0.25'), ['0 loss=0.5', '1 loss=0.25']);
	assert.deepEqual(scan('step 5 loss 0.5', 'val_loss 0.5 - val_acc 0.75'), ['5 loss=0.5', '5 val_loss=0.5 val_acc=0.75']);
	assert.deepEqual(scan('EPOCH 1:', '  batch 500 loss: 0.75', 'LOSS train 0.5 valid 0.25'), [
		'500 loss=0.75',
		'500 LOSS train=0.5 LOSS valid=0.25',
	]);
});

test('and no prose, counts, reports of classes and tables of evaluations', () => {
	const rows = ['epoch 1 loss 2', 'epoch 2 loss 1'];
	for (const line of [
		'    accuracy                           0.85       100',
		'map all 0.25',
		'accuracy 3',
		'The model had error 0.5',
		'learned with loss 0.5 in short',
		'threshold 0.5',
	])
		assert.deepEqual(scan(...rows, line), ['1 loss=2', '2 loss=1'], line);
});

test('reads results of an evaluation by the data and the name that training has, or that a result has', () => {
	assert.deepEqual(scan('step 50 CE=1.5', 'eval_CE=1.25', 'Val MRR: 0.5', 'Val size: 0.5'), [
		'50 CE=1.5',
		'50 eval_CE=1.25',
		'50 Val MRR=0.5',
	]);
});
