import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../../scan-lines.ts';

test('two values that slashes part are of the data, or metrics, that slashes part before them', () => {
	assert.deepEqual(scan('Epoch 1 | train/val loss: 0.75/0.5 | train/val acc: 50.5% / 60.5%'), [
		'1 train loss=0.75 val loss=0.5 train acc=50.5 val acc=60.5',
	]);
	assert.deepEqual(scan('Epoch 2, Loss (train/val/test) = 0.75/0.5/0.25'), ['2 train Loss=0.75 val Loss=0.5 test Loss=0.25']);
	assert.deepEqual(scan('Epoch 3 Val loss/acc 0.75/0.5'), ['3 Val loss=0.75 Val acc=0.5']);
	assert.deepEqual(scan('Epoch 4 min/max reward: 0.5/1.5'), ['4 min reward=0.5 max reward=1.5']);
	assert.deepEqual(scan('step 4 G/D loss: 0.75/1.5'), ['4 G loss=0.75 D loss=1.5']);
});

test('a heading that parts data by slashes tells what two values on the lines below are of', () => {
	assert.deepEqual(scan('Loss: train / val', 'Epoch 1 - Loss: 0.75 / 0.5 - Acc: 0.25 / 0.5'), [
		'1 train Loss=0.75 val Loss=0.5 train Acc=0.25 val Acc=0.5',
	]);
	// No other line does, nor of more values.
	assert.deepEqual(scan('Reading data from /data/train/val', 'Epoch 1 - Loss: 0.75 / 0.5'), ['1 Loss=0.75']);
	assert.deepEqual(scan('(train / val)', 'Epoch 1 - Loss: 0.75 / 0.5 / 0.25'), ['1 Loss=0.75']);
});

test('what else has slashes stays as it is written', () => {
	assert.deepEqual(scan('Epoch 1/5 train/loss: 0.75 val/loss: 0.5 12.5 it/s'), ['1 train/loss=0.75 val/loss=0.5']);
	assert.deepEqual(scan('Epoch 1, loss: 0.75, correct/total accuracy: 45/50'), ['1 loss=0.75']);
	assert.deepEqual(scan('Epoch 1/5 batch 10/20 loss 0.75 (10/20)'), ['10 loss=0.75']);
});
