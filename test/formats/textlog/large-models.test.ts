import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from './read-log.ts';
import {progressOf, scan} from './scan-lines.ts';

test('what DeepSpeed says of its settings and of step 0 is no place for the rows of a Trainer', () => {
	const log = (text: string) => `[2024-03-01 10:00:00,100] [INFO] ${text}`;
	const lines = [
		log('[logging.py:96:log_dist] [Rank 0] step=0, skipped=0, lr=[0.0], mom=[(0.9, 0.999)]'),
		log('[config.py:996:print] DeepSpeedEngine configuration:'),
		log("[config.py:1000:print]   aio_config ................... {'block_size': 1048576, 'queue_depth': 8}"),
		log("[config.py:1000:print]   scheduler_params ............. {'warmup_min_lr': 0, 'warmup_max_lr': 0.03}"),
		log('[config.py:986:print_user_config]   json = {'),
		'    "fp16": {',
		'        "loss_scale": 0, ',
		'        "loss_scale_window": 1000',
		'    }',
		'}',
		...[1, 2, 3, 4].map(i => `{'loss': 2.${i}, 'grad_norm': 0.5, 'learning_rate': 1e-05, 'epoch': 0.${i}}`),
		"{'train_runtime': 12.5, 'train_samples_per_second': 4.0, 'train_steps_per_second': 0.5, 'train_loss': 2.25, 'epoch': 0.4}",
		'Perplexity: 9.5',
		'Perplexity: 9.5',
	];
	const run = readLog(`${lines.join('\n')}\n`);
	assert.deepEqual(
		run.points('loss').map(([step, value]) => [step, value]),
		[
			[0, 2.1],
			[1, 2.2],
			[2, 2.3],
			[3, 2.4],
		],
	);
	for (const name of ['block_size', 'warmup_max_lr', 'fp16/loss_scale', 'skipped']) assert.deepEqual(run.points(name), []);
	assert.equal(run.learnt.outcome?.status, 'finished');
	const interrupted = log('[launch.py:328:sigkill_handler] Main process received SIGINT, exiting');
	const short = readLog(`${[...lines.slice(0, 11), interrupted].join('\n')}\n`);
	assert.equal(short.points('loss').length, 1);
	const cache = 'Invalidate trace cache @ step 296: expected module 4, but got module 3';
	assert.equal(readLog(`${[...lines.slice(10, 12), cache, ...lines.slice(12)].join('\n')}\n`).points('loss').length, 4);
	assert.equal(short.learnt.outcome?.status, 'stopped');
});

test('MiniMind counts the steps of an epoch in parentheses behind it', () => {
	const rows = [1, 50, 100].map(i => `Epoch:[1/2](${i}/100), loss: 2.${i}, lr: 0.00050000, epoch_time: 3.0min`);
	assert.deepEqual(scan(...rows, 'Epoch:[2/2](50/100), loss: 1.5, lr: 0.00020000, epoch_time: 3.0min'), [
		'1 loss=2.1 lr=0.0005',
		'50 loss=2.5 lr=0.0005',
		'100 loss=2.1 lr=0.0005',
		'150 loss=1.5 lr=0.0002',
	]);
	assert.equal(progressOf(...rows), '100/200 batch');
	assert.equal(progressOf('Epoch [7/100] (7/100) loss: 0.5'), '7/100 epoch');
});

test('Transformer-XL says its step in brackets before a bar, and its evaluations below', () => {
	const rows = [
		'I0301 10:00:00.100000 1234 train.py:298] [  5000] | gnorm  1.19 lr  0.000165 | loss  5.54',
		'I0301 10:00:01.100000 1234 train.py:324] Eval  batches[  100]                | loss  5.75',
		'I0301 10:00:02.100000 1234 train.py:298] [ 10000] | gnorm  0.30 lr  0.000160 | loss  5.25',
	];
	assert.deepEqual(scan(...rows), [
		'5000 gnorm=1.19 lr=0.000165 loss=5.54',
		'5000 Eval loss=5.75',
		'10000 gnorm=0.3 lr=0.00016 loss=5.25',
	]);
});
