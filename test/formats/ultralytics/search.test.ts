import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ultralytics} from '../../../source/formats/ultralytics/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

test('each row of a search is a trial with its settings and its fitness, and no epoch of a training', () => {
	const path = '/runs/detect/tune/tune_results.csv';
	const files = new MemoryFiles().write(path, 'fitness,lr0,momentum\n0.5,0.01,0.9\n0.6,0.012,0.91\n');
	const listing = {path: '/runs/detect/tune', entries: files.list('/runs/detect/tune')};
	const [claim, ...others] = ultralytics.detect(listing, files);
	assert.deepEqual([claim?.path, claim?.ownsFiles, others], [path, true, []]);
	const source = ultralytics.open(claim!, files);
	const collected = new Collected();
	readAll(source, collected);
	files.append(path, '0.7,0.013,0.92\n0.8,');
	readAll(source, collected);
	assert.equal(collected.runs.size, 3);
	const {learnt, metrics} = collected.run('2');
	assert.deepEqual(
		[learnt.name, learnt.group, learnt.config, learnt.summary, learnt.outcome?.status, metrics.size],
		['trial 2', 'tune', {lr0: 0.012, momentum: 0.91}, {fitness: 0.6}, 'finished', 0],
	);
});

test('a trial of a search that kept its trainings is the training beside it that had its settings, in the order of their numbers', () => {
	const path = '/runs/detect/tune/tune_results.csv';
	const files = new MemoryFiles().write(path, 'fitness,lr0,scale\n0.5,0.01,0.5\n0.6,0.012,0.5\n0.4,0.02,0.5\n0.5,0.01,0.5\n');
	const given = {train: [0.01, 0.5], train2: [0.01, 0.5], train3: [0.012, 0.5], train10: [0.01, 0.5]};
	for (const [name, [lr, scale]] of Object.entries(given))
		files.write(`/runs/detect/${name}/args.yaml`, `task: detect\nmode: train\nlr0: ${lr}\nscale: ${scale}\n`);
	const [claim] = ultralytics.detect({path: '/runs/detect/tune', entries: files.list('/runs/detect/tune')}, files);
	const collected = new Collected();
	readAll(ultralytics.open(claim!, files), collected);
	assert.deepEqual(
		[...collected.runs.values()].map(({learnt}) => learnt.partOf),
		['/runs/detect/train2', '/runs/detect/train3', null, '/runs/detect/train10'],
	);
});

test('a training by the defaults is no trial of a search that cleared its own away', () => {
	const path = '/runs/detect/tune/tune_results.csv';
	const files = new MemoryFiles().write(path, 'fitness,lr0\n0.5,0.01\n0.6,0.012\n0.7,0.015\n');
	for (const [name, lr] of [['train', 0.01] as const, ['train4', 0.015] as const])
		files.write(`/runs/detect/${name}/args.yaml`, `mode: train\nlr0: ${lr}\n`);
	const [claim] = ultralytics.detect({path: '/runs/detect/tune', entries: files.list('/runs/detect/tune')}, files);
	const collected = new Collected();
	readAll(ultralytics.open(claim!, files), collected);
	assert.deepEqual(
		[...collected.runs.values()].map(({learnt}) => learnt.partOf),
		[null, null, '/runs/detect/train4'],
	);
});

test('a trial whose fitness is NaN is one, and so is a row without a line end; an empty line is nothing', () => {
	const path = '/tune/tune_results.csv';
	const files = new MemoryFiles().write(path, 'fitness,lr0,momentum\n0.5,0.01,0.9\nnan,0.012,\n\nx,1,2\n0.7,0.013,0.92');
	files.nowMs += 60_000;
	const [claim] = ultralytics.detect({path: '/tune', entries: files.list('/tune')}, files);
	const collected = new Collected();
	readAll(ultralytics.open(claim!, files), collected);
	const told = [...collected.runs.values()].map(({learnt}) => [learnt.summary.fitness, learnt.config]);
	assert.deepEqual(told, [
		[0.5, {lr0: 0.01, momentum: 0.9}],
		[Number.NaN, {lr0: 0.012}],
		[0.7, {lr0: 0.013, momentum: 0.92}],
	]);
	assert.match(JSON.stringify(collected.problems), /holds a row that is none of a trial/);
});
