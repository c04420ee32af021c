import assert from 'node:assert/strict';
import {test} from 'node:test';
import {clearml} from '../../../source/formats/clearml/index.ts';
import {zipOf} from '../../encodings/zip-writer.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow, readTree} from '../read-tree.ts';

const place = '/w/offline-0123456789abcdef0123456789abcdef';
const scalar = (value: number, iter: number, metric = 'loss', variant = 'train') => ({
	timestamp: 1_795_000_000_000 + iter,
	type: 'training_stats_scalar',
	iter,
	metric,
	variant,
	value,
});
const said = (msg: string, timestamp = 1_795_000_000_050) => ({timestamp, type: 'log', level: 'info', worker: 'node', msg});
const lineOf = (...requests: object[]): string => `${JSON.stringify(requests)}\n`;
const trace = 'Traceback (most recent call last):\n  File "/w/a.py", line 3, in <module>\n    b()\nOSError: no grapes';
const task = JSON.stringify({name: 'vines', hyperparams: {Args: {lr: {value: '0.1', type: 'float'}}}});
const begun = (): MemoryFiles =>
	new MemoryFiles().write(`${place}/task.json`, task).write(`${place}/metrics.jsonl`, lineOf(scalar(0.9, 1), scalar(0.8, 2)));

test('ClearML: what a real client left offline, in directories and archives', () => {
	const runs = readTree(clearml, loadFixture('clearml'), '/clearml');
	const named = new Map([...runs.values()].map(run => [run.learnt.name, run]));
	const ends = [...named].map(([name, {learnt}]) => [name, learnt.outcome?.status, learnt.error, learnt.writer.marksEnd]);
	assert.deepEqual(ends.sort(), [
		['merlot-fail', 'failed', 'ValueError: cork is broken', true],
		['merlot-kill', undefined, null, true],
		['merlot-ok', 'finished', null, true],
	]);
	const ok = named.get('merlot-ok')!;
	assert.deepEqual(ok.learnt.config, {
		amp: true,
		epochs: 6,
		layers: [16, 8],
		lr: 0.05,
		none: null,
		note: 'true',
		optimizer: {name: 'sgd'},
		seed: '1152921504606846977',
		width: 7,
		Model: {depth: 3},
	});
	assert.deepEqual(ok.points('loss/train').at(-1), [5, 0.2865]);
	assert.deepEqual(ok.walls('loss/train')[0], 1_795_982_178_044);
	assert.deepEqual(ok.points('acc/val'), [
		[1, 0.2212],
		[3, 0.5276],
		[5, 0.7135],
	]);
	assert.deepEqual(ok.points('lone'), [[3, 2.5]], 'a curve that is called like its title');
	assert.deepEqual(ok.learnt.summary, {best: 0.93});
	assert.deepEqual([ok.learnt.group, ok.learnt.tags, ok.learnt.notes], ['cellar/wine', ['red', 'young'], ['a small try']]);
	assert.deepEqual([ok.learnt.host, ok.learnt.command?.argv], ['vm', ['clearml_run.py']]);
	assert.match(ok.text, /^epoch 5 loss 0\.2865$/m);
	assert.equal(runs.size, 3, 'an archive beside its directory is the same run');
});

test('ClearML: points come as they are written, and the archive is the end', () => {
	const files = begun();
	const {run, read} = follow(clearml, files, place);
	assert.deepEqual([run.learnt.config, run.learnt.outcome], [{lr: 0.1}, null]);
	files.append(`${place}/metrics.jsonl`, lineOf(scalar(0.7, 3), scalar(40, 30, ':monitor:machine', 'cpu_usage')));
	read();
	assert.equal(run.points('loss/train').length, 3);
	assert.deepEqual([...run.system.keys()], ['cpu_usage']);
	files.write(`${place}.zip`, '');
	read();
	assert.equal(run.learnt.outcome?.status, 'finished');
});

test('ClearML: an error that the program went on from is no end', () => {
	const files = begun()
		.write(`${place}/log.jsonl`, lineOf(said(trace)))
		.write(`${place}.zip`, '');
	const {run, read} = follow(clearml, files, place);
	assert.deepEqual([run.learnt.outcome?.status, run.learnt.error], ['failed', 'OSError: no grapes']);
	files.append(`${place}/metrics.jsonl`, lineOf(scalar(0.5, 90)));
	read();
	assert.deepEqual([run.learnt.outcome?.status, run.learnt.error], ['finished', null]);
});

test('ClearML: any other task.json is none, and a moved session is one by what only ClearML writes', () => {
	const other = new MemoryFiles().write('/w/job/task.json', '{"name": "x"}').write('/w/job/metrics.jsonl', '');
	assert.deepEqual(clearml.detect({path: '/w/job', entries: other.list('/w/job')}, other), []);
	other.write('/w/job/task.json', '{"name": "x", "offline_folder": "/h/offline-1"}');
	assert.equal(clearml.detect({path: '/w/job', entries: other.list('/w/job')}, other).length, 1);
});

test('ClearML: an archive of something else is none, and one that was cut has not finished', () => {
	const path = '/w/offline-0123456789abcdef0123456789abcdef.zip';
	const files = new MemoryFiles().write(path, zipOf({'notes.txt': 'hello'}));
	assert.deepEqual(clearml.detect({path: '/w', entries: files.list('/w')}, files), []);
	files.write(path, zipOf({'task.json': task, 'log.jsonl': lineOf(said('done'))}).subarray(0, 60));
	const {run} = follow(clearml, files, '/w');
	assert.equal(run.learnt.outcome?.status, 'unknown');
	assert.match(run.problems[0]?.message ?? '', /^Cut or damaged/);
});
