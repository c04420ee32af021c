import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {FileTree} from '../tree.ts';

const one = 'test/fixtures/mlflow-one/mlflow.db';
const two = 'test/fixtures/mlflow-first/store.db';

/** A job of Hydra; its log begins at a moment, where one is given. */
function makeJob(context: TestContext, store: string | null, logBegins: string | null = null): string {
	const {root} = new FileTree(context).writeAll('job', {
		'.hydra/config.yaml': 'lr: 0.1\n',
		'.hydra/hydra.yaml': 'hydra:\n  job:\n    name: train\n',
		'.hydra/overrides.yaml': '- lr=0.1\n',
		...(logBegins !== null && {'train.log': `[${logBegins},000][train][INFO] - begins\n`}),
	});
	if (store !== null) cpSync(store, path.join(root, 'job', 'mlflow.db'));
	return root;
}

const rowsOf = (engine: Engine) =>
	[...engine.registry.runs.values()].map(makeRow).map(({dir, formats: all, parent}) => [dir, all.join('+'), parent !== null]);
const rowsIn = (root: string) => rowsOf(scanOnce([root], nodeFiles, formats));

test('the only run of a database in the directory of a job is the job, as one of the file store is', context => {
	const engine = scanOnce([makeJob(context, one)], nodeFiles, formats);
	assert.deepEqual(rowsOf(engine), [['job', 'hydra+mlflow', false]]);
	const [run] = engine.registry.runs.values();
	const row = makeRow(run!);
	assert.deepEqual([row.name, row.status, row.complete], ['lr=0.1', 'finished', true]);
	assert.ok(run!.metrics.size > 0);
	assert.equal(row.told?.[1]?.place, 'mlflow.db');
});

test('several runs of a database stay runs of their own, below the job', context => {
	assert.deepEqual(rowsIn(makeJob(context, two)), [
		['job', 'hydra', false],
		['job/mlflow.db', 'mlflow', true],
		['job/mlflow.db', 'mlflow', true],
	]);
});

test('a run that was over long before the job began is another one', context => {
	assert.equal(rowsIn(makeJob(context, one, '2026-11-27 18:00:00')).length, 1);
	assert.deepEqual(rowsIn(makeJob(context, one, '2026-12-05 00:00:00')), [
		['job', 'hydra', false],
		['job/mlflow.db', 'mlflow', true],
	]);
});

test('of two stores in the directory of a job the run of one alone is the job', context => {
	const run_id = 'ab12'.repeat(8);
	const root = makeJob(context, one);
	const meta = [
		'artifact_uri: x',
		'experiment_id: "0"',
		'lifecycle_stage: active',
		`run_id: ${run_id}`,
		'run_name: own',
		'status: 3',
	];
	mkdirSync(path.join(root, 'job/mlruns/0', run_id, 'params'), {recursive: true});
	writeFileSync(path.join(root, 'job/mlruns/0', run_id, 'meta.yaml'), [...meta, 'start_time: 1764204000000', ''].join('\n'));
	assert.deepEqual(rowsIn(root), [
		['job', 'hydra+mlflow', false],
		['job/mlflow.db', 'mlflow', true],
	]);
});

test('a database outside of any run’s directory lists its run by itself', context => {
	const root = makeJob(context, null);
	cpSync(one, path.join(root, 'mlflow.db'));
	assert.deepEqual(rowsIn(root).sort(), [
		['job', 'hydra', false],
		['mlflow.db', 'mlflow', false],
	]);
});

test('a second run in the database makes runs of their own of both', context => {
	const root = makeJob(context, one);
	const engine = new Engine(nodeFiles, formats);
	const follow = () => {
		for (const handle of engine.registry.handles.values()) if (handle.hasChanged()) handle.dirty = true;
		while (!engine.work(() => false));
		engine.judge(Date.now());
	};
	engine.start([root]);
	follow();
	assert.deepEqual(rowsOf(engine), [['job', 'hydra+mlflow', false]]);
	cpSync(two, path.join(root, 'job', 'mlflow.db'));
	follow();
	const parted = [
		['job', 'hydra', false],
		['job/mlflow.db', 'mlflow', true],
		['job/mlflow.db', 'mlflow', true],
	];
	assert.deepEqual(rowsOf(engine), parted);
	appendFileSync(path.join(root, 'job', 'train.log'), 'more\n');
	engine.rescan();
	follow();
	assert.deepEqual(rowsOf(engine).slice(0, 3), parted, 'and so they stay');
});
