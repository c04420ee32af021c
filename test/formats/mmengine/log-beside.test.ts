import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

const rows = '/w/20210101_000000.log.json';
const log = '/w/20210101_000000.log';
const config = 'runner = dict(type="EpochBasedRunner", max_epochs=12)\nmodel = dict(max_epochs=3)\n';
const lines = (...objects: object[]) => objects.map(object => `${JSON.stringify(object)}\n`).join('');
const epochs = [1, 2].map(epoch =>
	lines(
		{mode: 'train', epoch, iter: 50, lr: 0.02, loss: 0.5},
		{mode: 'train', epoch, iter: 200, lr: 0.02, loss: 0.25},
		{mode: 'val', epoch, iter: 250, lr: 0.02, bbox_mAP: epoch / 10},
	),
);
const said = '2021-01-01 00:00:00,000 - mmdet - INFO - Epoch [1][50/230]\tlr: 2.000e-02, loss: 0.5\n';

test('the log beside mmcv’s rows tells how long an epoch is, and the config in them how many there are to be', () => {
	const files = new MemoryFiles().write(log, said).write(rows, lines({env_info: 'linux', config}) + epochs.join(''));
	const {run} = follow(jsonlFormat, files, '/w');
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[50, 200, 280, 430],
	);
	assert.deepEqual(run.points('val bbox_mAP'), [
		[230, 0.1],
		[460, 0.2],
	]);
	const from = 'epochs of the config in 20210101_000000.log.json, and 230 iterations an epoch in 20210101_000000.log';
	assert.deepEqual(run.learnt.total, {total: 2760, unit: 'step', from});
});

test('of a training that is followed the log is read once it says so; without one all rows count still', () => {
	const files = new MemoryFiles().write(log, 'Environment info\n').write(rows, lines({env_info: 'linux', config}) + epochs[0]);
	const {run, read} = follow(jsonlFormat, files.append(log, said), '/w');
	files.append(rows, epochs[1]!);
	read();
	assert.deepEqual(run.points('loss').at(-1), [430, 0.25]);
	const alone = follow(jsonlFormat, new MemoryFiles().write(rows, epochs.join('')), '/w').run;
	assert.deepEqual([alone.points('loss').length, alone.learnt.total], [4, null]);
});
