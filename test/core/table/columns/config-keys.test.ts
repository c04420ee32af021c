import assert from 'node:assert/strict';
import {test} from 'node:test';
import {keysButSeed} from '../../../../source/core/table/columns/config-keys.ts';
import {makeRow} from '../../query/rows.ts';

test('what Hydra and flexlock call _target_ is a choice, what a tracker keeps of its own is none', () => {
	const rows = ['net.A', 'net.B'].flatMap(target =>
		[0, 1, 2].map(seed =>
			makeRow({
				config: {
					'model._target_': target,
					'model._partial_': target === 'net.A',
					'_wandb.t': target,
					__doc__: target,
					'a._b': target,
					seed,
				},
			}),
		),
	);
	assert.deepEqual(keysButSeed(rows).sort(), ['model._partial_', 'model._target_']);
});

test('the data that runs share is a choice where what is named differs, and none where it lies elsewhere', () => {
	const keysOf = (key: string, values: readonly (string | undefined)[], hosts: readonly string[] = []) =>
		keysButSeed(
			values.map((value, i) => makeRow({host: hosts[i] ?? null, config: {lr: 1, ...(value !== undefined && {[key]: value})}})),
		);
	const both = ['data/cifar.csv', 'data/cifar.csv', 'data/svhn.csv'];
	for (const key of ['input_path', 'data.path', 'dataDir', 'train_file', 'dataset.root_dir'])
		assert.deepEqual(keysOf(key, both), [key]);
	for (const key of ['output_dir', 'path', 'log_path', 'checkpoint']) assert.deepEqual(keysOf(key, both), [], key);
	assert.deepEqual(keysOf('data_dir', ['/a/d1', '/a/d2', '/a/d3']), [], 'a place of its own for each');
	assert.deepEqual(keysOf('train_file', ['d/fold_0.csv', 'd/fold_0.csv', 'd/fold_1.csv']), [], 'parts of the same data');
	assert.deepEqual(keysOf('data_dir', ['d/cifar/train', 'd/cifar/train', 'd/svhn/train']), ['data_dir']);
	const places = ['/home/ana/data', '/home/ana/data', '/scratch/data'];
	assert.deepEqual(keysOf('data_dir', places), []);
	assert.deepEqual(keysOf('data_dir', places, ['one', 'one', 'two']), [], 'another machine');
	assert.deepEqual(keysOf('data_dir', ['/d/cifar/train', '/d/cifar/train', '/d/svhn/train'], ['one', 'one', 'one']), [
		'data_dir',
	]);
});

test('where an object lay in memory tells no runs apart', () => {
	const rows = ['<function relu at 0x7f1828f93240>', '<function relu at 0x7faf00e636a0>'].map((act, i) =>
		makeRow({config: {act, lr: i}}),
	);
	assert.deepEqual(keysButSeed(rows), ['lr']);
	const others = [...rows, makeRow({config: {act: '<function gelu at 0x7faf00e636a0>', lr: 2}})];
	assert.deepEqual(keysButSeed(others).sort(), ['act', 'lr']);
});

test('what an optimizer or a model is called is a choice, what a run is called none', () => {
	const keysOf = (key: string) => keysButSeed(['one', 'one', 'two'].map(name => makeRow({config: {lr: 1, [key]: name}})));
	for (const key of ['opt.name', 'optimizer_name', 'model.name', 'optim-id']) assert.deepEqual(keysOf(key), [key]);
	for (const key of ['name', 'exp_name', 'run.name', 'adopt.name']) assert.deepEqual(keysOf(key), []);
});
