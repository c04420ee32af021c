import assert from 'node:assert/strict';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {scanOnce} from '../../source/engine/headless.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {makeRoot} from './live-session.ts';

function makeTree(context: TestContext, logged: string): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
		writeFileSync(path.join(root, file), text);
	};
	write('results/train/xtui-run.json', JSON.stringify({xtui: 1, id: 'train', name: 'train', config: {lr: 0.1}}));
	write('results/train/metrics.jsonl', '{"step": 1, "loss": 2}\n');
	const id = '0123456789abcdef0123456789abcdef';
	write('mlruns/0/meta.yaml', 'experiment_id: "0"\nname: Default\nlifecycle_stage: active\n');
	write(
		`mlruns/0/${id}/meta.yaml`,
		`run_id: ${id}\nrun_name: kite\nstatus: 3\nstart_time: 1760000000000\nlifecycle_stage: active\n`,
	);
	write(`mlruns/0/${id}/metrics/acc`, '1760000001000 0.5 1\n');
	write(`mlruns/0/${id}/tags/flexlock.dir`, logged);
	return root;
}

const scan = (root: string) => [...scanOnce([root], nodeFiles, formats).registry.runs.values()];

test('a run that was logged to MLflow too is one row, which says both and has the metrics of both', context => {
	const runs = scan(makeTree(context, 'results/train'));
	assert.deepEqual(
		runs.map(({dir}) => dir),
		['results/train'],
	);
	assert.deepEqual(runs[0]!.formats, ['xtui', 'mlflow']);
	assert.deepEqual([...runs[0]!.metrics.keys()].sort(), ['acc', 'loss']);
	assert.equal(runs[0]!.facts.name, 'train');
});

test('of a run that was logged to MLflow more than once the newest values have the plain name, whatever their ids are', context => {
	const root = makeTree(context, 'results/train');
	for (const [id, second, value] of [
		['f'.repeat(32), 20, 0.9],
		['5'.repeat(32), 10, 0.7],
	] as const) {
		const place = path.join(root, 'mlruns/0', id);
		for (const below of ['metrics', 'tags']) mkdirSync(path.join(place, below), {recursive: true});
		const meta = `run_id: ${id}\nrun_name: kite\nstatus: 3\nstart_time: ${1_760_000_000_000 + second * 1000}\nlifecycle_stage: active\n`;
		writeFileSync(path.join(place, 'meta.yaml'), meta);
		writeFileSync(path.join(place, 'metrics/acc'), `${1_760_000_001_000 + second * 1000} ${value} 1\n`);
		writeFileSync(path.join(place, 'tags/flexlock.dir'), 'results/train');
	}
	const [run, ...others] = scan(root);
	const last = [...run!.metrics].map(([name, series]) => [name, series.lastValue]);
	assert.equal(others.length, 0);
	assert.deepEqual(Object.fromEntries(last), {loss: 2, acc: 0.9, '55555555/acc': 0.7, '01234567/acc': 0.5});
});

test('the script that logged a run to MLflow is not what a restart of the run would start', context => {
	const root = makeTree(context, 'results/train');
	const id = '0123456789abcdef0123456789abcdef';
	writeFileSync(path.join(root, `mlruns/0/${id}/tags/mlflow.source.name`), 'log-it.py');
	writeFileSync(path.join(root, `mlruns/0/${id}/tags/mlflow.source.type`), 'LOCAL');
	const [run, ...others] = scan(root);
	assert.deepEqual([others.length, run!.facts.command], [0, null]);
});

test('a run within the directory of another one is found by its link at the first look', context => {
	const root = makeTree(context, 'outer/first');
	for (const [directory, id] of [
		['outer', 'a'],
		['outer/first', 'b'],
		['outer/second', 'c'],
	] as const) {
		mkdirSync(path.join(root, directory), {recursive: true});
		writeFileSync(path.join(root, directory, 'xtui-run.json'), JSON.stringify({xtui: 1, id, name: id}));
		writeFileSync(path.join(root, directory, 'metrics.jsonl'), '{"step": 1, "loss": 0.5}\n');
	}
	const found = scan(root).map(({dir, formats: own}) => `${dir}: ${own.join()}`);
	assert.ok(found.includes('outer/first: xtui,mlflow'), found.join('; '));
});

test('an absolute path from before the tree was moved still finds its run', context => {
	assert.equal(scan(makeTree(context, '/home/somebody/project/results/train')).length, 1);
});

test('a run whose other half is not there is listed by itself', context => {
	assert.equal(scan(makeTree(context, 'results/other')).length, 2);
});

test('of what a logging that was superseded says of itself nothing is said of the run', context => {
	const root = makeTree(context, 'results/train');
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(root, 'mlruns/0', file)), {recursive: true});
		writeFileSync(path.join(root, 'mlruns/0', file), text);
	};
	const [first, second] = ['a'.repeat(32), '0123456789abcdef0123456789abcdef'];
	write(`${second}/tags/flexlock.status`, 'active');
	write(`${second}/tags/flexlock.supersedes`, first);
	write(
		`${first}/meta.yaml`,
		`run_id: ${first}\nrun_name: kite\nstatus: 3\nstart_time: 1750000000000\nlifecycle_stage: active\n`,
	);
	write(`${first}/metrics/acc`, '1750000001000 0.25 1\n');
	for (const [tag, text] of Object.entries({dir: 'results/train', status: 'deprecated', superseded_by: second}))
		write(`${first}/tags/flexlock.${tag}`, text);
	const [run, ...others] = scan(root);
	assert.equal(others.length, 0);
	assert.deepEqual([...run!.facts.tags].sort(), [
		'flexlock.dir=results/train',
		'flexlock.status=active',
		`flexlock.supersedes=${first}`,
	]);
	assert.deepEqual(run!.facts.marks, []);
	assert.deepEqual([...run!.metrics.keys()].sort(), ['aaaaaaaa/acc', 'acc', 'loss']);
});

/** A run of naga, or of flexlock since it has fingerprints, without a mark of its end, that was logged to MLflow twice. */
function makeLogged(context: TestContext, lock: string): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
		writeFileSync(path.join(root, file), text);
	};
	write('results/train/run.lock', `${lock}config:\n  save_dir: results/train\n`);
	write('mlruns/0/meta.yaml', 'experiment_id: "0"\nname: Default\nlifecycle_stage: active\n');
	const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];
	for (const [id, startMs, earlier] of [
		[first, 1760000000000, ''],
		[second, 1760000100000, first],
	] as const) {
		const place = `mlruns/0/${id}`;
		const times = `start_time: ${startMs}\nend_time: ${startMs + 1000}`;
		write(`${place}/meta.yaml`, `run_id: ${id}\nrun_name: kite\nstatus: 3\n${times}\nlifecycle_stage: active\n`);
		write(`${place}/metrics/acc`, `${startMs} 0.5 1\n`);
		write(`${place}/tags/naga.logical_run_id`, 'results/train');
		write(`${place}/tags/naga.run_status`, 'active');
		if (earlier !== '') write(`${place}/tags/naga.supersedes_run_id`, earlier);
	}
	return root;
}

test('when a run was logged, and that the logging went well, says nothing of when and how the run went', context => {
	for (const [lock, startedAtMs] of [
		['caller:\n  module: train\n', null],
		["timestamp: '2025-10-09T08:00:00+00:00'\nfingerprint: abc\n", Date.parse('2025-10-09T08:00:00Z')],
	] as const) {
		const [run, ...others] = scan(makeLogged(context, lock));
		assert.equal(others.length, 0);
		const {facts, judgement} = run!;
		assert.deepEqual([facts.startedAtMs, facts.endedAtMs], [startedAtMs, null]);
		assert.notEqual(judgement.status, 'finished', judgement.why);
	}
});

test('of a logging that another one took the place of, and could not mark, nothing is said of the run', context => {
	const [run] = scan(makeLogged(context, 'caller:\n  module: train\n'));
	assert.deepEqual([...run!.facts.tags].sort(), [
		'naga.logical_run_id=results/train',
		'naga.run_status=active',
		`naga.supersedes_run_id=${'a'.repeat(32)}`,
	]);
});
