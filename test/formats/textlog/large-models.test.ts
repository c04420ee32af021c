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

test('the settings that RecBole prints are none of its metrics, and say how many epochs there will be', () => {
	const epoch = (at: number) => [
		`03 Mar 10:0${at}    INFO  epoch ${at} training [time: 0.16s, train loss: 0.${9 - at}5]`,
		`03 Mar 10:0${at}    INFO  epoch ${at} evaluating [time: 0.09s, valid_score: 0.0${at + 1}4000]`,
	];
	const head = [
		'03 Mar 10:00    INFO  ',
		'General Hyper Parameters:',
		'seed = 2020',
		'checkpoint_dir = saved',
		'',
		'Training Hyper Parameters:',
		'epochs = 3',
		"train_neg_sample_args = {'distribution': 'uniform', 'sample_num': 1, 'alpha': 1.0}",
		'stopping_step = 10',
		'loss_decimal_place = 4',
		'',
	];
	const run = readLog(`${[...head, ...epoch(0), ...epoch(1), ...epoch(2)].join('\n')}\n`);
	assert.deepEqual([...run.metrics.keys()], ['train loss', 'valid_score']);
	assert.deepEqual(run.learnt.total, {total: 3, unit: 'epoch', from: '"epochs" in train.log'});
	assert.deepEqual(run.learnt.stepUnit, 'epoch');
});

test('epochs that a program was told are planned where it counts epochs and says no other number of them', () => {
	const rows = (of = '') => [1, 2].map(at => `epoch ${at}${of} loss: 0.${9 - at}`).join('\n');
	const planned = (told: string, of = '') => readLog(`${told}\n${rows(of)}\n`).learnt.total?.total ?? null;
	assert.equal(planned("Namespace(batch_size=32, num_epochs=40, lr=0.1, name='a')"), 40);
	assert.equal(planned('+ python train.py --epochs 40 --lr 0.1'), 40);
	assert.equal(planned('Namespace(epochs=40, max_epochs=60)'), null);
	assert.equal(planned('Namespace(epochs=1,000, lr=0.1)'), null);
	assert.equal(planned('Namespace(warmup_epochs=5, epochs_between_saves=2)'), null);
	assert.equal(planned('Namespace(epochs=40, lr=0.1)', '/2'), null, 'its own counter is surer');
});

test('steps that LeRobot rounds to thousands go on as those before them', () => {
	const rounded = (step: number) => (step < 1000 ? `${step}` : `${(step / 1000).toFixed(0)}K`);
	const steps = Array.from({length: 20}, (_, i) => 200 * (i + 1));
	const line = (step: number) =>
		`INFO 2025-03-01 10:00:00 ts/train.py:232 step:${rounded(step)} smpl:${rounded(8 * step)} ep:${step / 50} epch:${step / 5000} loss:0.5 lr:1.0e-05`;
	const run = readLog(`${steps.map(line).join('\n')}\n`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		steps,
	);
	const coarse = [10_000, 20_000, 30_000].map(line);
	assert.deepEqual(
		readLog(`${coarse.join('\n')}\n`)
			.points('loss')
			.map(([step]) => step),
		[10_000, 20_000, 30_000],
	);
});

test('an epoch of which the last row tells how many steps it had is followed by the next one', () => {
	const epoch = (at: number) => [
		`\titers: 100, epoch: ${at} | loss: 0.4${at}`,
		'\tspeed: 0.0351s/iter; left time: 92.1s',
		`\titers: 200, epoch: ${at} | loss: 0.3${at}`,
		`Epoch: ${at} cost time: 9.1`,
		`Epoch: ${at}, Steps: 264 | Train Loss: 0.4012${at} Vali Loss: 0.7012${at} Test Loss: 0.3912${at}`,
	];
	const run = readLog(`${[...epoch(1), ...epoch(2), ...epoch(3)].join('\n')}\n`);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[100, 200, 364, 464, 628, 728],
	);
	assert.deepEqual(
		run.points('Vali Loss').map(([step]) => step),
		[264, 528, 792],
	);
});
