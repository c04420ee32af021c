import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';
import {scan} from '../../scan-lines.ts';

test('a name that a line says of two data is two metrics', () => {
	const both = ['1 train loss=0.5 train acc=0.8 val loss=0.6 val acc=0.7'];
	assert.deepEqual(scan('Epoch 1: train loss 0.5 acc 0.8 | val loss 0.6 acc 0.7'), both);
	assert.deepEqual(scan('Epoch 1: train loss: 0.5, acc: 0.8, val loss: 0.6, acc: 0.7'), both);
	assert.deepEqual(scan('epoch=1 train_loss=0.5 acc=0.8 val_loss=0.6 acc=0.7'), [
		'1 train_loss=0.5 train_acc=0.8 val_loss=0.6 val_acc=0.7',
	]);
	assert.deepEqual(scan('Epoch 1, Loss: 0.5, Accuracy: 0.8, Test Loss: 0.6, Accuracy: 0.7'), [
		'1 Loss=0.5 Accuracy=0.8 Test Loss=0.6 Test Accuracy=0.7',
	]);
	assert.deepEqual(scan('Epoch 1: train loss 0.5, val loss 0.6, lr 0.1'), ['1 train loss=0.5 val loss=0.6 lr=0.1']);
});

test('a name that a line says of two parts is two metrics', () => {
	assert.deepEqual(scan('step 1 D loss 0.5 acc 0.8 G loss 0.6 acc 0.7'), ['1 D loss=0.5 D acc=0.8 G loss=0.6 G acc=0.7']);
	const headed = ['1 Encoder loss=0.5 Encoder acc=0.8 Decoder loss=0.6 Decoder acc=0.7'];
	assert.deepEqual(scan('Epoch 1 Encoder: loss 0.5 acc 0.8 Decoder: loss 0.6 acc 0.7'), headed);
	assert.deepEqual(scan('Epoch 1 | Encoder: loss=0.5 acc=0.8 | Decoder: loss=0.6 acc=0.7'), headed);
	assert.deepEqual(scan('Epoch 1, Val Dice: WT 0.75, Val IoU: WT 0.5'), ['1 Val Dice WT=0.75 Val IoU WT=0.5']);
	assert.deepEqual(scan('Epoch 1 dev-clean WER 0.1 CER 0.2 dev-other WER 0.3 CER 0.4'), [
		'1 dev-clean WER=0.1 dev-clean CER=0.2 dev-other WER=0.3 dev-other CER=0.4',
	]);
	assert.deepEqual(scan('Epoch 1 Result: loss 0.5 acc 0.8'), ['1 loss=0.5 acc=0.8']);
});

test('data that a line says again for each metric is told apart by that', () => {
	const each = ['1 loss train=0.5 loss val=0.6 acc train=0.8 acc val=0.7'];
	assert.deepEqual(scan('Epoch 1 | loss: train=0.5, val=0.6 | acc: train=0.8, val=0.7'), each);
	assert.deepEqual(scan('Epoch 1: loss train=0.5 val=0.6 acc train=0.8 val=0.7'), each);
	assert.deepEqual(scan('Epoch 1', '  loss: train=0.5 val=0.6'), ['1 loss train=0.5 loss val=0.6']);
	const mean = ['1 loss=0.5 loss avg=0.6 acc=0.8 acc avg=0.7'];
	assert.deepEqual(scan('Epoch 1 loss: 0.5 (avg: 0.6) acc: 0.8 (avg: 0.7)'), mean);
	assert.deepEqual(scan('iter 1 | reward: mean=1 std=2 | length: mean=3 std=4'), [
		'1 reward mean=1 reward std=2 length mean=3 length std=4',
	]);
	assert.deepEqual(scan('iter 1 reward mean 1 std 2 length mean 3 std 4'), [
		'1 reward mean=1 reward std=2 length mean=3 length std=4',
	]);
	assert.deepEqual(scan('Epoch 1 loss: 0.5 (val: 0.6) acc: 0.8 (val: 0.7)'), ['1 loss=0.5 loss val=0.6 acc=0.8 acc val=0.7']);
});

test('a name that two lines of a step say of two data is two metrics, also in the rows before', () => {
	const plain = 'Epoch 1 train loss 0.5 acc 0.8\n';
	const rows = 'Epoch 2 train loss 0.4 acc 0.9\nEpoch 2 val loss 0.6 acc 0.7\n';
	const run = readLog(plain + rows);
	assert.deepEqual(run.points('train acc'), [
		[1, 0.8],
		[2, 0.9],
	]);
	assert.deepEqual(run.points('val acc'), [[2, 0.7]]);
	assert.deepEqual(run.points('acc'), []);
	const alike = readLog(rows.replaceAll('acc 0.9', 'seen 500').replaceAll('acc 0.7', 'seen 500'));
	assert.deepEqual(alike.points('seen'), [[2, 500]]);
});

test('the head of a block says the data of the values in it', () => {
	const epoch = ['Epoch 1', 'train:', '  loss: 0.5', '  acc: 0.8', 'val:', '  loss: 0.6', '  acc: 0.7', 'lr: 0.1'];
	assert.deepEqual(scan(...epoch), ['1 loss=0.5', '1 acc=0.8', '1 val loss=0.6', '1 val acc=0.7', '1 lr=0.1']);
	const below = ['Epoch 1', 'Train results', 'loss: 0.5 acc: 0.8', '--- Validation results ---', 'loss: 0.6 acc: 0.7'];
	assert.deepEqual(scan(...below, 'loss: 0.4'), ['1 loss=0.5 acc=0.8', '1 Validation loss=0.6 Validation acc=0.7', '1 loss=0.4']);
});

test('the head of a block may say its epoch before its data, with other words between', () => {
	const block = (data: string, loss: number) => [
		`Epoch 3 - Evaluation time (seconds): 1.23 - ${data} metrics:`,
		'\tAccuracy: 0.5',
		`\tLoss: ${loss}`,
	];
	assert.deepEqual(scan(...block('Train', 2.5), '', ...block('Test', 2.25)), [
		'3 Accuracy=0.5',
		'3 Loss=2.5',
		'3 Test Accuracy=0.5',
		'3 Test Loss=2.25',
	]);
});

test('no value takes a name that its line gives another one', () => {
	const keras = (step: number) => `Epoch ${step}: loss 0.5 val_loss 0.6 acc 0.${step} val_acc 0.7`;
	assert.deepEqual(scan('Epoch 1 loss 1 val_loss 1.5 - loss: 1'), ['1 loss=1 val_loss=1.5 loss=1']);
	const run = readLog(`${keras(1)}\nEvaluating on the test set...\nloss: 0.9, acc: 0.4\n${keras(2)}\n`);
	assert.deepEqual(run.points('acc'), [
		[1, 0.1],
		[2, 0.2],
	]);
	assert.deepEqual(run.points('val_acc'), [
		[1, 0.7],
		[2, 0.7],
	]);
});

test('a line of very many values is read as it stands', () => {
	const values = Array.from({length: 300}, (_, i) => `D loss ${i} acc 0.5`).join(' ');
	assert.equal(scan(`step 1 ${values}`)[0]?.startsWith('1 D loss=0 acc=0.5 '), true);
});

test('an output that is read once takes another name from where that shows', () => {
	const train = (step: number) => `Epoch ${step} train loss 0.5 acc 0.8`;
	assert.deepEqual(scan(train(1), `${train(2)} val loss 0.6 acc 0.7`, train(3)), [
		'1 train loss=0.5 acc=0.8',
		'2 train loss=0.5 train acc=0.8 val loss=0.6 val acc=0.7',
		'3 train loss=0.5 train acc=0.8',
	]);
	assert.deepEqual(scan('[1/3] Training', 'loss: 0.5', '[2/3] Training', 'loss: 0.4'), ['1 loss=0.5', '2 loss=0.4']);
});
