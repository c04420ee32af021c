import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {visualDl} from '../../../source/formats/visualdl/index.ts';
import {MemoryFiles} from '../memory-files.ts';
import {follow} from '../read-tree.ts';

/** Written by visualdl 2.5: points, hyperparameters, a histogram and a text. */
const whole = new Uint8Array(readFileSync(path.resolve('test/fixtures/visualdl/vdlrecords.1795906311.log')));
const file = '/w/vdl/vdlrecords.1795906311.log';

test('the points and settings of VisualDL are read, whatever else lies between them', () => {
	const {run} = follow(visualDl, new MemoryFiles().write(file, whole), '/w/vdl');
	assert.deepEqual([...run.metrics.keys()], ['Train/loss', 'acc']);
	assert.deepEqual(
		run.points('Train/loss'),
		[0, 10, 20, 30, 40].map((step, i) => [step, Math.fround(1 / (i + 1))]),
	);
	assert.deepEqual(run.learnt.config, {lr: 0.1, bs: 32, opt: 'sgd'});
	assert.equal(run.walls('acc')[0], run.learnt.startedAtMs);
	assert.deepEqual(run.problems, []);
});

test('a file that grows is read on, a piece of a record at a time, and one that is damaged says where', () => {
	const files = new MemoryFiles().write(file, whole.slice(0, 70));
	const {run, read} = follow(visualDl, files, '/w/vdl');
	assert.deepEqual(run.points('acc'), []);
	files.append(file, whole.slice(70, 200));
	read();
	assert.deepEqual(run.points('acc').length, 2);
	files.append(file, whole.slice(200));
	read();
	assert.deepEqual(run.points('acc').length, 5);
	const broken = whole.slice();
	broken.fill(0xff, 100, 140);
	const damaged = follow(visualDl, new MemoryFiles().write(file, broken), '/w/vdl').run;
	assert.match(damaged.problems[0]?.message ?? '', /^Damaged at byte \d+/);
});

test('a run that has only begun is there before anything is written', () => {
	const files = new MemoryFiles().write(file, '');
	const {run, read} = follow(visualDl, files, '/w/vdl');
	files.append(file, whole);
	read();
	assert.equal(run.points('acc').length, 5);
});

test('a text of that name is none of its files', () => {
	const files = new MemoryFiles().write(file, 'epoch 1 loss 0.5\nepoch 2 loss 0.25\n');
	assert.deepEqual(visualDl.detect({path: '/w/vdl', entries: files.list('/w/vdl')}, files), []);
});
