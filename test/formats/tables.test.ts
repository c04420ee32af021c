import assert from 'node:assert/strict';
import {test} from 'node:test';
import {dvclive} from '../../source/formats/dvclive/index.ts';
import type {Format} from '../../source/formats/format.ts';
import {lightningCsv} from '../../source/formats/lightning/index.ts';
import {ultralytics} from '../../source/formats/ultralytics/index.ts';
import {MemoryFiles} from './memory-files.ts';
import {follow} from './read-tree.ts';

const args = 'task: detect\nmode: train\nmodel: yolov8n.pt\nepochs: 3\nsave_dir: runs/train\n';
const places: [Format, string, () => MemoryFiles, string][] = [
	[lightningCsv, '/v/metrics.csv', () => new MemoryFiles().write('/v/hparams.yaml', 'lr: 1\n'), 'epoch,step,loss\n0,1,0.5\n'],
	[ultralytics, '/v/results.csv', () => new MemoryFiles().write('/v/args.yaml', args), 'epoch,time,train/box_loss\n1,2,0.5\n'],
	[
		dvclive,
		'/v/plots/metrics/loss.tsv',
		() => new MemoryFiles().write('/v/metrics.json', '{"loss": 0.5, "step": 1}'),
		'step\tloss\n1\t0.5\n',
	],
];

test('what has the place of a table and is none is named once it rests', () => {
	for (const [format, path, make, table] of places)
		for (const [content, fault] of [
			['', 'is empty'],
			['hello\n', 'holds no table'],
			['hello', 'holds no table'],
			['\0'.repeat(9000), 'holds nothing but zero bytes'],
		] as const) {
			const files = make().write(path, content);
			const {run, read} = follow(format, files, '/v');
			assert.deepEqual(run.problems, [], 'it may be about to be written');
			files.nowMs += 60_000;
			read();
			assert.deepEqual(run.problems, [{file: path, message: `${path.slice(path.lastIndexOf('/') + 1)} ${fault}`}], format.id);
			files.write(path, table);
			read();
			assert.deepEqual(run.problems, [], format.id);
			assert.ok(run.metrics.size > 0, format.id);
		}
});
