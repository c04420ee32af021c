import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Json} from '../../../source/core/run.ts';
import {lockOf, mergeResults, pipelineOf, readValues} from '../../../source/formats/dvc/pipeline.ts';

test('results are the files that a pipeline names within the project, by whichever way', () => {
	const metricsOf = (...metrics: Json[]) => pipelineOf({metrics}).metrics;
	assert.deepEqual(metricsOf('a.json', './b.json', 'out//c.json', 'out/../d.json', 'a.json', {'e.json': {cache: false}}), [
		'a.json',
		'b.json',
		'out/c.json',
		'd.json',
		'e.json',
	]);
	assert.deepEqual(metricsOf('../up.json', 'a/../../up.json', '/abs.json', `out/\${item}.json`, '.', 7), []);
	assert.deepEqual(metricsOf('out/..x.json', '.hidden/y.json'), ['out/..x.json', '.hidden/y.json']);
	const stages = {fit: {wdir: 'sub', metrics: ['a.json', '../b.json']}, test: {metrics: [{'c.json': null}]}, plain: {}};
	assert.deepEqual(pipelineOf({stages, metrics: ['d.json'], params: ['p.yaml', '../q.yaml']}), {
		stages: ['fit', 'test', 'plain'],
		metrics: ['sub/a.json', 'b.json', 'c.json', 'd.json'],
		params: ['p.yaml'],
	});
	assert.deepEqual(pipelineOf({stages: 'none', metrics: 'a.json'}), {stages: [], metrics: [], params: []});
});

test('a lock tells the commands and settings of stages, in the form of DVC 1 too', () => {
	const stages = {fit: {cmd: 'python fit.py', params: {'params.yaml': {lr: 0.1, 'net.depth': 4}}}, test: {params: null}};
	const lock = {commands: {fit: 'python fit.py'}, settings: {lr: 0.1, 'net.depth': 4}};
	assert.deepEqual([lockOf({schema: '2.0', stages}), lockOf(stages)], [lock, lock]);
});

test('values are read from JSON and YAML alone; results of several files keep the names of these where they are alike', () => {
	const read = (path: string, text: string) => readValues(path, Buffer.from(text), 'results').value;
	assert.deepEqual(
		[read('a.json', '{"auc": 0.5}'), read('a.yaml', 'auc: 0.5\n'), read('a.YML', 'auc: 0.5\n'), read('a.csv', '{"auc": 0.5}')],
		[{auc: 0.5}, {auc: 0.5}, {auc: 0.5}, null],
	);
	const fault = (path: string, bytes: string | Uint8Array) => readValues(path, Buffer.from(bytes), 'settings').fault;
	assert.deepEqual(
		[fault('dvc.lock', "schema: '2.0'\nsta"), fault('dvc.lock', ''), fault('p.yaml', new Uint8Array(30)), fault('p.yaml', '')],
		['ends too early, at byte 17', 'is empty', 'holds nothing but zero bytes', null],
	);
	const merged = (...files: [string, Record<string, number>][]) => mergeResults(new Map(files));
	assert.deepEqual(merged(['a.json', {auc: 1}], ['b.json', {f1: 2}]), {auc: 1, f1: 2});
	assert.deepEqual(merged(['out/a.json', {auc: 1}], ['b.json', {auc: 2, f1: 3}]), {'out/a': {auc: 1}, b: {auc: 2, f1: 3}});
});
