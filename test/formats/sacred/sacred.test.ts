import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sacred} from '../../../source/formats/sacred/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const fixture = () => loadFixture('sacred/runs');
const runs = readTree(sacred, fixture(), '/runs');

test('each run’s end is what Sacred recorded', () => {
	const outcomes = [...runs].map(([name, {learnt}]) => [name, learnt.outcome?.status ?? null]);
	assert.deepEqual(Object.fromEntries(outcomes), {
		1: 'finished',
		2: 'finished',
		3: 'failed',
		4: 'stopped',
		5: 'finished',
		6: 'queued',
		8: null,
		9: 'finished',
	});
});

test('reads times as UTC, names, parameters, notes, result and command', () => {
	const {learnt} = runs.get('2')!;
	assert.equal(learnt.id, '2');
	assert.equal(learnt.name, 'mnist größe');
	assert.equal(learnt.startedAtMs, Date.UTC(2026, 10, 21, 0, 55, 23, 99));
	assert.equal(learnt.endedAtMs, Date.UTC(2026, 10, 21, 0, 55, 24, 670));
	assert.equal(learnt.config.lr, 0.1);
	assert.deepEqual(learnt.notes, ['a comment: longer net']);
	assert.deepEqual(learnt.summary, {result: 0.93});
	assert.equal(learnt.sourceDigest, '0bc3bc9ff4312bacfe303d68182564aa');
	assert.deepEqual(learnt.command, {
		argv: ['python', 'train.py', '--comment=a comment: longer net', 'with', 'big', 'seed=42'],
		cwd: '/data/sacredproj',
	});
	assert.equal(learnt.logFiles[0], '/runs/2/cout.txt');
});

test('a command starts the same again: flags stay, and what would take an id or only print is left out', () => {
	const options = {
		'--debug': true,
		'--force': false,
		'--id': '7',
		'--queue': true,
		'--beat-interval': 20,
		'--name': null,
		COMMAND: 'evaluate',
		UPDATE: ['lr=0.1'],
		help: true,
	};
	const host = {os: ['Linux', 'Linux-6.1'], gpus: {driver_version: '1', gpus: [{model: 'A100'}, {model: 'T4'}]}};
	const files = new MemoryFiles()
		.write('/runs/1/config.json', '{}')
		.write(
			'/runs/1/run.json',
			JSON.stringify({experiment: {mainfile: 'ex.py'}, command: 'evaluate', heartbeat: '', meta: {options}, host}),
		);
	const {learnt} = follow(sacred, files, '/runs/1').run;
	assert.deepEqual(learnt.command?.argv, ['python', 'ex.py', '--debug', '--beat-interval=20', 'evaluate', 'with', 'lr=0.1']);
	assert.deepEqual([learnt.extra.GPU, learnt.extra.os], ['A100, T4', 'Linux-6.1']);
	assert.equal(learnt.writer.pulse?.limitMs, 65_000, 'three beats, and a moment');
});

test('reads points with their times, bare NaN and Infinity too', () => {
	const run = runs.get('1')!;
	assert.deepEqual(run.points('training.loss').at(-1), [11, 0.6707957202771927]);
	assert.equal(run.walls('no_step')[0], Date.UTC(2026, 10, 21, 0, 55, 0, 739));
	assert.equal(runs.get('5')!.aggregate('bad', 'nonfinite'), 12);
});

test('tells why a run failed, and that a killed one’s heartbeat stands still', () => {
	const failed = runs.get('3')!.learnt;
	assert.match(failed.error!, /RuntimeError: CUDA out of memory$/);
	assert.match(failed.outcome!.why, /CUDA out of memory/);
	const killed = runs.get('8')!.learnt;
	assert.equal(killed.recorded, 'RUNNING');
	assert.equal(killed.lastSignMs, Date.UTC(2026, 10, 21, 0, 57, 30, 716));
	assert.equal(killed.writer.pulse?.silent.status, 'crashed');
	assert.ok(killed.writer.pulse!.limitMs < 60_000);
});

const metric = (values: number[]) =>
	JSON.stringify(
		{
			loss: {
				steps: values.map((_, i) => i),
				timestamps: values.map((_, i) => `2026-11-21T00:00:0${i}.000001`),
				values,
			},
		},
		null,
		2,
	);

test('follows metrics.json, which is rewritten whole at each heartbeat', () => {
	const files = fixture();
	const path = '/runs/8/metrics.json';
	files.write(path, metric([3, 2]), {inPlace: true});
	const {run, read} = follow(sacred, files, '/runs/8');
	assert.equal(run.points('loss').length, 2);
	const whole = metric([3, 2, 1]);
	for (const half of ['', whole.slice(0, -20)]) {
		files.write(path, half, {inPlace: true});
		read();
		assert.equal(run.points('loss').length, 2);
		assert.deepEqual(run.problems, []);
	}
	files.write(path, whole, {inPlace: true});
	read();
	assert.deepEqual(run.points('loss'), [
		[0, 3],
		[1, 2],
		[2, 1],
	]);
	assert.equal(run.resets, 0);
});

test('met half written it gives the points that are there, and complains only when it stays so', () => {
	const files = fixture().write('/runs/8/metrics.json', metric([3, 2, 1]).slice(0, -25), {inPlace: true});
	const {run, read} = follow(sacred, files, '/runs/8');
	assert.deepEqual(run.points('loss')[0], [0, 3]);
	assert.equal(run.problems.length, 0);
	read();
	assert.match(run.problems[0]!.message, /metrics\.json ends too early/);
	files.write('/runs/8/metrics.json', metric([3, 2, 1]), {inPlace: true});
	read();
	assert.equal(run.points('loss').length, 3);
	assert.deepEqual(run.problems, []);
});

test('says at once that metrics are cut where the run is over', () => {
	const files = fixture();
	files.write('/runs/1/metrics.json', metric([3, 2, 1]).slice(0, -25), {inPlace: true});
	assert.match(follow(sacred, files, '/runs/1').run.problems[0]!.message, /ends too early/);
});

test('keeps what run.json said while that is rewritten', () => {
	const files = fixture();
	const {run, read} = follow(sacred, files, '/runs/8');
	files.write('/runs/8/run.json', '', {inPlace: true});
	read();
	assert.equal(run.learnt.recorded, 'RUNNING');
	assert.equal(run.learnt.name, 'mnist größe');
});

test('tuples are lists', () => {
	const files = fixture().write('/runs/8/config.json', '{"shape": {"py/tuple": [1, {"py/tuple": [2]}]}}');
	assert.deepEqual(follow(sacred, files, '/runs/8').run.learnt.config, {shape: [1, [2]]});
});

test('takes other directories with files of these names for no runs', () => {
	const files = fixture().write('/x/run.json', '{"id": 3, "loss": 1}').write('/x/config.json', '{}');
	assert.deepEqual(sacred.detect({path: '/x', entries: files.list('/x')}, files), []);
});

test('a message of several lines is told from its beginning', () => {
	const files = fixture();
	const fail_trace = [
		'Traceback (most recent call last):\n',
		'  File "/w/ex.py", line 3, in main\n    f()\n',
		'ValueError: bad\nmulti é\n',
	];
	const record = JSON.parse(Buffer.from(files.readWhole('/runs/3/run.json', 1e6)!).toString());
	files.write('/runs/3/run.json', JSON.stringify({...record, fail_trace}));
	const {learnt} = follow(sacred, files, '/runs/3').run;
	assert.equal(learnt.outcome?.why, 'run.json says FAILED: ValueError: bad');
	assert.match(learnt.error!, /bad\nmulti é$/);
});

test('a point without a value is none, and a number may be a text', () => {
	const files = fixture();
	const values = [null, '0.5', 0.25];
	const times = values.map((_, i) => `2026-11-21T00:56:0${i}`);
	files.write('/runs/1/metrics.json', JSON.stringify({loss: {steps: [0, 1, 2], values, timestamps: times}}));
	assert.deepEqual(readTree(sacred, files, '/runs').get('1')!.points('loss'), [
		[1, 0.5],
		[2, 0.25],
	]);
});
