import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../../scan-lines.ts';

test('the value of a data set is one, also where those of others or the best stand behind it', () => {
	assert.deepEqual(scan('3:\ttest: 0.5\ttest1: 0.75\tbest: 0.75 (3)\ttotal: 62ms\tremaining: 3.06s'), [
		'3 test=0.5 test1=0.75 best=0.75',
	]);
	assert.deepEqual(scan('3:\ttest: 0.5\tbest: 0.5 (3)\ttotal: 62ms\tremaining: 3.06s'), ['3 test=0.5 best=0.5']);
	assert.deepEqual(scan('step 3', 'Test: loss 0.5 best: 0.25'), ['3 Test loss=0.5 Test best=0.25']);
});

test('the best score is read of each line that says it', () => {
	assert.deepEqual(
		scan(
			'step 1 loss 2.5',
			'Metric val_loss improved. New best score: 0.5',
			'step 2 loss 2.25',
			'Metric val_loss improved by 0.125 >= min_delta = 0.0. New best score: 0.375',
		),
		['1 loss=2.5', '1 New best score=0.5', '2 loss=2.25', '2 New best score=0.375'],
	);
});

test('the number of an attempt or a worker is no value', () => {
	assert.deepEqual(scan('Run: 01, Epoch: 02, Loss: 2.5, Valid: 51.00%'), ['2 Loss=2.5 Valid=51']);
	assert.deepEqual(scan('[worker 1] step 3 loss 2.5'), ['3 loss=2.5']);
	assert.deepEqual(scan('Fold 3 - Epoch 2 - loss: 2.5'), ['2 loss=2.5']);
	assert.deepEqual(scan('step 3 workers: 4 loss 2.5'), ['3 workers=4 loss=2.5']);
});

test('keeps the sign of a likelihood, and what is left of one, in the name', () => {
	assert.deepEqual(scan('Iteration 1: -ELBO = 100.5, -log p=3.5, -log_prob: 2.5, 1 - F1: 0.25'), [
		'1 -ELBO=100.5 -log p=3.5 -log_prob=2.5 1 - F1=0.25',
	]);
	assert.deepEqual(scan('Epoch 1 -loss: 0.5 -logits: 0.25 - acc: 0.75'), ['1 loss=0.5 logits=0.25 acc=0.75']);
	assert.deepEqual(scan('Epoch 1 - F1: 0.25'), ['1 F1=0.25']);
});

test('reads numbers before dots, the batch in parentheses behind its epoch, and epochs that a dash joins', () => {
	assert.deepEqual(scan('Epoch: 1/5.. Training Loss: 0.5..  Test Loss: 0.25.. ', 'Epoch: 2/5...  Training Loss: 0.4...'), [
		'1 Training Loss=0.5 Test Loss=0.25',
		'2 Training Loss=0.4',
	]);
	assert.deepEqual(scan('Starting epoch 1...', 'loss: 0.5', 'Starting epoch 2...', 'loss: 0.25'), ['1 loss=0.5', '2 loss=0.25']);
	assert.deepEqual(scan('epoch 5 (2/10): val_loss 0.5', 'epoch 6 (3/10): val_loss 0.4'), ['5 val_loss=0.5', '6 val_loss=0.4']);
	assert.deepEqual(scan('epoch 1 (50/100): loss 0.5', 'epoch 1 (100/100): loss 0.4', 'epoch 2 (50/100): loss 0.3'), [
		'50 loss=0.5',
		'100 loss=0.4',
		'150 loss=0.3',
	]);
	assert.deepEqual(scan('epoch 3 (3/10): loss 0.5', 'epoch 4 (4/10): loss 0.4'), ['3 loss=0.5', '4 loss=0.4']);
	assert.deepEqual(scan('Epoch-1: loss: 0.5', 'epoch_2 loss: 0.4'), ['1 loss=0.5', '2 loss=0.4']);
	assert.deepEqual(scan('[Epoch 1] loss=0.5', 'Epoch 00001: reducing learning rate of group 0 to 1.0000e-04.'), ['1 loss=0.5']);
});

test('a count may be written right before the bracket of another one', () => {
	const row = (epoch: number, sample: number) =>
		`Epoch ${epoch}[${sample}/200]: loss:0.5, lr:0.125, batch time:0.25, data time:0.75`;
	assert.deepEqual(scan(row(1, 16), row(1, 176), row(2, 16)), [
		'16 loss=0.5 lr=0.125',
		'176 loss=0.5 lr=0.125',
		'216 loss=0.5 lr=0.125',
	]);
});

test('what TensorFlow says of a GPU below the head of an epoch is no value', () => {
	const device = [
		'name: GeForce GTX 1070',
		'major: 6 minor: 1 memoryClockRate (GHz) 1.7335',
		'2017-05-06 10:20:30.123456: I gpu/gpu_device.cc:976] DMA: 0 ',
	];
	assert.deepEqual(scan('Epoch 1/3', ...device, '10/10 [====] - 2s - loss: 0.5'), ['1 loss=0.5']);
});

test('a counter may have its number in brackets right behind it', () => {
	assert.deepEqual(scan('epoch(1) loss: 2', 'Epoch(2): loss 1, acc 0.5'), ['1 loss=2', '2 loss=1 acc=0.5']);
	assert.deepEqual(scan('epoch 3 batch(64) loss 2'), ['3 batch(64) loss=2']);
	assert.deepEqual(scan('time epoch(1700000000) humidity 45.5'), []);
	assert.deepEqual(scan('TRAIN-(text) epoch(3)', 'TRAIN-(text) (1/1/1)>> loss: 2', 'VAL-(text) >> loss: 3'), [
		'3 TRAIN loss=2',
		'3 VAL loss=3',
	]);
});
