import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mlflow} from '../../../source/formats/mlflow/index.ts';
import {Collected, readAll, readDirectory} from '../collect.ts';
import {directoriesOf, loadFixture, seededRandom} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';

const vision = '/mlflow/mlruns/419040882987689469';
const baseline = `${vision}/48eb424d5cda453e952060720cd905a1`;
const running = `${vision}/bea04c992ee14b1a92808bc79ebfea83`;
const machine = '/mlflow/mlruns/531987776331833252/31701af469f14cc39285b1803bc634a8';

function readTree(files: MemoryFiles) {
	return new Map(directoriesOf(files, '/mlflow/mlruns').flatMap(directory => [...readDirectory(mlflow, directory, files)]));
}

const runs = readTree(loadFixture('mlflow'));

test('only directories of runs are runs: no experiment, model, data set or link to one', () => {
	assert.deepEqual([...runs.keys()].length, 6);
	for (const path of runs.keys()) assert.match(path, /\/mlruns\/\d+\/[0-9a-f]{32}$/);
});

test('a run with its parameters, tags, data sets and points', () => {
	const run = runs.get(baseline)!;
	const {learnt} = run;
	assert.equal(learnt.id, '48eb424d5cda453e952060720cd905a1');
	assert.equal(learnt.name, 'baseline');
	assert.deepEqual([learnt.group, learnt.groupScope], ['vision/resnet', baseline.split('/').slice(0, -2).join('/')]);
	assert.equal(learnt.outcome?.status, 'finished');
	assert.equal(learnt.config.lr, '0.0003');
	assert.equal(learnt.git?.branch, 'main');
	assert.equal(learnt.isZeroUncounted, true, 'what is logged without a step has step 0');
	assert.deepEqual([...learnt.tags].sort(), ['mark=★ best', 'team=vision']);
	assert.deepEqual(learnt.extra.datasets, [{name: 'toy', digest: 'abc123', source: 'code', context: 'training'}]);
	assert.equal(run.aggregate('loss', 'points'), 40);
	assert.equal(run.aggregate('val/loss', 'lastStep'), 35);
	assert.equal(run.walls('loss').at(-1), 1_760_000_065_500);
	assert.equal(runs.get(machine)!.system.size, 8);
});

test('deleted, child of another, and still recorded as running', () => {
	assert.equal(runs.get(`${vision}/7f65c2fbf82d43f691286a317c32f021`)!.learnt.outcome?.status, 'deleted');
	assert.equal(runs.get(`${vision}/76959cba54304a568ca95a09e253814a`)!.learnt.parent, 'ccdb4f69a6bc40309552cab93edb438b');
	const {learnt} = runs.get(running)!;
	assert.deepEqual([learnt.outcome, learnt.recorded], [null, 'RUNNING']);
});

test('runs of an experiment in the trash are deleted', () => {
	const files = loadFixture('mlflow');
	const meta = 'run_id: abc\nrun_name: old\nstatus: 3\nstart_time: 5\nend_time: 6\nlifecycle_stage: active\n';
	files.write('/mlflow/mlruns/.trash/7/abc/meta.yaml', meta).write('/mlflow/mlruns/.trash/7/abc/params/lr', '1');
	assert.equal(readTree(files).get('/mlflow/mlruns/.trash/7/abc')?.learnt.outcome?.status, 'deleted');
	files.write('/mlflow/mlruns/8/abc/meta.yaml', meta).write('/mlflow/mlruns/8/abc/params/lr', '1');
	files.write('/mlflow/mlruns/8/meta.yaml', "experiment_id: '8'\nname: old\nartifact_location: x\nlifecycle_stage: deleted\n");
	assert.equal(readTree(files).get('/mlflow/mlruns/8/abc')?.learnt.outcome?.status, 'deleted', 'as the experiment says itself');
});

function follow(files: MemoryFiles, directory: string) {
	const [claim] = mlflow.detect({path: directory, entries: files.list(directory)}, files);
	const source = mlflow.open(claim!, files);
	const collected = new Collected();
	const read = () => readAll(source, collected);
	read();
	return {read, source, run: collected.only};
}

test('points, metrics, tags and the end are seen as they are written', () => {
	const files = loadFixture('mlflow');
	const {read, source, run} = follow(files, running);
	assert.equal(run.aggregate('loss', 'points'), 20);
	files.append(`${running}/metrics/loss`, '1795222300000 0.04 20\n1795222301000 na');
	read();
	assert.equal(run.aggregate('loss', 'points'), 21);
	assert.equal(run.learnt.lastSignMs, 1_795_222_300_000);
	files.append(`${running}/metrics/loss`, 'n 21\n');
	read();
	assert.equal(run.aggregate('loss', 'nonfinite'), 1);
	files.write(`${running}/tags/mlflow.note.content`, 'seen');
	const meta = Buffer.from(files.readWhole(`${running}/meta.yaml`, 1e6)!).toString();
	files.write(
		`${running}/meta.yaml`,
		meta.replace('status: 1', 'status: 4').replace('end_time: null', 'end_time: 1795222400000'),
	);
	read();
	assert.equal(run.learnt.outcome?.status, 'failed');
	assert.equal(run.learnt.endedAtMs, 1_795_222_400_000);
	assert.deepEqual(run.learnt.notes, ['seen']);
	assert.ok(source.watched().includes(`${running}/metrics/.`));
	assert.deepEqual(run.problems, []);
});

test('a file that was not written is not opened again', () => {
	const files = loadFixture('mlflow');
	const {read} = follow(files, machine);
	files.touched.length = 0;
	read();
	assert.deepEqual(files.touched, []);
});

test('lines of every age; those that are no points are left out and said once', () => {
	const files = loadFixture('mlflow');
	files.write(`${running}/metrics/loss`, '1000 1.5\n2000 -inf 1\n3000 1e-3 2 train abc\nnonsense\n4000 x 3\n5000 2 nan\n\n');
	const {run} = follow(files, running);
	assert.deepEqual(run.points('loss'), [
		[0, 1.5],
		[1, Number.NEGATIVE_INFINITY],
		[2, 0.001],
	]);
	assert.equal(run.problems.length, 1);
});

test('times before 1.0 are seconds, where lines have no step', () => {
	const files = loadFixture('mlflow');
	files.write(`${running}/metrics/loss`, '1560000000 1.5\n1560000001 1\n');
	const {run} = follow(files, running);
	assert.deepEqual(run.walls('loss'), [1_560_000_000_000, 1_560_000_001_000]);
});

test('a parameter that was seen before it had a value gets it', () => {
	const files = loadFixture('mlflow').write(`${running}/params/seed`, '');
	const {read, run} = follow(files, running);
	assert.equal(run.learnt.config.seed, '');
	files.append(`${running}/params/seed`, '7');
	read();
	assert.equal(run.learnt.config.seed, '7');
});

test('a description that is half written keeps its last good state', () => {
	const files = loadFixture('mlflow');
	const {read, run} = follow(files, running);
	files.write(`${running}/meta.yaml`, '');
	read();
	assert.equal(run.learnt.name, 'still running');
});

test('a metric that was rewritten is read anew', () => {
	const files = loadFixture('mlflow');
	const {read, run} = follow(files, running);
	files.write(`${running}/metrics/loss`, '1795222300000 9 0\n');
	read();
	assert.deepEqual(run.points('loss'), [[0, 9]]);
});

test('nonsense in any file stops nothing', () => {
	const random = seededRandom(42);
	const names = [
		'meta.yaml',
		'metrics/loss',
		'params/lr',
		'tags/mlflow.runName',
		'inputs/408c8a09ecb15fca6afbd23b1befb816/meta.yaml',
	];
	const place = baseline.slice(baseline.lastIndexOf('/'));
	for (let round = 0; round < 200; round++) {
		const files = loadFixture(baseline.slice(1));
		const name = `${place}/${names[round % names.length]}`;
		const bytes = Buffer.from(files.readWhole(name, 1e6)!);
		for (let flips = random(6); flips >= 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		files.write(name, bytes.subarray(0, random(3) === 0 ? random(bytes.length) : bytes.length));
		readDirectory(mlflow, place, files);
	}
});

test('who wrote a run is told by its program, where its source is one', () => {
	const programOf = (source: string, type: string) => {
		const files = loadFixture('mlflow');
		files.write(`${running}/tags/mlflow.source.name`, source).write(`${running}/tags/mlflow.source.type`, type);
		return [...readDirectory(mlflow, running, files).values()][0]!.learnt.writer.python?.program;
	};
	assert.equal(programOf('train.py', 'LOCAL'), 'train.py');
	assert.equal(programOf('/venv/bin/train', 'LOCAL'), '/venv/bin/train');
	assert.equal(programOf('/home/ada/project', 'PROJECT'), null, 'its entry point may run anything');
	assert.equal(programOf('resnet, third try', 'LOCAL'), null, 'a person wrote it');
});

test('the place of a project is no command that would start it again', () => {
	const files = loadFixture('mlflow');
	files.write(`${running}/tags/mlflow.source.name`, 'file:///home/ada/project');
	files.write(`${running}/tags/mlflow.source.type`, 'PROJECT');
	const {learnt} = [...readDirectory(mlflow, running, files).values()][0]!;
	assert.equal(learnt.command, null);
	assert.equal(learnt.extra.source, 'file:///home/ada/project');
});

test('a point of a data set whose name has blanks is one; two points in one line are none', () => {
	const files = loadFixture('mlflow');
	const lines = ['1700000000000 0.5 1 train set 300830b9', '1700000001000 0.4 2 1700000002000 0.3 3 300830b9'];
	files.write(`${running}/metrics/loss`, `${lines.join('\n')}\n`);
	assert.deepEqual(follow(files, running).run.points('loss'), [[1, 0.5]]);
});
