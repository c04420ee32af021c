import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {readAggregate} from '../../../source/core/row.ts';
import {runToJson} from '../../../source/core/run-json.ts';
import {Engine} from '../../../source/engine/engine.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {metricWords} from '../../../source/engine/model/told.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';

/** The run of a tree with one run of flexlock, from what its run.lock says of settings and result. */
function readRun(context: TestContext, said: string) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-results-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const directory = path.join(root, 'results/one');
	mkdirSync(directory, {recursive: true});
	writeFileSync(path.join(directory, 'run.lock'), `timestamp: '2026-01-01T00:00:00+00:00'\nfingerprint: ab\n${said}`);
	writeFileSync(path.join(directory, 'run.complete'), '{"ts": "2026-01-01T00:01:00+00:00", "version": 1}');
	return readTree(root);
}

function readTree(root: string) {
	const engine = new Engine(nodeFiles, formats, Date.now);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	return [...engine.registry.runs.values()][0]!;
}

test('which way a returned number is better is as the tracker says', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-results-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	mkdirSync(path.join(root, 'widths/trial_1'), {recursive: true});
	const metrics = {metrics: {gain: {direction: 'min', observations: [{value: [0.5], step: 2}]}}};
	const trial = {trial_id: '1', hyperparameters: {space: [], values: {}}, metrics, score: 0.5, status: 'COMPLETED'};
	writeFileSync(path.join(root, 'widths/trial_1/trial.json'), JSON.stringify(trial));
	assert.deepEqual(makeRow(readTree(root)).goals, {gain: 'down'});
});

test('what a run returned can be asked for like a metric, and is no curve; what it was given is left out', context => {
	const result =
		'result:\n  loss: 0.5\n  lr: 0.1\n  val:\n    acc: .nan\n  list: [1, 2]\n  ok: true\n  a/b: 1.5\n  a:\n    b: 2.5\n';
	const run = readRun(context, `config:\n  lr: 0.1\n${result}`);
	const row = makeRow(run);
	assert.deepEqual(row.metrics.names, ['loss', 'val/acc', 'a/b']);
	assert.deepEqual(row.hidden, ['loss', 'val/acc', 'a/b']);
	const {metrics} = runToJson(row, run.facts, [], Date.now()) as {metrics: Record<string, {first: unknown; last: unknown}>};
	assert.deepEqual(metrics.loss!.last, [null, 0.5]);
	assert.deepEqual(
		[metrics['val/acc']!.first, metrics['val/acc']!.last],
		[
			[null, 'NaN'],
			[null, 'NaN'],
		],
	);
	const read = (name: string) =>
		(['points', 'last', 'min', 'mean', 'lastStep', 'nan'] as const).map(of => readAggregate(row, name, of));
	assert.deepEqual(read('loss'), [1, 0.5, 0.5, 0.5, Number.NaN, 0]);
	assert.equal(read('a/b')[1], 1.5);
	assert.deepEqual(read('val/acc'), [1, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 1]);
});

test('what a script saved of an evaluation after the training is a number of that run, and the best of its curve is none', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-results-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const state = {global_step: 2, max_steps: 2, best_metric: 0.9, log_history: [{step: 2, loss: 0.5}]};
	writeFileSync(path.join(root, 'trainer_state.json'), JSON.stringify(state));
	writeFileSync(path.join(root, 'eval_results.json'), JSON.stringify({epoch: 2, eval_loss: 0.25, loss: 0.75}));
	const engine = new Engine(nodeFiles, formats, Date.now);
	engine.start([root]);
	while (!engine.work(() => false));
	const row = makeRow([...engine.registry.runs.values()][0]!);
	assert.deepEqual(row.metrics.names, ['loss', 'eval_loss']);
	assert.deepEqual(row.hidden, ['eval_loss']);
	assert.equal(readAggregate(row, 'loss', 'last'), 0.5);
});

test('a number that a run returned under the name of a setting is its own unless it is that setting', context => {
	const settings = [
		'config:\n  loss: mse\n  epochs: 100\n  alpha: null\n  wd: "1e-4"\n  optim:\n    lr: 0.1\n    eps: 0.1\n',
		'result:\n  loss: 0.2\n  epochs: 37\n  alpha: 0.9\n  wd: 0.0001\n  lr: 0.10000000149011612\n',
		'  best:\n    lr: 0.1\n  kept:\n    optim:\n      eps: 0.1\n',
	];
	assert.deepEqual(makeRow(readRun(context, settings.join(''))).metrics.names, ['loss', 'epochs', 'alpha', 'best/lr']);
});

test('a returned text that is a number and nothing else counts as one, and that is said', context => {
	const said = "loss: '0.1'\n  n: '7'\n  bad: nan\n  low: '-inf'\n  e: '1e-05'\n  lr: '0.3'\n";
	const others =
		"  v: '1.2.3'\n  id: '007'\n  day: '2026-11-28'\n  b: 'True'\n  arr: '[1. 2.]'\n  long: '12345678901234567890'\n";
	const run = readRun(context, `config:\n  lr: 0.3\nresult:\n  ${said}${others}`);
	const row = makeRow(run);
	assert.deepEqual(
		row.metrics.names.map(name => [name, readAggregate(row, name, 'last')]),
		[
			['loss', 0.1],
			['n', 7],
			['bad', Number.NaN],
			['low', Number.NEGATIVE_INFINITY],
			['e', 1e-5],
		],
	);
	assert.deepEqual(
		metricWords(run).map(([name]) => name),
		row.metrics.names,
	);
	assert.deepEqual(metricWords(run)[0], ['loss', 'taken for a number: the run returned the text "0.1"']);
	assert.equal(run.facts.summary.loss, '0.1', 'what it returned stays what it is');
});
