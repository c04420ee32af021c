import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonFormat} from '../../../source/formats/json/index.ts';
import {Collected, readAll, readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

/** What is read of a directory with one file in it. */
function read(name: string, value: unknown, space?: number) {
	const text = typeof value === 'string' ? value : JSON.stringify(value, null, space);
	return follow(jsonFormat, new MemoryFiles().write(`/a/${name}`, text), '/a').run;
}

/** Paths of the runs of a directory, relative to that. */
const runsOf = (contents: Readonly<Record<string, unknown>>): string[] => {
	const files = new MemoryFiles();
	for (const [name, value] of Object.entries(contents)) files.write(`/a/${name}`, JSON.stringify(value));
	return [...readDirectory(jsonFormat, '/a', files).keys()].map(path => path.slice(3));
};

test('reads lists of numbers by name, as Keras has them, however they are laid out', () => {
	const history = {loss: [1, 0.5, 0.25], accuracy: [0.3, 0.6, 0.8], val_loss: [1.2, 0.7, null], lr: ['1e-3', '1e-3', '1e-4']};
	for (const space of [undefined, 2, 4])
		for (const name of ['history.json', 'trainHistory.json', 'results.json', 'cnn_training_history.json']) {
			const run = read(name, history, space);
			assert.deepEqual(run.points('loss').at(-1), [3, 0.25], `${name} ${space}`);
			assert.deepEqual(run.points('val_loss').at(-1), [2, 0.7], 'nothing stands for a gap');
			assert.deepEqual(run.points('lr').at(-1), [3, 0.0001]);
			assert.equal(run.learnt.stepUnit, 'epoch', 'Keras’ names are of epochs');
		}
	assert.deepEqual(read('history.json', '{"loss": [1, NaN], "val_loss": [2, Infinity]}').points('loss'), [
		[1, 1],
		[2, Number.NaN],
	]);
});

test('reads what pandas makes of such a history, and lists within others', () => {
	const ofPandas = read('history.json', {loss: {0: 1, 1: 0.5}, val_loss: {0: 2, 1: 1.5}});
	assert.deepEqual(ofPandas.points('val_loss').at(-1), [2, 1.5]);
	assert.deepEqual(ofPandas.learnt.summary, {});
	const nested = read('results.json', {
		config: {lr: 0.1, epochs: 2},
		seed: 3,
		best_acc: 0.9,
		history: {train: {loss: [1, 0.5]}, val: {loss: [2, 1]}},
	});
	assert.deepEqual([...nested.metrics.keys()].sort(), ['train/loss', 'val/loss']);
	assert.deepEqual(nested.learnt.config, {lr: 0.1, epochs: 2, seed: 3});
	assert.deepEqual(nested.learnt.summary, {best_acc: 0.9});
	const parts = {generator: {loss: [1, 2]}, discriminator: {loss: [3, 4]}};
	assert.deepEqual([...read('history.json', parts).metrics.keys()].sort(), ['discriminator/loss', 'generator/loss']);
});

test('a list beside the others that counts says where they stand, one of another length does not', () => {
	const run = read('training_log.json', {epoch: [0, 5, 10], train_loss: [3, 2, 1], step_loss: [9, 8, 7, 6]});
	assert.deepEqual(run.points('train_loss'), [
		[0, 3],
		[5, 2],
		[10, 1],
	]);
	assert.deepEqual(run.points('step_loss').at(-1), [4, 6]);
	assert.deepEqual([...run.metrics.keys()].sort(), ['step_loss', 'train_loss']);
	assert.equal(run.learnt.stepUnit, null);
	assert.deepEqual(run.learnt.byEpoch, ['train_loss']);
});

test('reads a list of an object a step, by its counter', () => {
	const rows = [1, 2, 3].map(epoch => ({epoch, train: {loss: 1 / epoch}, val_acc: epoch / 4, seconds: 2}));
	for (const value of [
		rows,
		{history: rows},
		{epochs: rows, model: 'x'},
		{epoch_1: rows[0], epoch_2: rows[1], epoch_3: rows[2]},
	]) {
		const run = read('training_log.json', value, 1);
		assert.deepEqual(run.points('val_acc').at(-1), [3, 0.75], JSON.stringify(value));
		assert.deepEqual(run.points('train/loss')[1], [2, 0.5]);
		assert.equal(run.learnt.stepUnit, 'epoch');
	}
	const two = read('log.json', {
		per_epoch: [
			{epoch: 1, eval_loss: 0.7, bleu: 3},
			{epoch: 2, eval_loss: 0.6, bleu: 4},
		],
		log_history: [10, 20, 30].map(step => ({step, loss: 100 / step, eval_loss: 1})),
	});
	assert.deepEqual(two.points('eval_loss').at(-1), [30, 1], 'the longer list is the course itself');
	assert.deepEqual(two.points('per_epoch/eval_loss').at(-1), [2, 0.6]);
	assert.deepEqual(two.points('bleu').at(-1), [2, 4]);
	assert.deepEqual(two.learnt.byEpoch?.toSorted(), ['bleu', 'per_epoch/eval_loss']);
});

test('several trainings in one file are a run each, by their keys, with their own settings', () => {
	const curves = (first: number) => ({train_loss: [first, 1], val_loss: [first, 2]});
	const all = {mlp: {config: {lr: 1}, ...curves(5), test_acc: 0.5}, cnn: {config: {lr: 2}, history: curves(7)}};
	for (const value of [all, {models: 1, results: all}]) {
		const files = new MemoryFiles().write('/a/results.json', JSON.stringify(value));
		const [claim] = jsonFormat.detect({path: '/a', entries: files.list('/a')}, files);
		assert.equal(claim?.path, '/a/results.json');
		const told = new Collected();
		const source = jsonFormat.open(claim, files);
		readAll(source, told);
		assert.deepEqual([...told.runs.keys()], ['mlp', 'cnn']);
		assert.deepEqual(told.run('cnn').points('train_loss')[0], [1, 7]);
		assert.deepEqual(told.run('cnn').learnt.config, {lr: 2});
		assert.deepEqual(told.run('mlp').learnt.summary, {test_acc: 0.5});
		assert.equal(told.run('mlp').learnt.name, 'mlp');
		files.write('/a/results.json', JSON.stringify({gru: all.mlp, cnn: all.cnn}));
		readAll(source, told);
		assert.ok(told.run('mlp').removed);
		assert.equal(told.run('gru').points('val_loss').length, 2);
	}
	for (const one of [
		{train: curves(1), val: curves(2)},
		{fold_1: curves(1), fold_2: curves(2)},
		{actor: curves(1), critic: curves(2)},
	])
		assert.deepEqual(runsOf({'results.json': one}), [''], JSON.stringify(one));
});

test('names nothing but the file tells what its lists are', () => {
	assert.deepEqual(read('train_losses.json', [3, 2, 1]).points('train_losses').at(-1), [3, 1]);
	assert.deepEqual(
		read('training_history.json', {AE: [3, 2], VAE: [2, 1]})
			.points('VAE')
			.at(-1),
		[2, 1],
	);
});

test('takes data, reports, settings and the histories of other things for no run', () => {
	const others: Record<string, unknown> = {
		'results.json': {
			precision: [0.9, 0.8, 0.7],
			recall: [0.5, 0.6, 0.7],
			confusion: [
				[1, 2],
				[3, 4],
			],
		},
		'metrics.json': {accuracy: 0.9, loss: 0.1},
		'eval_results.json': [
			{model: 'a', accuracy: 0.9},
			{model: 'b', accuracy: 0.8},
		],
		'history.json': [
			{date: '2020-01-01', price: 3},
			{date: '2020-01-02', price: 4},
		],
		'price_history.json': {price: [1, 2, 3], returns: [0.1, 0.2, 0.3]},
		'search_history.json': [
			{trial: 1, lr: 0.1, val_acc: 0.8},
			{trial: 2, lr: 0.2, val_acc: 0.9},
		],
		'train.json': [
			{id: 1, question: 'q', answer: 'a', score: 1},
			{id: 2, question: 'r', answer: 'b', score: 0},
		],
		'train_annotations.json': {
			images: [
				{id: 1, height: 3},
				{id: 2, height: 4},
			],
		},
		'training_status.json': {
			agent: {
				checkpoints: [
					{steps: 5, reward: 1, creation_time: 9},
					{steps: 9, reward: 2, creation_time: 9},
				],
			},
		},
		'catboost_training.json': {meta: {}, iterations: [0, 1].map(iteration => ({learn: [1], iteration, passed_time: 0.1}))},
		'dqn_eval.json': {per_episode: [0, 1, 2].map(episode => ({episode, return: 1, steps: 9}))},
		'train_stats.json': {vocab: [1, 2, 3], lengths: [4, 5, 6]},
		'train_summary.json': {'next.reward': {mean: [0.1, 0.2], std: [1, 2]}},
		'game_history.json': [
			{round: 1, score: 12},
			{round: 2, score: 7},
		],
		'portfolio_history.json': {dates: ['2024-01-01', '2024-01-02'], daily_loss: [1, 2]},
		'run.json': {result: {train_loss: {values: [1, 2]}}},
		'test_results.json': {result: {f1: [0.5, 0.6], recall: [0.5, 0.6]}},
		'cv_results.json': {val_accuracy_folds: [0.9, 0.8, 0.7], per_class_loss: [1, 2, 3]},
		'sacred_metrics.json': {loss: {steps: [0, 10], timestamps: ['2020', '2021'], values: [3, 2]}},
		'stats.json': {state: {mean: [1, 2], std: [3, 4], max: [5, 6]}},
		'test_report.json': {0: {precision: 1, recall: 0.5}, 1: {precision: 0.5, recall: 1}},
		'roc_curve_metrics.json': {fpr: [0, 0.5, 1], tpr: [0, 0.7, 1]},
		'output.json': {tokens: [1, 2, 3]},
		'package.json': {loss: [1, 2]},
		'trainer_state.json': {log_history: [{step: 1, loss: 2, epoch: 1}]},
		'log.json': {messages: [{step: 1, text: 'x'}]},
	};
	for (const [name, value] of Object.entries(others)) assert.deepEqual(runsOf({[name]: value}), [], name);
});

test('takes settings, folds, models and judgements under names that results of anything have for no run', () => {
	const others: [string, unknown][] = [
		['train_config.json', {lr: 0.1, loss_weights: [1, 0.5, 0.1], betas: [0.9, 0.99]}],
		['training_params.json', {learning_rate: [0.1, 0.01, 0.001], batch_size: [16, 32, 64]}],
		['train_settings.json', {stages: [0, 30, 60].map(epoch => ({epoch, lr: 0.1 - epoch / 1000}))}],
		['model_results.json', {model: ['svm', 'knn', 'mlp'], train_loss: [3, 2, 1], val_loss: [3, 2, 1]}],
		['results.json', {fit_time: [1, 2, 3], test_score: [0.7, 0.8, 0.9], train_score: [0.8, 0.9, 0.9]}],
		['cv_scores.json', {train_accuracy: [0.8, 0.9, 0.9], val_accuracy: [0.7, 0.8, 0.9]}],
		['learning_curve.json', {train_size: [100, 200], train_accuracy: [0.9, 0.8], val_accuracy: [0.5, 0.6]}],
		['val_metrics.json', {val: {precision: [0.5, 0.6], recall: [0.5, 0.6], f1: [0.5, 0.6], support: [9, 8]}}],
		['eval_results.json', {mean_reward: 2, episode_rewards: [1, 2, 3], episode_lengths: [9, 9, 9]}],
		['test_results.json', [10, 20, 50].map(steps => ({steps, fid: 3 + 1 / steps}))],
		['test_score.json', {test_loss: [0.35, 0.91]}],
		['history.json', [0, 1, 2].map(step => ({step, thought: 'open it', action: 'click', score: 0}))],
		['loss_history.json', {year: [2001, 2002, 2003], paid_loss: [4, 5, 6]}],
		['sales_history.json', {month: [1, 2, 3], revenue: [7, 8, 9], loss: [4, 5, 6]}],
		['cv_summary.json', {fold: [0, 1, 2], val_loss: [0.4, 0.5, 0.6]}],
		['results.json', {seeds: [1, 2, 3], final_loss: [0.4, 0.5, 0.6]}],
	];
	for (const [name, value] of others) assert.deepEqual(runsOf({[name]: value}), [], name);
});

test('reads lists of a training under names that results of anything have, too', () => {
	const runs: [string, unknown][] = [
		['results.json', {train_losses: [3, 2, 1], test_losses: [3, 2, 1], classes: ['cat', 'dog', 'cow']}],
		['results.json', {train: {loss: [3, 2], acc: [0.5, 0.6]}, val: {loss: [3, 2], acc: [0.5, 0.6]}}],
		['metrics.json', {loss: {train: [3, 2], val: [3, 2]}, acc: {train: [0.5, 0.6], val: [0.4, 0.5]}}],
		['metrics.json', {train_accuracy: [0.5, 0.6], val_accuracy: [0.4, 0.5]}],
		['test_metrics.json', {epoch: [1, 2, 3], test_acc: [0.5, 0.6, 0.7]}],
		['evals_result.json', {train: {auc: [0.5, 0.6]}, eval: {auc: [0.5, 0.6]}}],
		['results.json', {episode_rewards: [1, 2, 3], episode_lengths: [9, 9, 9]}],
	];
	for (const [name, value] of runs) assert.equal(runsOf({[name]: value}).length, 1, JSON.stringify(value));
});

test('counts by the list that rises: steps of each episode may be as many in all', () => {
	const run = read('training_log.json', {episode: [1, 2, 3], reward: [5, 6, 7], steps: [200, 200, 200]});
	assert.deepEqual(run.points('reward').at(-1), [3, 7]);
	assert.deepEqual(
		read('results.json', {rounds: [10, 20], accuracy: [0.5, 0.6]})
			.points('accuracy')
			.at(-1),
		[20, 0.6],
	);
});

test('files that are named alike but for their model are a run each, those named by their part are one', () => {
	const history = {loss: [1, 0.5], val_loss: [2, 1]};
	assert.deepEqual(runsOf({'lstm_history.json': history, 'gru_history.json': history}), [
		'gru_history.json',
		'lstm_history.json',
	]);
	const files = new MemoryFiles()
		.write('/a/history.json', JSON.stringify(history))
		.write('/a/results.json', JSON.stringify({...history, test_loss: [3, 2]}))
		.write('/a/config.json', '{"lr": 0.5}');
	const {run} = follow(jsonFormat, files, '/a');
	assert.deepEqual([...run.metrics.keys()].sort(), ['loss', 'test_loss', 'val_loss'], 'what both have is told once');
	assert.deepEqual(run.learnt.config, {lr: 0.5});
});

test('follows a file that is written whole after each epoch, also while it is half written', () => {
	const files = new MemoryFiles().write('/a/history.json', '{"loss": [1, 0.5], "val_loss": [2, 1]}');
	const {run, read: again} = follow(jsonFormat, files, '/a');
	assert.equal(run.points('loss').length, 2);
	files.write('/a/history.json', '{"loss": [1, 0.5, 0.2');
	again();
	assert.equal(run.points('val_loss').length, 2, 'the last whole one stands');
	files.write('/a/history.json', '{"loss": [1, 0.5, 0.25], "val_loss": [2, 1, 0.5]}');
	again();
	assert.deepEqual(run.points('loss').at(-1), [3, 0.25]);
	assert.deepEqual(run.points('val_loss').at(-1), [3, 0.5]);
});
