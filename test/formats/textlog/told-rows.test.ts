import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from './scan-lines.ts';

const epochs = (count: number) => Array.from({length: count}, (_, i) => `epoch ${i + 1} loss ${count - i}`);

test('a line that tells of an earlier step begins no attempt and adds no row', () => {
	for (const line of [
		'Best so far: epoch 1 loss 9',
		'Loaded best checkpoint from epoch 2: loss 9',
		'EarlyStopping: best epoch 1 with loss=9',
		'Best model at epoch 2 with loss 9',
		'Restored weights of epoch 3, loss 9',
		'Model chosen by its loss at epoch 1: loss 9',
		'Best checkpoint: loss=9',
		'Training stops early (no better loss since epoch 2: loss 9)',
	]) {
		assert.deepEqual(scan(...epochs(3), line, 'epoch 4 loss 0'), ['1 loss=3', '2 loss=2', '3 loss=1', '4 loss=0'], line);
	}
	assert.deepEqual(scan(...epochs(2), 'epoch 3 loss 1 (best: epoch 2 loss 9) lr 0.5'), [
		'1 loss=2',
		'2 loss=1',
		'3 loss=1 lr=0.5',
	]);
	assert.deepEqual(scan('epoch 1 loss: 2', 'Epoch 2', 'loss: 1 (best epoch: 1)'), ['1 loss=2', '2 loss=1']);
	assert.deepEqual(scan('step 1: loss 3', 'step 2: loss 2', 'Best model at step 1 with loss 9'), ['1 loss=3', '2 loss=2']);
});

test('a heading of the best step makes the row below it no row', () => {
	const rows = ["[50]\tvalid_0's auc: 0.91", "[100]\tvalid_0's auc: 0.93"];
	const read = ["50 valid_0's auc=0.91", "100 valid_0's auc=0.93"];
	assert.deepEqual(scan(...rows, 'Early stopping, best iteration is:', "[54]\tvalid_0's auc: 0.92"), read);
	assert.deepEqual(scan(...rows, 'Stopping. Best iteration:', "[54]\tvalid_0's auc: 0.92"), read);
	assert.deepEqual(scan(...rows, 'Early stopping, best iteration is:', "[104]\tvalid_0's auc: 0.95"), [
		...read,
		"104 valid_0's auc=0.95",
	]);
});

test('a best value of its own name, and a new best one, are read', () => {
	assert.deepEqual(scan('New best at epoch 1: val_acc 0.5', 'New best at epoch 3: val_acc 0.75'), [
		'1 val_acc=0.5',
		'3 val_acc=0.75',
	]);
	assert.deepEqual(scan(...epochs(2), 'Best acc: 0.9 at epoch 1', 'Test acc: 0.5'), [
		'1 loss=2',
		'2 loss=1',
		'1 Best acc=0.9',
		'2 Test acc=0.5',
	]);
	assert.deepEqual(scan('epoch 2 loss 1 best_loss 1', 'epoch 1 loss 2 best loss 2'), [
		'2 loss=1 best_loss=1',
		'1 loss=2 best loss=2',
	]);
});

test('rows that begin with other words than their counter may begin anew', () => {
	const row = (step: number, loss: number) => `node07 has gpu 3 at step ${step} loss ${loss}`;
	assert.deepEqual(scan(row(1, 3), row(2, 2), row(1, 9)), ['1 loss=3', '2 loss=2', '1 loss=9']);
});

test('puts the data that a line says before its values into their names', () => {
	assert.deepEqual(scan('[Epoch 1] train: loss=0.8 acc=0.1 | val: loss=0.7 acc=0.2 | lr=1e-3'), [
		'1 train loss=0.8 train acc=0.1 val loss=0.7 val acc=0.2 lr=0.001',
	]);
	assert.deepEqual(scan('epoch 1 | train | loss 0.8', 'epoch 1 | val   | loss 0.7 | acc 0.5'), [
		'1 loss=0.8',
		'1 val loss=0.7 val acc=0.5',
	]);
	assert.deepEqual(scan('Epoch 1 [train] loss 0.8', 'Epoch 1 [val] loss 0.7 acc 0.5'), [
		'1 loss=0.8',
		'1 val loss=0.7 val acc=0.5',
	]);
	assert.deepEqual(scan('Epoch 1 train loss=0.8 val loss=0.7'), ['1 train loss=0.8 val loss=0.7']);
	assert.deepEqual(scan('step=5 split=train loss=0.8', 'step=5 split=val loss=0.7'), ['5 loss=0.8', '5 val loss=0.7']);
	assert.deepEqual(scan("{'epoch': 1, 'split': 'train', 'loss': 0.8}", "{'epoch': 1, 'split': 'val', 'loss': 0.7}"), [
		'1 loss=0.8',
		'1 val loss=0.7',
	]);
});

test('a logger that is named after its data says it, where another one logs the rows', () => {
	assert.deepEqual(scan('INFO:train:epoch 1 loss 0.8', 'INFO:valid:epoch 1 loss 0.7'), ['1 loss=0.8', '1 valid loss=0.7']);
	assert.deepEqual(scan('INFO:test:step 1 loss 0.8', 'INFO:test:step 2 loss 0.7'), ['1 loss=0.8', '2 loss=0.7']);
});

test('keeps the mean of an epoch apart from the value of its last step', () => {
	const at = '2025-10-09 12:00:00 | INFO |';
	assert.deepEqual(
		scan(
			`${at} train_inner | epoch 001:    200 / 1000 loss=8.5, ppl=5`,
			`${at} valid | epoch 001 | valid on 'valid' subset | loss 7.1 | ppl 97`,
			`${at} train | epoch 001 | loss 8.2 | ppl 6`,
		),
		['200 loss=8.5 ppl=5', '200 valid loss=7.1 valid ppl=97', '200 train loss=8.2 train ppl=6'],
	);
	assert.deepEqual(scan('Epoch 1/3, batch 300/300: loss=0.25', 'Epoch 1 done: loss=0.5 val_loss=1'), [
		'300 loss=0.25',
		'300 epoch loss=0.5 val_loss=1',
	]);
});

test('takes no metric from elapsed times and memory with their units', () => {
	assert.deepEqual(scan('1:\tlearn: 0.5\ttotal: 60.1ms\tremaining: 30s', '3:\tlearn: 0.25\ttotal: 1.01s\tremaining: 20s'), [
		'1 learn=0.5',
		'3 learn=0.25',
	]);
	assert.deepEqual(scan('iter: 19  total_loss: 2.5  max_mem: 2722M', 'iter: 20  total: 5  memory: 3800'), [
		'19 total_loss=2.5',
		'20 total=5 memory=3800',
	]);
});

test('reads tables in Markdown', () => {
	const head = ['| epoch | train_loss | val_loss |', '|-------|-----------:|----------|'];
	assert.deepEqual(
		scan(...head, '|     1 |     0.9000 |   1.0000 |', '| 2 | 0.8 | 0.95 |', '| done | in | 5 s |', '| 3 | 4 | 5 |'),
		['1 train_loss=0.9 val_loss=1', '2 train_loss=0.8 val_loss=0.95'],
	);
});

test('reads the mean where its deviation stands behind it', () => {
	assert.deepEqual(scan('[10]\ttrain-rmse:1.5+0.01\ttest-rmse:1.60000±0.02000'), ['10 train-rmse=1.5 test-rmse=1.6']);
	assert.deepEqual(scan('step 1 loss 0.5 torch 2.1.0+cu118 build 2.1+3.4.5 sum 1+2'), ['1 loss=0.5']);
});

test('a counter with a full stop behind it recalls as one without', () => {
	for (const line of [
		'Restoring model weights from the end of the best epoch: 2.',
		'Resumed from checkpoint at epoch 2.',
		'Loaded best model from epoch 2.',
		'Loaded best model from epoch 2.5',
		'Restored iteration 1. of 3',
	]) {
		assert.deepEqual(scan(...epochs(3), line, 'epoch 4 loss 0'), ['1 loss=3', '2 loss=2', '3 loss=1', '4 loss=0'], line);
	}
	assert.deepEqual(scan('Starting epoch 3.', 'loss: 0.5'), ['3 loss=0.5']);
});

test('what was loaded is told of an earlier place, also under a name of its own', () => {
	const line = 'Loading best model from out/checkpoint-60 (score: 0.5).';
	assert.deepEqual(scan(...epochs(2), line), ['1 loss=2', '2 loss=1']);
	assert.deepEqual(scan(...epochs(2), 'Loaded best model. Test acc: 0.5'), ['1 loss=2', '2 loss=1', '2 Test acc=0.5']);
});

test('what was best is told of no metric that has its own rows under a name of other letters', () => {
	assert.deepEqual(
		scan('Epoch 1, Val Loss: 9', '-> Best model saved (val loss 9)', 'Epoch 2, Val Loss: 8', 'Saved the best model, val_loss: 8'),
		['1 Val Loss=9', '2 Val Loss=8'],
	);
});

test('rows that count nothing are of no epoch that a line behind them says was the best', () => {
	const rows = ['precision: 0.5, recall: 0.25, fscore: 0.375', 'precision: 0.625, recall: 0.5, fscore: 0.5'];
	const read = ['0 precision=0.5 recall=0.25 fscore=0.375', '1 precision=0.625 recall=0.5 fscore=0.5'];
	assert.deepEqual(scan(...rows, 'best epoch: 0 \t F1 = 0.5', rows[0]!), [
		...read,
		'1 F1=0.5',
		'2 precision=0.5 recall=0.25 fscore=0.375',
	]);
	assert.deepEqual(scan('New best at epoch 3: loss 9', 'New best at epoch 5: loss 8'), ['3 loss=9', '5 loss=8']);
});

test('the settings of one training of several are no row, and its epochs begin anew below them', () => {
	const rows = ['Epoch 1/2 loss: 0.5', 'Epoch 2/2 loss: 0.25'];
	for (const head of ['Training with lr=0.1, batch_size=32', 'lr: 0.1, dropout: 0.5, seed: 1'])
		assert.deepEqual(scan(`[1/2] ${head}`, ...rows, `[2/2] ${head}`, ...rows), [
			'1 loss=0.5',
			'2 loss=0.25',
			'1 loss=0.5',
			'2 loss=0.25',
		]);
	assert.deepEqual(scan('[1/2] lr=0.1, batch_size=32, acc=0.5'), ['1 lr=0.1 batch_size=32 acc=0.5']);
	assert.deepEqual(scan('[1/2] lr: 0.1 momentum: 0.9 energy: -1.5'), ['1 lr=0.1 momentum=0.9 energy=-1.5']);
});

test('which trial, fold or rate was best is told of earlier rows', () => {
	const rows = ['Epoch 1/2 acc: 0.5', 'Epoch 2/2 acc: 0.25'];
	for (const best of ['Best trial: 1, acc: 0.5', 'Best fold: 1 (acc: 0.5)', 'Best lr: 1, acc: 0.5'])
		assert.ok(
			!scan(...rows, best)
				.slice(2)
				.join()
				.includes(' acc'),
			best,
		);
});
