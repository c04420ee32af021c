import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseDumpedYaml} from '../../source/formats/dumped.ts';
import {dvclive} from '../../source/formats/dvclive/index.ts';
import type {Format} from '../../source/formats/format.ts';
import {lightningCsv} from '../../source/formats/lightning/index.ts';
import {swanlab} from '../../source/formats/swanlab/index.ts';
import {ultralytics} from '../../source/formats/ultralytics/index.ts';
import {loadFixture} from './load-fixture.ts';
import {MemoryFiles} from './memory-files.ts';
import {follow} from './read-tree.ts';

test('of a file that always ends in a line feed the line that a cut lies in says nothing', () => {
	assert.deepEqual(parseDumpedYaml(Buffer.from('a: 1\nlr: 0.01\n')), {value: {a: 1, lr: 0.01}, fault: null});
	assert.deepEqual(parseDumpedYaml(Buffer.from('a: 1\nlr: 0.0')), {value: {a: 1}, fault: 'ends too early, at byte 12'});
	assert.deepEqual(parseDumpedYaml(Buffer.from('lr: 0.0')), {value: null, fault: 'ends too early, at byte 7'});
	assert.deepEqual(parseDumpedYaml(Buffer.from('{}\n')), {value: {}, fault: null});
	assert.deepEqual(parseDumpedYaml(Buffer.from('')), {value: null, fault: 'is empty'});
	assert.deepEqual(parseDumpedYaml(Buffer.from('word\n')), {value: null, fault: 'holds no YAML mapping'});
	const zeros = {value: {a: 1}, fault: 'ends in 2 zero bytes', hasAll: true};
	assert.deepEqual(parseDumpedYaml(Buffer.from('a: 1\n\0\0')), zeros);
});

const run = '/swanlog/run-20261121_011508-7l3c1zxp';
const places: [Format, string, string, () => MemoryFiles][] = [
	[
		lightningCsv,
		'/lightning_logs/version_0/hparams.yaml',
		'/lightning_logs/version_0',
		() => new MemoryFiles().write('/lightning_logs/version_0/metrics.csv', 'epoch,step,loss\n0,1,0.5\n'),
	],
	[dvclive, '/dvclive/params.yaml', '/dvclive', () => new MemoryFiles().write('/dvclive/plots/metrics/a.tsv', 'step\ta\n0\t1\n')],
	[ultralytics, '/train/args.yaml', '/train', () => loadFixture('ultralytics/train')],
	[swanlab, `${run}/files/config.yaml`, run, () => loadFixture('swanlab/swanlog')],
];

test('settings that a tracker dumped and that are cut are named, and give no half of a number', () => {
	for (const [format, path, directory, make] of places) {
		const files = make().write(path, 'batch: 8\nlr0: 0.0');
		files.nowMs += 60_000;
		const {run: cut, read} = follow(format, files, directory);
		const name = path.slice(path.lastIndexOf('/') + 1);
		assert.deepEqual(cut.learnt.config, {batch: 8}, format.id);
		const message = `${name} ends too early, at byte 17; what could be read before counts`;
		assert.deepEqual(cut.problems, [{file: path, message}]);
		files.write(path, 'batch: 8\nlr0: 0.01\n');
		read();
		assert.deepEqual([cut.learnt.config, cut.problems], [{batch: 8, lr0: 0.01}, []], format.id);
	}
});

test('parameters that lie in a project may be of a person’s hand, which ends as it likes', () => {
	const files = new MemoryFiles().write('/p/plots/metrics/a.tsv', 'step\ta\n0\t1\n').write('/p/metrics.json', '{"step": 0}');
	files.write('/p/params.yaml', 'lr: 0.01').write('/p/pyproject.toml', '').write('/p/.git/HEAD', '');
	const {run: own} = follow(dvclive, files, '/p');
	assert.deepEqual([own.learnt.config, own.problems], [{lr: 0.01}, []]);
});

test('a setting of SwanLab whose value is cut off is none', () => {
	const files = loadFixture('swanlab/swanlog').write(
		`${run}/files/config.yaml`,
		"a:\n  desc: ''\n  sort: 0\n  value: 2\nlr:\n  desc: ''\n  sort: 1\n  value: 0.0",
	);
	assert.deepEqual(follow(swanlab, files, run).run.learnt.config, {a: 2});
});

test('metadata of SwanLab that holds something else is named', () => {
	const path = `${run}/files/swanlab-metadata.json`;
	const files = loadFixture('swanlab/swanlog').write(path, 'hello');
	assert.deepEqual(follow(swanlab, files, run).run.problems, [
		{file: path, message: 'swanlab-metadata.json holds no JSON object'},
	]);
});
