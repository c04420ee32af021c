import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../scan-lines.ts';

test('values behind "Val metrics:" are of that data, not of training', () => {
	assert.deepEqual(scan('Epoch 1 - Train metrics: loss 0.5, acc 0.25', 'Epoch 1 - Val metrics: loss 0.75, acc 0.125'), [
		'1 loss=0.5 acc=0.25',
		'1 Val loss=0.75 Val acc=0.125',
	]);
	assert.deepEqual(scan('Epoch 2 Train Results: loss: 0.5', 'Epoch 2 Validation Results: loss: 0.75, acc: 0.125'), [
		'2 loss=0.5',
		'2 Validation loss=0.75 Validation acc=0.125',
	]);
	assert.deepEqual(scan('Epoch 2 Train results - loss: 0.5', 'Epoch 2 Test results - loss: 0.75'), [
		'2 loss=0.5',
		'2 Test loss=0.75',
	]);
});

test('a metric between the data and its values heads them all', () => {
	assert.deepEqual(
		scan('Epoch 3 - Validation BLEU: BLEU-1 61.5, BLEU-2 42.25', 'Epoch 3 - Dev BLEU: BLEU-1 60.5, BLEU-2 40.25'),
		['3 Validation BLEU-1=61.5 Validation BLEU-2=42.25', '3 Dev BLEU-1=60.5 Dev BLEU-2=40.25'],
	);
	assert.deepEqual(scan('epoch 3 loss: train=0.5, val=0.75'), ['3 loss train=0.5 loss val=0.75']);
});
