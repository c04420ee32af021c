import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../source/formats/textlog/line-scanner.ts';
import {progressOf, scan} from './scan-lines.ts';

test('reads lines of a step, a name and a value, once a name speaks of what is measured', () => {
	assert.deepEqual(scan('0 val 10.9504', '0 hella 0.2463', '0 train 10.955029', '250 hella 0.25'), [
		'0 val=10.9504',
		'0 hella=0.2463',
		'0 train=10.955029',
		'250 hella=0.25',
	]);
	assert.deepEqual(scan('3 files 12', '5 train 50000', '2 workers 1.5', '250 hella 0.25'), []);
});

test('reads NaN as the libraries of Windows print it, and goes on behind it', () => {
	assert.deepEqual(
		scan(
			'step 40 loss 0.2 lr 0.1',
			'step 50 loss -nan(ind) lr 0.1',
			'step 60 loss: nan(ind), lr: 0.1',
			'step 70 loss=-1.#IND, lr=0.1',
			'step 80 loss 1.#INF00 lr 0.1',
		),
		['40 loss=0.2 lr=0.1', '50 loss=NaN lr=0.1', '60 loss=NaN lr=0.1', '70 loss=NaN lr=0.1', '80 loss=Infinity lr=0.1'],
	);
	assert.deepEqual(scan(' 7: 3.25, -nan(ind) avg loss, 0.01 rate, 2.5 seconds, 64 images'), [
		'7 loss=3.25 avg loss=NaN rate=0.01',
	]);
});

test('an s before a colon counts steps where all else are pairs', () => {
	assert.deepEqual(scan('s:0 eval:0.2466', 's:0 tel:11.0107', 's:1 trl:10.9876 lr:0.000001 norm:15.21'), [
		'0 eval=0.2466',
		'0 tel=11.0107',
		'1 trl=10.9876 lr=0.000001 norm=15.21',
	]);
	assert.deepEqual(scan('s:5 of the run: loss 3'), []);
});

test('reads tables whose last column says how long something takes', () => {
	const rows = ['      Iter       Train Loss   Remaining Time ', '         1           1.2613            1.20m'];
	assert.deepEqual(scan(...rows, '        10           0.8            0.30s'), ['1 Train Loss=1.2613', '10 Train Loss=0.8']);
});

test('reads tables with a column for each data', () => {
	const logger = '2020-03-01 10:00:00,123 - INFO - allennlp.training';
	const table = (loss: number) => [
		`${logger}.callbacks.console_logger -                        Training |  Validation`,
		`${logger}.callbacks.console_logger - gpu_0_memory_MB    |     1.500  |       N/A`,
		`${logger}.callbacks.console_logger - loss               |     ${loss}  |     0.690`,
	];
	const lines = [`${logger}.trainer - Epoch 0/4`, ...table(0.75), `${logger}.trainer - Epoch 1/4`, ...table(0.5)];
	assert.deepEqual(scan(...lines), [
		'0 Training gpu_0_memory_MB=1.5',
		'0 Training loss=0.75 Validation loss=0.69',
		'1 Training gpu_0_memory_MB=1.5',
		'1 Training loss=0.5 Validation loss=0.69',
	]);
	assert.equal(progressOf(...lines), '2/5 epoch');
	assert.deepEqual(scan(`${logger}.trainer - Worker 0 memory usage: 1.2G`), []);
});

test('reads the scores of the fits of a search, and no settings', () => {
	const lines = [
		'Fitting 2 folds for each of 2 candidates, totalling 4 fits',
		'[CV 1/2; 1/2] START C=1, kernel=rbf............................................',
		'[CV 1/2; 1/2] END ........C=1, kernel=rbf;, score=0.911 total time=   0.1s',
		'[CV 2/2] END ..C=1;, score=(train=0.95, test=nan) total time=   1.2min',
		'[CV 1/2] END C=2, gamma=0.1; accuracy: (train=0.97, test=0.96) f1: (test=0.9) total time=   0.0s',
	];
	assert.deepEqual(scan(...lines), [
		'0 score=0.911',
		'1 train score=0.95 test score=NaN',
		'2 train accuracy=0.97 test accuracy=0.96 f1=0.9',
	]);
	assert.equal(progressOf(...lines), '3/4 fit');
});

test('a table of parameters has no metrics', () => {
	const ruler = `+${'-'.repeat(20)}+${'-'.repeat(20)}+`;
	assert.deepEqual(scan(ruler, '| Parameter | Value |', ruler, '| learning rate (LR) | 6e-04 |', ruler, 'step 1/10 loss 2'), [
		'1 loss=2',
	]);
});

test('the values of a sum are told from those of the batch', () => {
	assert.deepEqual(
		scan(
			'Epoch 1, batch 50, loss[loss=3.5, simple_loss=3, over 9850.00 frames. ], tot_loss[loss=4, over 2e4 frames. ], lr: 2e-02',
		),
		['50 loss=3.5 simple_loss=3 tot_loss loss=4 lr=0.02'],
	);
});

test('reads a metric and its value alone on a line below the epoch that it is of', () => {
	const time = '2024-03-01 10:00:01.123456: ';
	assert.deepEqual(scan(...['Epoch 0', 'train_loss -0.1234', 'Epoch 1', 'val_loss 0.5', 'loss 3'].map(line => time + line)), [
		'0 train_loss=-0.1234',
		'1 val_loss=0.5',
	]);
});

test('reads steps in brackets before names and values, unless those say their own', () => {
	const prefix = 'I0301 10:00:10.000000 139 logging_writer.py:64] ';
	assert.deepEqual(scan(`${prefix}[47] accuracy=0.91, loss=0.2`, `${prefix}[94] Got texts: {'x': 'y'}.`), [
		'47 accuracy=0.91 loss=0.2',
	]);
	assert.deepEqual(scan('[2] step=50 loss=0.5'), ['50 loss=0.5']);
});

test('counts the updates of the whole run where a dict says them beside its epoch', () => {
	assert.deepEqual(
		scan(
			'{"epoch": 1, "update": 0.08, "loss": "12.5", "num_updates": "100"}',
			'{"epoch": 1, "update": 0.16, "loss": "10.5", "num_updates": "200"}',
			'{"epoch": 1, "valid_loss": "7.5", "valid_num_updates": "1234"}',
			'{"epoch": 1, "bleu": 20.5}',
		),
		['100 loss=12.5', '200 loss=10.5', '1234 valid_loss=7.5', '1234 bleu=20.5'],
	);
});

test('an evaluation that counts its batches in brackets is not how far the run is', () => {
	assert.equal(progressOf('[batch=2/3000]:', '[Eval batch=10/10] Eval on eval data:'), '2/3000 batch');
});

test('ids are no metrics', () => {
	assert.deepEqual(scan('step=10 loss=0.5 run_id=1234 loss_id=0.25'), ['10 loss=0.5 loss_id=0.25']);
});

test('reads the last lines of a training: values between bars, and a share with its percents', () => {
	assert.deepEqual(
		scan(
			'| epoch   3 |   400/  663 batches | lr 20.00 | loss  5.40 | ppl   221.41',
			'| end of epoch   3 | time: 30.20s | valid loss  5.20 | valid ppl   181.27',
			'| End of training | test loss  4.87 | test ppl   130.71',
		),
		['400 lr=20 loss=5.4 ppl=221.41', '400 valid loss=5.2 valid ppl=181.27', '400 test loss=4.87 test ppl=130.71'],
	);
	assert.deepEqual(scan('step 5 loss 0.5', 'saw val loss 0.25 go down | well', 'val loss 0.25 is prose'), ['5 loss=0.5']);
	assert.deepEqual(scan('Epoch: 1, Loss: 0.5', 'Accuracy: 9913/10000 (99%)', 'Accuracy: 3/10 (99%)', 'Files: 5/10 (50%)'), [
		'1 Loss=0.5',
		'1 Accuracy=99.13',
	]);
});

test('numbers in brackets before a sign belong to the name, and are not its value', () => {
	const said = (line: string) =>
		createLineScanner()
			.scan(line)
			.metrics.map(({name, value}) => [name, value]);
	const cases: [string, [string, number][]][] = [
		[
			'mAP@[.5, .95] = 0.31 loss = 0.1',
			[
				['mAP@[0.5, 0.95]', 0.31],
				['loss', 0.1],
			],
		],
		['mAP@[0.5:0.95]: 0.31', [['mAP@[0.5:0.95]', 0.31]]],
		['AP[0.5, 0.95]= 0.31', [['AP[0.5, 0.95]', 0.31]]],
		['mAP (0.5, 0.95): 0.31', [['mAP(0.5, 0.95)', 0.31]]],
		['quantile[0.1, 0.9] = 0.4', [['quantile[0.1, 0.9]', 0.4]]],
		['acc@(1, 5): 0.6', [['acc@(1, 5)', 0.6]]],
		[
			'loss[0] = 0.4 loss[1] = 0.5',
			[
				['loss[0]', 0.4],
				['loss[1]', 0.5],
			],
		],
		['acc@(1, 5): [0.6, 0.8]', []],
	];
	for (const [line, metrics] of cases) assert.deepEqual(said(`Epoch 1: ${line}`), metrics, line);
});

test('numbers in brackets behind a counter or a value are none of a name', () => {
	const {metrics} = createLineScanner().scan('Epoch: [3][10/100] loss: 0.5 (0.6)');
	assert.deepEqual(
		metrics.map(({name, value}) => [name, value]),
		[['loss', 0.5]],
	);
});

test('reads a validation whose rows have no place, and what sums them up', () => {
	assert.deepEqual(
		scan(
			'Epoch: [0][ 10/10]\tTime  1.1 ( 1.1)\tLoss 6.8 (6.9)\tAcc@1   1.0 (  0.5)',
			' *   Acc@1 9.000',
			'Test: [ 5/5]\tTime  1.1 ( 1.1)\tLoss 6.4 (6.5)\tAcc@1   2.5 (  2.0)',
			' *   Acc@1 2.000 Acc@5 9.100',
			'Epoch: [1][ 10/10]\tTime  1.1 ( 1.1)\tLoss 6.5 (6.6)\tAcc@1   3.0 (  2.5)',
			' *   Acc@1 9.000',
		),
		['10 Loss=6.8 Acc@1=1', '10 Test Loss=6.5 Test Acc@1=2', '10 Test Acc@1=2 Test Acc@5=9.1', '20 Loss=6.5 Acc@1=3'],
	);
	assert.deepEqual(
		scan(
			'INFO:tensorflow:loss = 0.5, step = 100',
			'INFO:tensorflow:Saving dict for global step 100: accuracy = 0.9, global_step = 100, loss = 0.3',
		),
		['100 loss=0.5', '100 eval accuracy=0.9 eval loss=0.3'],
	);
});

test('reads rows that begin with a bare count', () => {
	assert.deepEqual(
		scan('[0/25][50/100] Loss_D: 0.5 D(x): 0.8 D(G(z)): 0.4 / 0.01', '[1/25][0/100] Loss_D: 0.4 D(x): 0.7 D(G(z)): 0.3 / 0.01'),
		['50 Loss_D=0.5 D(x)=0.8 D(G(z))=0.4', '100 Loss_D=0.4 D(x)=0.7 D(G(z))=0.3'],
	);
	assert.deepEqual(
		scan('0 | loss 10.5 | lr 0.000000e+00 | 3500.12ms | mfu -100.00%', '10 | loss 8.5 | lr 1e-4 | 500.12ms | mfu 10.10%'),
		['0 loss=10.5 lr=0 mfu=-100', '10 loss=8.5 lr=0.0001 mfu=10.1'],
	);
	assert.deepEqual(scan('0, train_loss=0.5, test_loss=0.6', '5, train_loss=0.4, test_loss=0.5'), [
		'0 train_loss=0.5 test_loss=0.6',
		'5 train_loss=0.4 test_loss=0.5',
	]);
	assert.deepEqual(scan('[10 | 25.12] loss=3.12 avg=3.25'), ['10 loss=3.12 avg=3.25']);
});

test('reads the step of a dict, and its data, in the words before it', () => {
	assert.deepEqual(scan("Step 10: {'loss': 0.5}", "val: {'loss': 0.25}", "Step 20: {'loss': 0.125, 'lr': 0.1}"), [
		'10 loss=0.5',
		'10 val loss=0.25',
		'20 loss=0.125 lr=0.1',
	]);
	assert.deepEqual(scan("epoch 1 {'loss': 0.5}", "Eval epoch 1 {'loss': 0.25}"), ['1 loss=0.5', '1 Eval loss=0.25']);
	assert.deepEqual(scan("DQN_1: epoch=1 step=1000 epoch=1 metrics={'time_step': 0.004, 'loss': 0.5} step=1000"), [
		'1000 time_step=0.004 loss=0.5',
	]);
	assert.deepEqual(scan("logs: {'step': 5, 'loss': 0.5}", "test: {'step': 6, 'loss': 0.25}"), ['5 loss=0.5', '6 test loss=0.25']);
});

test('takes numbers in prose for none of the step that it tells of', () => {
	assert.deepEqual(
		scan(
			'Training starts at step 1, with local batch size 8, sequence length 2048, total steps 1000 (warmup 2)',
			'step: 1  loss: 12.5',
		),
		['1 loss=12.5'],
	);
});
