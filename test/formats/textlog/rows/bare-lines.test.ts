import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';
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

test('tells a lone loss below the heading of an evaluation from that of training', () => {
	const epoch = (at: number) => `Epoch ${at}\nloss 0.5\nEvaluating\nloss 0.75 acc 0.${at}\n`;
	const run = readLog(epoch(1) + epoch(2));
	assert.deepEqual(run.points('loss'), [
		[1, 0.5],
		[2, 0.5],
	]);
	assert.deepEqual(run.points('eval loss'), [
		[1, 0.75],
		[2, 0.75],
	]);
});

test('and takes no settings, scores of benchmarks and paths for values', () => {
	assert.deepEqual(scan('lr 0.01', 'target_kl 0.01', 'loss_weight 0.5', 'max_grad_norm 0.5', 'score 12.5', 'return 0.5'), []);
	assert.deepEqual(scan('Epoch 1 loss 0.5', 'out/epoch_1 FID 12.5', 'loss_weight 0.5'), ['1 loss=0.5']);
	assert.deepEqual(scan('Epoch 1', 'lr 0.01', 'acc 1.0'), ['1 lr=0.01', '1 acc=1']);
});

test('reads the losses of a detector below the row that counts them', () => {
	const row = (at: number) => [
		`[session 1][epoch  1][iter  ${at}/1000] loss: 0.5, lr: 1.00e-03`,
		'\t\t\trpn_cls: 0.25, rpn_box: 0.125',
	];
	assert.deepEqual(scan(...row(100), ...row(200)), [
		'100 loss=0.5 lr=0.001',
		'100 rpn_cls=0.25 rpn_box=0.125',
		'200 loss=0.5 lr=0.001',
		'200 rpn_cls=0.25 rpn_box=0.125',
	]);
});
