import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/index.ts';
import {progressOf, scan} from '../../scan-lines.ts';

test('a printed configuration is no row', () => {
	for (const dict of [
		"{'lr': 0.1, 'loss_weight': 0.5, 'epochs': 10, 'batch_size': 32}",
		'{"lr": 0.1, "loss_weight": 0.5, "epochs": 10}',
		"{'best_train_loss': inf, 'best_train_epoch': -1, 'log_interval': 50, 'num_epochs': 30, 'base_lr': 0.05}",
		"{'model': {'width': 64}, 'train': {'lr': 0.1, 'epochs': 10}}",
	]) {
		assert.deepEqual(scan(dict, 'Epoch 1: loss=0.8'), ['1 loss=0.8'], dict);
		assert.equal(progressOf(dict), null, dict);
	}
	assert.deepEqual(scan("{'epochs': 1, 'loss': 0.5, 'lr': 0.1}", "{'epochs': 2, 'loss': 0.25, 'lr': 0.1}"), [
		'1 loss=0.5 lr=0.1',
		'2 loss=0.25 lr=0.1',
	]);
	assert.deepEqual(scan("{'step': 1, 'loss': 0.5, 'momentum': 0.9}"), ['1 loss=0.5 momentum=0.9']);
});

test('what a script was told, name by name on one line, is no row', () => {
	const told = 'dataset=solar lags=336 horizon=96 model=linear method=plain batch_size=256 learning_rate=1e-5 seeds=1,2';
	assert.deepEqual(scan('step=100 loss=0.5', told, 'step=200 loss=0.25'), ['100 loss=0.5', '200 loss=0.25']);
	assert.deepEqual(scan('host=a device=gpu mode=fast epoch=1 loss=0.5 acc=0.75'), ['1 loss=0.5 acc=0.75']);
});

test('what stands key by key below the heading of a configuration is no row', () => {
	const lines = ['Config:', 'model:', '  name: resnet', '  label_smoothing_loss: 0.1', 'train:', '  loss_weight: 1.0'];
	assert.deepEqual(scan(...lines, 'Epoch 1: loss=0.8'), ['1 loss=0.8']);
	assert.deepEqual(scan('Options:', 'loss_weight = 0.5', 'go', 'loss: 2', 'loss: 1'), ['0 loss=2', '1 loss=1']);
});

test('the first row below a configuration is a row', () => {
	for (const [row, read] of [
		['loss=0.9 acc=0.1', '0 loss=0.9 acc=0.1'],
		['batch: 1, loss: 0.9', '1 loss=0.9'],
		['round: 1 loss: 0.9', '1 loss=0.9'],
		['iters: 1 loss: 0.9', '1 loss=0.9'],
		['train/loss: 0.9 step: 1', '1 train/loss=0.9'],
		['acc: 0.9 epoch: 1', '1 acc=0.9'],
	] as const)
		assert.deepEqual(scan('Config:', '  lr: 0.1', '  bs: 32', row), [read], row);
	const settings = ['Config:', 'lr: 0.1', 'batch: 32', 'beta1: 0.1, momentum: 0.9', 'loss_weight: 0.5 # from step 3'];
	assert.deepEqual(scan(...settings), []);
});

test('a value below a configuration that changes was a row the first time too', () => {
	const scanner = createLineScanner();
	const lines = ['Config:', 'lr: 0.1', 'epochs: 3', 'train_loss: 3', 'val_loss: 4', 'train_loss: 2', 'val_loss: 3'];
	const read = lines.flatMap(line => scanner.scan(line).metrics.map(({step, name, value}) => `${step} ${name}=${value}`));
	assert.deepEqual(read, ['0 train_loss=3', '0 val_loss=4', '1 train_loss=2', '1 val_loss=3']);
	assert.deepEqual(scan('Config:', 'lr: 0.1', 'loss_weight: 0.5', 'loss: 3', 'lr: 0.1', 'loss: 2'), ['0 loss=2']);
});

test('a config that is printed as Python has no values, whatever brackets it has', () => {
	const config = [
		'2024-05-06 10:20:30,123 - mmdet - INFO - Config:',
		'model = dict(',
		"    type='RetinaNet',",
		"    backbone=dict(type='ResNet', init_cfg=dict(checkpoint='a(b')),",
		'    train_cfg=dict(',
		'        assigner=dict(pos_iou_thr=0.6, neg_iou_thr=0.3),',
		'        score_thr=0.05))',
		"dataset_type = 'CocoDataset'",
		'train_pipeline = [',
		"    dict(type='Resize', scale=(1333, 800)),",
		'    dict(',
		"        type='Normalize',",
		'        mean=[123.5, 116.25],',
		'        std=[58.5, 57.25])',
		']',
		'lr_config = dict(step=[8, 11])',
		'total_epochs = 12',
		"workflow = [('train', 1)]",
	];
	const row = '2024-05-06 10:20:50,123 - mmdet - INFO - Epoch [1][50/200]\tlr: 1.000e-03, loss: 2.5';
	assert.deepEqual(scan(...config, row), ['50 lr=0.001 loss=2.5']);
	// Of one that was cut off, what cannot be its own is read.
	assert.deepEqual(scan(...config.slice(0, 5), row), ['50 lr=0.001 loss=2.5']);
});

test('rows right behind a config that is printed as Python are rows', () => {
	assert.deepEqual(scan('opt = dict(lr=0.1)', 'step = 10, loss = 0.5', 'step = 20, loss = 0.25'), [
		'10 loss=0.5',
		'20 loss=0.25',
	]);
	assert.deepEqual(
		scan('opt = dict(lr=0.1,', '[1/8] loss 0.5', '[2/8] loss 0.25'),
		['1 loss=0.5', '2 loss=0.25'],
		'also where it is torn',
	);
});

test('the arguments that transformers prints are no values, nor what its trainer is given', () => {
	const lines = [
		'03/01/2024 10:00:00 - INFO - __main__ - Training/evaluation parameters TrainingArguments(',
		'adafactor=False,',
		'learning_rate=5e-05,',
		'label_smoothing_factor=0.0,',
		'logging_dir=out/runs,',
		'max_grad_norm=1.0,',
		')',
		'trainable params: 4,194,304 || all params: 6,742,609,920 || trainable%: 0.0622',
		'[INFO|trainer.py:1786] 2024-03-01 10:00:05,065 >>   Num examples = 7,625',
		'[INFO|trainer.py:1788] 2024-03-01 10:00:05,065 >>   Num Epochs = 25',
		'[INFO|trainer.py:1789] 2024-03-01 10:00:05,065 >>   Instantaneous batch size per device = 4',
		'[INFO|trainer.py:1793] 2024-03-01 10:00:05,066 >>   Number of trainable parameters = 1,949,696',
	];
	const row = 'step 10 loss 0.5';
	assert.deepEqual(scan(...lines, row, ...lines, 'loss=0.25'), ['10 loss=0.5', '10 loss=0.25']);
	assert.deepEqual(scan('Model(', 'loss=0.5, acc=0.1', 'loss=0.4, acc=0.2'), ['0 loss=0.5 acc=0.1', '1 loss=0.4 acc=0.2']);
});

test('the file of a config and the whole of it, as Detectron2 prints both, are no rows; how long it trains is read', () => {
	const section = [
		'MODEL:',
		'  SIZES:',
		'  - - 32',
		'  - 64',
		'  - [0.5, 1.0]',
		'  SCORE_THRESH_TEST: 0.05',
		'  LOSS_WEIGHT: 1.0',
	];
	const lines = [
		'[03/01 10:00:00 detectron2]: Rank of current process: 0. World size: 4',
		'[03/01 10:00:00 detectron2]: Contents of args.config_file=configs/own.yaml:',
		...section,
		'',
		'[03/01 10:00:00 detectron2]: Running with full config:',
		...section,
		'SOLVER:',
		'  MAX_ITER: 200',
	];
	assert.deepEqual(scan(...lines, ...lines), []);
	const scanner = createLineScanner();
	const totals = lines.map(line => scanner.scan(line).total?.total ?? null);
	assert.equal(totals.at(-1), 200);
	assert.deepEqual(scan('Config:', '- epoch 1 - loss: 0.5', '- epoch 2 - loss: 0.25'), ['1 loss=0.5', '2 loss=0.25']);
	assert.deepEqual(scan('Config:', '  lr: 0.1', '- [1/2] loss: 0.5', '- [2/2] loss: 0.25'), ['1 loss=0.5', '2 loss=0.25']);
});
