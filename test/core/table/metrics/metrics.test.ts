import assert from 'node:assert/strict';
import {test} from 'node:test';
import {suffixOf} from '../../../../source/core/table/columns/columns.ts';
import {chooseMetrics, rankMetrics} from '../../../../source/core/table/metrics/choose-metrics.ts';
import {findGoal, guessDirection} from '../../../../source/core/table/metrics/direction.ts';
import {makeRow} from '../../query/rows.ts';

test('the direction of a metric is guessed by the word that tells', () => {
	for (const name of [
		'loss',
		'train/loss',
		'val_loss',
		'trainLoss',
		'eval/perplexity',
		'error_rate',
		'rmse',
		'time/step',
		'WER',
		'reward_loss',
		'train/nll',
		'loss_1',
		'fid50k',
		'cls_loss',
		'valloss',
		'HD95',
		'val/bce',
	]) {
		assert.equal(guessDirection(name), 'down', name);
	}
	for (const name of [
		'acc',
		'val/accuracy',
		'valAcc@5',
		'top1',
		'f1',
		'macro/f1_score',
		'auroc',
		'map@50',
		'metrics/mAP50-95(B)',
		'episode_reward',
		'eprewmean',
		'AverageEpRet',
		'BLEU4',
		'mIoU',
		'psnr',
		'R2',
		'train_samples_per_second',
		'neg_mean_squared_error',
		'valacc',
		'rollout/ep_rew_mean',
		'bbox/APs',
		'val_prec',
		'best_train_fitness',
		'r',
	]) {
		assert.equal(guessDirection(name), 'up', name);
	}
	for (const name of [
		'lr',
		'epoch',
		'grad_norm',
		'reward/std',
		'loss_scale',
		'x',
		'',
		'weights/0',
		'temperature',
		'time_total_s',
		'num_loss_tokens',
		'std_reward',
		'loss_rmse_coeff',
		'reward_sd',
		'time_since_restore',
		'ari_grade_level',
		'Time Steps',
	])
		assert.equal(guessDirection(name), null, name);
});

test('what the tracker or the person declared is no guess', () => {
	assert.deepEqual(findGoal('loss', new Map([['loss', 'up' as const]])), {direction: 'up', guessed: false});
	assert.deepEqual(findGoal('loss'), {direction: 'down', guessed: true});
	assert.equal(findGoal('x'), null);
});

test('the best aggregate follows the direction', () => {
	assert.equal(suffixOf('best', findGoal('loss')), 'min');
	assert.equal(suffixOf('best', findGoal('acc')), 'max');
	assert.equal(suffixOf('best', null), 'last');
});

const names = (list: string[], runs = 4) =>
	Array.from({length: runs}, () => makeRow({metrics: Object.fromEntries(list.map(name => [name, 1]))}));

test('a loss and a quality are shown first; what only accompanies training last', () => {
	const rows = names(['lr', 'epoch', 'sys/gpu_util', 'train/loss', 'train/acc', 'val/loss', 'val/acc', 'grad_norm', 'step_time']);
	assert.deepEqual(chooseMetrics(rows, 4), ['val/loss', 'val/acc', 'train/loss', 'train/acc']);
	assert.deepEqual(chooseMetrics(names(['trainLoss', 'valLoss', 'valAcc']), 5), ['valLoss', 'valAcc', 'trainLoss']);
	assert.deepEqual(chooseMetrics(names(['lr', 'loss', 'val_loss']), 5), ['loss', 'val_loss']);
	const lightning = [
		'epoch',
		'train_loss_step',
		'train_loss_epoch',
		'trainer/global_step',
		'batch_time',
		'batch_size',
		'loss_scale',
		'hp_metric',
	];
	assert.deepEqual(
		chooseMetrics(names(lightning), 5),
		['train_loss_epoch', 'train_loss_step'],
		'what a value is told of is no counter',
	);
	assert.deepEqual(chooseMetrics(names(['total_flos', 'loss', 'train_runtime']), 2), ['loss']);
	const search = names(['accuracy', 'loss', 'val_accuracy', 'val_loss']).map(row => ({
		...row,
		goals: {val_accuracy: 'up' as const},
	}));
	assert.deepEqual(chooseMetrics(search, 2), ['loss', 'val_accuracy'], 'what a search goes by');
	const rewards = names(['episode_reward_max', 'episode_reward_mean', 'episode_reward_min']);
	assert.deepEqual(chooseMetrics(rewards, 2), ['episode_reward_mean', 'episode_reward_max'], 'a mean before its edges');
	assert.deepEqual(chooseMetrics(names(['lr', 'gpu']), 1).length, 1, 'better than nothing');
	assert.deepEqual(chooseMetrics([], 3), []);
});

test('what trackers keep out of sight is no column of its own accord, but a number that was returned is one', () => {
	const run = (own: Record<string, number>, hidden: string[]) => ({
		...makeRow({metrics: Object.fromEntries(Object.entries(own).map(([name, last]) => [name, {points: 1, last, lastStep: 0}]))}),
		hidden,
	});
	const rows = [1, 2, 3].map(loss => run({loss, 'lost/width': 1, acc: 1}, ['lost/width']));
	assert.deepEqual(chooseMetrics(rows, 4), ['loss', 'acc']);
	assert.deepEqual(chooseMetrics([run({loss: 1}, ['loss']), run({loss: 1}, [])], 4), ['loss'], 'one of them shows it');
	assert.deepEqual(chooseMetrics([run({width: 1}, ['width'])], 4), []);
	assert.deepEqual(
		rankMetrics(rows).map(({name, hidden}) => [name, hidden]),
		[
			['loss', false],
			['acc', false],
			['lost/width', true],
		],
	);
	const returned = {...makeRow({metrics: {score: {points: 1, last: 2, lastStep: Number.NaN}}}), hidden: ['score']};
	assert.deepEqual(chooseMetrics([returned], 4), ['score']);
});

test('a metric that few runs have does not push out the one that most have', () => {
	const rows = [...names(['train/loss'], 9), ...names(['val/loss', 'train/loss'], 1)];
	assert.deepEqual(
		rankMetrics(rows).map(metric => metric.name),
		['train/loss', 'val/loss'],
	);
});

test('columns that most runs would leave empty come behind those that most runs have', () => {
	const rows = Array.from({length: 8}, (_, i) => makeRow({key: i, metrics: i < 2 ? {acc: i, value: i} : {value: i}}));
	assert.deepEqual(chooseMetrics(rows, 2), ['value', 'acc']);
	assert.deepEqual(chooseMetrics(rows.slice(0, 4), 2), ['acc', 'value']);
});

test('a loss of each step or epoch is a loss, and what counts steps, or only holds a place, accompanies', () => {
	const metrics = {
		hp_metric: {last: -1},
		epoch: {last: 4},
		global_step: {last: 90},
		'time/step': {last: 0.2},
		train_loss_step: {last: 0.5},
		val_acc_epoch: {last: 0.8},
	};
	const ranked = rankMetrics([makeRow({metrics})]);
	assert.deepEqual(
		ranked.filter(({telling}) => telling).map(({name}) => name),
		['train_loss_step', 'val_acc_epoch'],
	);
	const ofKeras = {
		epoch_Precision: {last: 0.9},
		epoch_accuracy: {last: 0.8},
		epoch_loss: {last: 0.3},
		epoch_learning_rate: {last: 0.1},
	};
	assert.deepEqual(chooseMetrics([makeRow({metrics: ofKeras})], 2), ['epoch_loss', 'epoch_accuracy']);
	const ofEpisodes = {l: {last: 200}, r: {last: -70}, t: {last: 278}};
	assert.deepEqual(chooseMetrics([makeRow({metrics: ofEpisodes})], 3), ['r']);
});

test('the sum of losses comes before its parts, what an agent is paid before its losses, and numbered metrics in the order of their numbers', () => {
	const chosen = (...names: string[]) =>
		chooseMetrics([makeRow({metrics: Object.fromEntries(names.map(name => [name, 0.5]))})], names.length);
	assert.deepEqual(chosen('Loss/box_loss', 'Loss/class_loss', 'Loss/total_loss', 'AP'), [
		'Loss/total_loss',
		'AP',
		'Loss/box_loss',
		'Loss/class_loss',
	]);
	assert.deepEqual(chosen('policy_loss', 'rollout/ep_rew_mean'), ['rollout/ep_rew_mean', 'policy_loss']);
	assert.deepEqual(chosen('LossPi', 'AverageEpRet'), ['AverageEpRet', 'LossPi']);
	assert.deepEqual(chosen('layer_10', 'layer_2', 'layer_1'), ['layer_1', 'layer_2', 'layer_10']);
	assert.deepEqual(chosen('labels', 'box', 'mAP'), ['mAP', 'box']);
});
