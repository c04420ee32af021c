import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {mmengine} from '../../../source/formats/mmengine/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../../engine/live-session.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const start = '20261126_144856';
const rows = [
	'{"lr": 0.1, "data_time": 0.0015, "loss": 0.29, "time": 0.009, "epoch": 1, "iter": 3, "step": 3}',
	'{"lr": 0.1, "data_time": 0.0011, "loss": 0.36, "time": 0.005, "epoch": 1, "iter": 6, "step": 6}',
	'{"acc": 0.5, "data_time": 0.0008, "time": 0.001, "step": 1}',
	'{"lr": 0.01, "data_time": 0.0005, "loss": 0.44, "time": 0.001, "epoch": 2, "iter": 11, "step": 11}',
	'{"acc": 0.6, "data_time": 0.0002, "time": 0.0004, "step": 2}',
];
const log = [
	'2026/11/26 14:49:01 - mmengine - INFO - Epoch(train) [1][3/8]  lr: 1.0000e-01  eta: 0:00:00  time: 0.0090  loss: 0.2934',
	'2026/11/26 14:49:01 - mmengine - INFO - Epoch(val) [1][8/8]    acc: 0.5000  data_time: 0.0008  time: 0.0011',
];
const config = [
	"model = dict(\n    backbone=dict(depth=50, out_indices=(\n        0,\n        1,\n    )),\n    type='FasterRCNN')",
	"train_cfg = dict(max_epochs=3, type='EpochBasedTrainLoop')",
	'hook = make_hook(1) + 2',
];
const lines = (...texts: string[]): string => texts.map(text => `${text}\n`).join('');

test('MMEngine: rows of validation stand where training stood, and take nothing from those of training', () => {
	const files = new MemoryFiles()
		.write(`/w/${start}/${start}.log`, lines(...log))
		.write(`/w/${start}/vis_data/config.py`, lines(...config))
		.write(`/w/${start}/vis_data/scalars.json`, lines(...rows.slice(0, 3)));
	const {run, read} = follow(mmengine, files, `/w/${start}`);
	files.append(`/w/${start}/vis_data/scalars.json`, lines(...rows.slice(3)));
	read();
	assert.deepEqual(run.points('loss'), [
		[3, 0.29],
		[6, 0.36],
		[11, 0.44],
	]);
	assert.deepEqual(
		run.points('data_time').map(([step]) => step),
		[3, 6, 11],
	);
	assert.deepEqual(
		run.points('acc'),
		[
			[8, 0.5],
			[16, 0.6],
		],
		'at the ends of epochs of 8 iterations',
	);
	assert.deepEqual(run.points('val/data_time'), [
		[8, 0.0008],
		[16, 0.0002],
	]);
	assert.deepEqual(run.learnt.config, {
		model: {backbone: {depth: 50, out_indices: [0, 1]}, type: 'FasterRCNN'},
		train_cfg: {max_epochs: 3, type: 'EpochBasedTrainLoop'},
	});
	assert.equal(run.learnt.total?.total, 24);
});

test('MMEngine: where training counts iterations, validation is recorded at step 0 for ever, and keeps its points', () => {
	const trained = (iter: number) => `{"loss": 1, "iter": ${iter}, "step": ${iter}}`;
	const files = new MemoryFiles()
		.write(`/w/${start}/${start}.log`, '')
		.write(`/w/${start}/vis_data/config.py`, 'train_cfg = dict(max_iters=40)\n')
		.write(
			`/w/${start}/vis_data/scalars.json`,
			lines(
				trained(9),
				'{"acc": 0.5, "step": 0}',
				trained(18),
				'{"acc": 0.6, "step": 0}',
				trained(30),
				'{"acc": 0.7, "step": 30}',
			),
		);
	const {run} = follow(mmengine, files, `/w/${start}`);
	assert.deepEqual(run.points('acc'), [
		[9, 0.5],
		[18, 0.6],
		[30, 0.7],
	]);
	assert.deepEqual(run.learnt.total, {total: 40, unit: 'step', from: 'config train_cfg.max_iters'});
});

test('MMEngine: log, scalars and their copy are one run', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const directory = path.join(root, 'work', start);
	mkdirSync(path.join(directory, 'vis_data'), {recursive: true});
	const write = (name: string, ...texts: string[]) => writeFileSync(path.join(directory, name), lines(...texts));
	write(`${start}.log`, ...log);
	write('vis_data/config.py', ...config);
	write('vis_data/scalars.json', ...rows);
	write(`vis_data/${start}.json`, ...rows);
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	while (!engine.work(() => false));
	const found = [...engine.registry.runs.values()].map(makeRow);
	assert.deepEqual(
		found.map(({dir, formats: of}) => [dir, of]),
		[[`work/${start}`, ['mmengine', 'textlog']]],
	);
	assert.deepEqual(
		found[0]?.metrics.names.filter(name => name.includes('acc')),
		['acc'],
	);
});
