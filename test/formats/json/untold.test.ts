import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonFormat} from '../../../source/formats/json/index.ts';
import {readDirectory} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

/** Names of the runs in a directory with these files. */
function runsIn(directory: string, contents: Readonly<Record<string, unknown>>): string[] {
	const files = new MemoryFiles();
	for (const [name, value] of Object.entries(contents)) files.write(`${directory}/${name}`, JSON.stringify(value));
	return [...readDirectory(jsonFormat, directory, files).keys()].map(path => path.slice(directory.length));
}

/** A list of so many numbers. */
const list = (length: number, scale = 1) => Array.from({length}, (_, i) => scale / (i + 2));
const course = {episode: list(15).map((_, i) => i), rewards: list(15, 9), policy_loss: list(15), lr: list(15, 0.1)};

test('a file that is called after its run alone is one where results lie and a loss is in it', () => {
	const seeds = {'sgd_seed1.json': course, 'sgd_seed2.json': {...course, entropy: list(15, 2)}};
	assert.deepEqual(runsIn('/p/results/sgd', seeds), ['/sgd_seed1.json', '/sgd_seed2.json']);
	assert.deepEqual(runsIn('/p/configs', seeds), []);
	assert.deepEqual(runsIn('/p/logs', {...seeds, 'train.log': 'Epoch 1 loss 2'}), [], 'the output of a training tells of it');
	const others = {
		'agent.json': {accuracy: [0.5, 0.7, 0.8], precision: [0.5, 0.6, 0.7]},
		'trees.json': {learner: {trees: [{loss_changes: [0.5, 0.25, 0.125], parents: [1, 0, 0]}]}},
		'walk.json': {rewards: list(15), actions: list(15)},
		'season.json': {wins: list(38), losses: list(38)},
		'trades.json': {profit_loss: list(40), loss: list(40)},
		'risk.json': {losses: list(500), quantile: 0.99},
		'widths.json': {width: [2, 4, 8], train_loss: list(3), test_loss: list(3)},
		'trainer_state.json': {
			log_history: [
				{step: 1, loss: 2},
				{step: 2, loss: 1},
			],
		},
	};
	assert.deepEqual(runsIn('/p/results', others), []);
	for (const about of [{config: {lr: 0.1}}, {metadata: {seed: 1}}])
		assert.deepEqual(runsIn('/p/results', {'dqn.json': {rewards: list(15), ...about}}), [''], 'settings tell as well');
});

test('a short training is told by a loss that falls beside that of other data, with nothing but metrics', () => {
	const short = {train: {loss: [0.5, 0.25, 0.2], f1: [0.1, 0.5, 0.6]}, validation: {loss: [0.6, 0.5, 0.4], f1: [0.1, 0.2, 0.3]}};
	assert.deepEqual(runsIn('/p/history/crf', {'fold_0.json': short, 'fold_1.json': short}), ['/fold_0.json', '/fold_1.json']);
	const others = {
		'folds.json': {train_loss: [0.2, 0.3, 0.25], val_loss: [0.5, 0.4, 0.6]},
		'folds_b.json': {train_loss: [0.4, 0.3, 0.35], val_loss: [0.5, 0.4, 0.6]},
		'depths.json': {depth: [1, 2, 3], ...short},
		'rises.json': {train_loss: [0.25, 0.3, 0.5, null], val_loss: [0.5, 0.6, 0.7, 0.8]},
		'two.json': {train_loss: [0.5, 0.2], val_loss: [0.5, 0.4]},
		'alone.json': {train_loss: [0.5, 0.3, 0.2]},
	};
	assert.deepEqual(runsIn('/p/results', others), []);
});

test('a file of the first epoch, whose name says nothing, is looked at again as it is written anew', () => {
	const files = new MemoryFiles().write('/p/results/sgd.json', '{"loss": [2.5], "lr": [1]}');
	const listing = {path: '/p/results', entries: files.list('/p/results')};
	assert.deepEqual(jsonFormat.undecided!(listing, files, jsonFormat.detect(listing, files)), ['/p/results/sgd.json']);
});

test('of many files whose names say nothing none is looked at', () => {
	const many = Object.fromEntries(Array.from({length: 40}, (_, i) => [`${i}.json`, course]));
	assert.deepEqual(runsIn('/p/results', many), []);
	assert.deepEqual(runsIn('/p/results', {...many, 'history.json': course}), ['']);
});

test('objects of a list that count nothing, one an epoch, are curves where one is a loss', () => {
	const epochs = [0.5, 0.4, 0.3].map(loss => ({precision: 1 - loss, accuracy: 1 - loss, loss}));
	const files = new MemoryFiles().write('/a/history.json', JSON.stringify({train: epochs, val: epochs.slice(1)}));
	const [run] = readDirectory(jsonFormat, '/a', files).values();
	assert.deepEqual(run!.points('train/loss').at(-1), [3, 0.3]);
	assert.deepEqual(run!.points('val/accuracy'), [
		[1, 0.6],
		[2, 0.7],
	]);
	const parts = {train_history: [0.9, 0.7].map(loss => ({loss, recon: 2, kld: 3})), val_history: [{recon: 4}, {recon: 5}]};
	const [of] = readDirectory(jsonFormat, '/b', new MemoryFiles().write('/b/metrics.json', JSON.stringify(parts))).values();
	assert.deepEqual([...of!.metrics.keys()], ['loss', 'recon', 'kld', 'val_history/recon']);
	assert.deepEqual(of!.points('val_history/recon').at(-1), [2, 5]);
	for (const rows of [
		[{score: 0.5}, {score: 0.7}],
		[
			{model: 'a', loss: 0.5, accuracy: 1},
			{model: 'b', loss: 0.7, accuracy: 1},
		],
		[
			{date: '2026-01-02', loss: 2},
			{date: '2026-01-03', loss: 3},
		],
		[
			{profit: 2, loss: 0, price: 4},
			{profit: 0, loss: 1, price: 5},
		],
	])
		assert.deepEqual(runsIn('/p', {'history.json': rows}), [], JSON.stringify(rows));
});

test('objects under bare numbers are those of epochs in what holds a course, and there alone', () => {
	const epochs = {1: {loss: 0.5, acc: 0.4}, 2: {loss: 0.4, acc: 0.5}, 3: {loss: 0.3, acc: 0.6}};
	const files = new MemoryFiles().write('/a/history.json', JSON.stringify(epochs));
	const [run] = readDirectory(jsonFormat, '/a', files).values();
	assert.deepEqual(run!.points('acc'), [
		[1, 0.4],
		[2, 0.5],
		[3, 0.6],
	]);
	assert.deepEqual(runsIn('/p', {'results.json': epochs}), []);
	const answers = {0: {question: 'a', score: 0.5}, 1: {question: 'b', score: 0.25}};
	for (const rows of [answers, {0: {accuracy: 0.5, f1: 0.4}, 1: {accuracy: 0.6, f1: 0.5}}])
		assert.deepEqual(runsIn('/p', {'history.json': rows}), [], JSON.stringify(rows));
});
