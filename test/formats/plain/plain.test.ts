import assert from 'node:assert/strict';
import {test} from 'node:test';
import {groupFiles} from '../../../source/formats/plain/group-files.ts';
import {nameForData} from '../../../source/formats/plain/names/data-words.ts';
import {isPartName, phaseBeside} from '../../../source/formats/plain/names/part-names.ts';
import {isTellingStep, stepRank} from '../../../source/formats/plain/names/step-names.ts';
import {isMetricName, tellingRank} from '../../../source/formats/plain/names/telling.ts';
import {isTimeName, mayBeTime} from '../../../source/formats/plain/names/time-names.ts';
import {StepClock} from '../../../source/formats/plain/rows/step-clock.ts';

const group = (...files: [string, string][]) =>
	groupFiles(
		'csv',
		'/d',
		files.map(([name, signature]) => ({path: `/d/${name}`, signature})),
	).map(({path, files: of}) => `${path}: ${of.map(file => file.slice(3)).join(' ')}`);

test('prefers step names in their order, whatever their case', () => {
	const order = [
		'step',
		'Global_Step',
		'_step',
		'ITER',
		'iteration',
		'it',
		'Epoch',
		'batch',
		'index',
		'n',
		'x',
		'timesteps',
		'Global_Iter',
		'epoch_num',
	];
	const ranks = order.map(stepRank);
	assert.deepEqual(
		[...ranks].sort((a, b) => a - b),
		ranks,
	);
	assert.ok(ranks.every(rank => rank >= 0));
	for (const name of ['loss', 'n_epoch', 'global_batch', 'epoch_time', 'step_size']) assert.equal(stepRank(name), -1, name);
	assert.ok(isTellingStep('Epoch') && isTellingStep('cur_epoch') && !isTellingStep('x') && !isTellingStep('index'));
});

test('knows names of times, and those that only may be one', () => {
	for (const name of ['time', 'Timestamp', 'wall_time', '_timestamp', 'date', 'time_ms', 'timestamp_ns'])
		assert.ok(isTimeName(name), name);
	for (const name of ['loss', 'times_seen', 'step_time', 'lifetime']) assert.ok(!isTimeName(name), name);
	assert.ok(mayBeTime('latency_ms') && !isTimeName('latency_ms'));
});

test('tells names of training logs from those that data sets have too', () => {
	for (const name of ['metrics', 'train_log', 'progress', 'loss', 'history', 'log', 'run1_metrics'])
		assert.equal(tellingRank(name), 2, name);
	for (const name of ['train', 'test', 'results', 'eval']) assert.equal(tellingRank(name), 1, name);
	for (const name of ['data', 'catalog', 'iris', 'blog_posts', 'glossary']) assert.equal(tellingRank(name), 0, name);
});

test('knows usual metrics inside longer names, and no others', () => {
	for (const name of [
		'loss',
		'val_loss',
		'Acc@1',
		'train/accuracy',
		'trainLoss',
		'eval_f1',
		'lr',
		'metrics/mAP50(B)',
		'ep_rew_mean',
	])
		assert.ok(isMetricName(name), name);
	for (const name of ['name', 'blossom', 'slurm', 'class', 'seed', 'pixel0', 'closs_id']) assert.ok(!isMetricName(name), name);
});

test('makes parts of one run one run, and equals runs of their own', () => {
	assert.ok(isPartName('train_log') && isPartName('metrics') && !isPartName('exp3') && !isPartName('resnet_metrics'));
	assert.deepEqual(group(['a.csv', 'x']), ['/d: a.csv']);
	assert.deepEqual(group(['a.csv', 'x'], ['b.csv', 'x']), ['/d/a.csv: a.csv', '/d/b.csv: b.csv']);
	assert.deepEqual(group(['a.csv', 'x'], ['b.csv', 'y']), ['/d: a.csv b.csv']);
	assert.deepEqual(group(['a.csv', 'x\ny'], ['b.csv', 'y\nx']), ['/d/a.csv: a.csv', '/d/b.csv: b.csv'], 'in any order');
	assert.deepEqual(group(['a.csv', 'x'], ['b.csv', 'x'], ['c.csv', 'y']), [
		'/d/a.csv: a.csv',
		'/d/b.csv: b.csv',
		'/d/c.csv: c.csv',
	]);
	assert.deepEqual(group(['val.csv', 'x'], ['train.csv', 'x'], ['gpu.csv', 'y']), ['/d: train.csv gpu.csv val.csv']);
	assert.deepEqual(group(['eval_metrics.csv', 'x'], ['train_metrics.csv', 'x']), ['/d: train_metrics.csv eval_metrics.csv']);
});

test('JSON files that differ in a number alone are runs of their own, whatever their beginnings show', () => {
	const claims = (format: string) =>
		groupFiles(format, '/r', [
			{path: '/r/sgd_seed1', signature: 'loss'},
			{path: '/r/sgd_seed2', signature: 'loss\nlr'},
		]).map(({path}) => path);
	assert.deepEqual(claims('json'), ['/r/sgd_seed1', '/r/sgd_seed2']);
	assert.deepEqual(claims('csv'), ['/r']);
});

test('what was downloaded of TensorBoard is one run where it is named after its metrics, several where after runs', () => {
	const files = (...names: string[]) =>
		groupFiles(
			'csv',
			'/r',
			names.map(name => ({path: `/r/${name}`, signature: 'Wall time\nStep\nValue'})),
		).length;
	for (const names of [
		['reward', 'actorloss', 'fps'],
		['episode_length', 'reward'],
		['train_loss', 'val_acc', 'lr'],
	])
		assert.equal(files(...names.map(name => `${name}.csv`)), 1, String(names));
	for (const names of [
		['ppo', 'dqn', 'sac'],
		['reward_ppo', 'reward_dqn', 'reward_sac'],
		['loss_seed1', 'loss_seed2'],
		['ppo_length', 'ppo_reward', 'sac_length', 'sac_reward'],
		['dice_loss', 'ce_loss', 'focal_loss'],
		['vgg_loss', 'vgg_acc', 'resnet_loss', 'resnet_acc'],
	])
		assert.equal(files(...names.map(name => `${name}.csv`)), names.length, String(names));
});

test('takes tables that differ in a phase alone for one run, and names its metrics as those of the next', () => {
	assert.deepEqual(group(['net_train_1.csv', 'x'], ['net_val_1.csv', 'x'], ['net_train_2.csv', 'x'], ['net_val_2.csv', 'x']), [
		'/d/net_train_1.csv: net_train_1.csv net_val_1.csv',
		'/d/net_train_2.csv: net_train_2.csv net_val_2.csv',
	]);
	assert.equal(phaseBeside('net_val_2', 'net_train_2'), 'val');
	for (const other of ['net_train_1', 'metrics']) assert.equal(phaseBeside('net_val_2', other), null);
	assert.equal(phaseBeside('eval_metrics', 'train_metrics'), null);
});

test('counts on where a counter falls while the epoch rises, by the epoch length where it is known', () => {
	const clock = new StepClock();
	assert.deepEqual(
		[clock.count(0, 0), clock.count(50, 0), clock.count(0, 1), clock.count(50, 1), clock.count(0, 2)],
		[0, 50, 100, 150, 200],
	);
	const known = new StepClock();
	assert.deepEqual([known.count(10, 1, 100), known.count(10, 2, 100), known.count(10, 4, 100)], [10, 110, 310]);
});

test('leaves steps as they are that rise over epochs, stand still once, or go back in a resume', () => {
	const clock = new StepClock();
	assert.deepEqual(
		[clock.count(99, 0), clock.count(99, 1), clock.count(199, 1), clock.count(150, 1), clock.count(150, Number.NaN)],
		[99, 99, 199, 150, 150],
	);
	const again = new StepClock();
	assert.deepEqual([again.count(0, 0), again.count(9, 0), again.count(0, 1), again.count(0, 0)], [0, 9, 18, 0]);
	const resumed = new StepClock();
	for (const epoch of [1, 2, 3]) resumed.count(90, epoch, 90);
	assert.deepEqual([resumed.count(10, 2, 90), resumed.count(10, 3, 90)], [100, 190]);
});

test('an attempt of epochs that have another number of steps counts on by its own', () => {
	const clock = new StepClock();
	for (const epoch of [1, 2, 3]) for (const step of [10, 90]) clock.count(step, epoch, 90);
	const rows = [1, 2, 3, 4].map(epoch => [clock.count(10, epoch, 70), clock.count(70, epoch, 70)]);
	assert.deepEqual(rows, [
		[10, 70],
		[80, 140],
		[150, 210],
		[220, 280],
	]);
});

test('a learning rate is of no data', () => {
	assert.equal(nameForData('val', 'loss'), 'val loss');
	for (const name of ['lr', 'lr/group_0', 'learning_rate', 'val_acc']) assert.equal(nameForData('val', name), name);
	assert.equal(nameForData('', 'loss'), 'loss');
});
