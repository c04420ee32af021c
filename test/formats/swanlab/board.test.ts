import assert from 'node:assert/strict';
import {test} from 'node:test';
import {swanlab} from '../../../source/formats/swanlab/index.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const fixture = () => loadFixture('swanlab-board/swanlog');
const [failed, killed, finished] = [
	'run-20261126_184508-cd56375c',
	'run-20261126_184509-94d71be5',
	'run-20261126_184515-8015392b',
] as const;

test('reads the runs of SwanLab 0.5, of which a database for all of them tells names, times and ends', () => {
	const runs = readTree(swanlab, fixture(), '/swanlog');
	assert.deepEqual([...runs.keys()].sort(), [failed, killed, finished]);
	const {learnt} = runs.get(finished)!;
	assert.equal(learnt.name, 'name exit');
	assert.equal(learnt.id, '8015392b');
	assert.deepEqual(learnt.notes, ['desc exit']);
	assert.deepEqual(learnt.config, {lr: 0.1, n: {a: [1, 2]}});
	assert.equal(learnt.extra.project, 'projx');
	assert.equal(Math.floor(learnt.startedAtMs!), Date.UTC(2026, 10, 26, 18, 45, 15, 154));
	assert.deepEqual(learnt.outcome, {status: 'finished', why: 'recorded as finished on the board'});
	assert.deepEqual([...runs.get(finished)!.metrics.keys()], ['loss', 'val/acc']);
	assert.deepEqual(runs.get(finished)!.points('val/acc').at(-1), [39, 0.65]);
	assert.equal(runs.get(killed)!.learnt.outcome, null);
	assert.equal(runs.get(killed)!.points('loss').length, 40);
});

test('a run that the board calls finished although it died of an exception has failed', () => {
	const {learnt} = readTree(swanlab, fixture(), '/swanlog').get(failed)!;
	assert.equal(learnt.outcome?.status, 'failed');
	assert.match(learnt.error ?? '', /Traceback|COMMIT/);
});

test('points whose names come to the board later get them', () => {
	const files = fixture();
	const board = '/swanlog/runs.swanlab';
	const bytes = files.readWhole(board, 1e6)!;
	files.write(board, new Uint8Array(0));
	const {run, read} = follow(swanlab, files, `/swanlog/${killed}`);
	assert.deepEqual([...run.metrics.keys()], ['logs/0', 'logs/1']);
	files.write(board, bytes);
	read();
	assert.deepEqual([...run.metrics.keys()], ['loss', 'val/acc']);
	assert.equal(run.points('loss').length, 40);
});

test('a run without a log of its own is told from one of wandb by what wandb has nowhere', () => {
	const place = '/x/run-20261121_003418-abc123';
	const claims = (name: string) => {
		const files = new MemoryFiles().write(`${place}/files/config.yaml`, '').write(name, '');
		return swanlab.detect({path: place, entries: files.list(place)}, files).length;
	};
	const own = ['console/error.log', 'media/0.png', 'debug/debug.log', 'files/swanlab-metadata.json'].map(
		name => `${place}/${name}`,
	);
	for (const name of [...own, '/x/runs.swanlab']) assert.equal(claims(name), 1, name);
	for (const name of ['logs/debug.log', 'tmp/code/a.py', 'run-abc123.wandb']) assert.equal(claims(`${place}/${name}`), 0, name);
});

test('points that are no finite numbers are words in the files of a metric, and other texts are no points', () => {
	const files = fixture();
	const path = `/swanlog/${killed}/logs/0/1000.log`;
	const line = (index: number, data: string) =>
		`{"index": ${index}, "data": ${data}, "create_time": "2026-11-26T18:45:10.0+00:00"}\n`;
	files.write(path, ['1.5', '"NaN"', '"INF"', '"-INF"', '"a.png"', '["a.png"]', '2.5'].map((data, i) => line(i, data)).join(''));
	const run = readTree(swanlab, files, '/swanlog').get(killed)!;
	assert.deepEqual(run.points('loss'), [
		[0, 1.5],
		[1, Number.NaN],
		[2, Number.POSITIVE_INFINITY],
		[3, Number.NEGATIVE_INFINITY],
		[6, 2.5],
	]);
});

test('points of SwanLab 0.2 are one JSON object for each metric, in UTC, once that is whole', () => {
	const points = [0, 1].map(index => ({index, data: 0.5 - index / 4, create_time: `2026-03-01T10:00:0${index}.500000`}));
	const text = JSON.stringify({create_time: '2026-03-01T10:00:00', update_time: '2026-03-01T10:00:01', data: points});
	const run = '/swanlog/run-20260301_180000-c0ffee00';
	const place = `${run}/logs/val%20loss/1000.json`;
	const files = new MemoryFiles()
		.write('/swanlog/runs.swanlab', fixture().readWhole('/swanlog/runs.swanlab', 1e6)!)
		.write(`${run}/files/swanlab-metadata.json`, '{}')
		.write(place, text.slice(0, -9));
	const {run: learnt, read} = follow(swanlab, files, run);
	assert.equal(learnt.metrics.size, 0);
	files.write(place, text);
	read();
	assert.deepEqual(learnt.points('logs/val%20loss'), [
		[0, 0.5],
		[1, 0.25],
	]);
	assert.equal(learnt.learnt.lastSignMs, Date.UTC(2026, 2, 1, 10, 0, 1, 500));
});

test('what the hook of SwanLab 0.2 wrote of an error is told as Python prints it; a break from the keyboard is a stop', () => {
	const run = '/swanlog/run-20260301_180000-c0ffee00';
	const learn = (error: string) => {
		const places =
			'  File "train.py", line 9, in <module>\n    fit()\n\n  File "train.py", line 4, in fit\n    raise ValueError(text)\n\n\n\n';
		const files = new MemoryFiles()
			.write('/swanlog/runs.swanlab', fixture().readWhole('/swanlog/runs.swanlab', 1e6)!)
			.write(`${run}/files/swanlab-metadata.json`, '{}')
			.write(`${run}/console/error.log`, `2026-03-01 18:00:09.5\n${error}\n${places}`);
		return follow(swanlab, files, run).run.learnt;
	};
	const failed = learn(`<class 'ValueError'>\nValueError("the shape is (3, 4)")`);
	assert.equal(failed.error?.split('\n').at(-1), 'ValueError: the shape is (3, 4)');
	assert.deepEqual(failed.outcome, {status: 'failed', why: 'console/error.log: ValueError: the shape is (3, 4)'});
	assert.match(learn(`<class 'OSError'>\nOSError(2, 'no file')`).error ?? '', /\nOSError: 2, 'no file'$/);
	assert.match(learn(`<class 'KeyError'>\nKeyError('a', 'it\\'s')`).error ?? '', /\nKeyError: 'a', 'it\\'s'$/);
	assert.equal(learn("<class 'KeyboardInterrupt'>\nKeyboardInterrupt()").outcome?.status, 'stopped');
});
