import assert from 'node:assert/strict';
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {after, test} from 'node:test';
import {emptyFacts, type RunFacts} from '../../../source/core/run.ts';
import {groupKeyOf} from '../../../source/core/table/groups/group-scopes.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import type {Layer} from '../../../source/engine/model/layer.ts';
import {mergeFacts} from '../../../source/engine/model/merge-facts.ts';
import type {TrackedRun} from '../../../source/engine/model/tracked-run.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {field, int} from '../../encodings/protobuf-writer.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {event, metadata, scalar, summary} from '../../formats/tfevents/events.ts';

const roots: string[] = [];
after(() => {
	for (const root of roots) rmSync(root, {recursive: true, force: true});
});

/** A new directory with copies of fixtures and texts at the given places. */
function makeRoot(fixtures: Record<string, string>, texts: Record<string, string> = {}): string {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-layers-'));
	roots.push(root);
	for (const [place, fixture] of Object.entries(fixtures))
		cpSync(path.resolve('test/fixtures', fixture), path.join(root, place), {recursive: true});
	for (const [place, text] of Object.entries(texts)) {
		mkdirSync(path.dirname(path.join(root, place)), {recursive: true});
		writeFileSync(path.join(root, place), text);
	}
	return root;
}

const scan = (root: string): TrackedRun[] => [...scanOnce([root], nodeFiles, formats).registry.runs.values()];

test('a job of Hydra with Lightning, a table and a log inside is one run of all of them', () => {
	const root = makeRoot({
		'outputs/a': 'hydra/outputs/2026-11-21/00-50-57',
		'outputs/a/lightning_logs/version_0': 'lightning/lightning_logs/version_0',
	});
	const runs = scan(root);
	assert.equal(runs.length, 1);
	const [run] = runs;
	assert.equal(run!.format, 'hydra');
	assert.deepEqual(new Set(run!.formats), new Set(['hydra', 'csv', 'textlog', 'lightning-csv']));
	assert.equal(run!.facts.name, 'optim.lr=0.01 model=vit +extra.tag=a b');
	assert.equal(run!.facts.config.epochs, 12);
	assert.ok(run!.metrics.has('acc') && run!.metrics.has('val_acc'));
	assert.equal(run!.progress?.total, 12);
});

test('times of a Hydra job have no zone, and count only where nothing else tells any', () => {
	const hydra = 'hydra/outputs/2026-11-21/00-50-57';
	const points = '{"step": 0, "loss": 1, "timestamp": 1760000000}\n{"step": 1, "loss": 0.5, "timestamp": 1760000060}\n';
	const root = makeRoot({a: hydra, b: hydra}, {'a/log.jsonl': points});
	const started = Object.fromEntries(scan(root).map(({dir, facts}) => [dir, facts.startedAtMs]));
	assert.deepEqual(started, {a: 1_760_000_000_000, b: new Date(2026, 10, 21, 0, 50, 58, 217).getTime()});
});

test('a table that a framework wrote is read once, by its own reader', () => {
	const root = makeRoot({
		v: 'lightning/lightning_logs/version_0',
		k: 'keras-csv/tsv',
		u: 'ultralytics/train',
		d: 'dvclive/ok/dvclive',
	});
	const formatsOf = Object.fromEntries(scan(root).map(run => [run.dir, run.formats.join()]));
	assert.deepEqual(formatsOf, {v: 'lightning-csv', k: 'keras-csv', u: 'ultralytics', d: 'dvclive'});
});

test('tables of several Keras runs in one directory are each a run, once', () => {
	const table = 'epoch,accuracy,loss\n0,0.5,1\n';
	const root = makeRoot({}, {'logs/resnet_a.csv': table, 'logs/resnet_b.csv': table, 'logs/resnet_c.log': table});
	const runs = scan(root);
	assert.deepEqual(runs.map(({dir, formats: all}) => `${dir} ${all.join()}`).sort(), [
		'logs/resnet_a.csv keras-csv',
		'logs/resnet_b.csv keras-csv',
		'logs/resnet_c.log keras-csv',
	]);
});

test('a reader that knows a file better takes it over when the file begins to show what it is', () => {
	const root = makeRoot({}, {'run/history.csv': ''});
	const engine = scanOnce([root], nodeFiles, formats);
	assert.deepEqual(
		[...engine.registry.runs.values()].map(run => run.formats.join()),
		['csv'],
	);
	writeFileSync(path.join(root, 'run/history.csv'), 'epoch,accuracy,loss\n0,0.5,1\n');
	engine.rescan();
	while (!engine.work(() => false));
	const runs = [...engine.registry.runs.values()];
	assert.deepEqual(
		runs.map(run => run.formats.join()),
		['keras-csv'],
	);
	assert.equal(runs[0]!.metrics.get('loss')?.length, 1);
});

test('a training’s log tells what its saved state cannot', () => {
	const root = makeRoot(
		{out: 'hf-trainer/running'},
		{'out/stderr.log': 'Traceback (most recent call last):\n  File "a.py"\nRuntimeError: boom\n'},
	);
	const [run] = scan(root);
	assert.equal(run!.format, 'hf-trainer');
	assert.equal(run!.judgement.status, 'failed');
	assert.deepEqual([run!.progress?.step, run!.progress?.total], [60, 120]);
});

test('the events of each start of a resumed training are one curve, and tell the settings that its state does not', () => {
	const state = {global_step: 20, max_steps: 40, num_train_epochs: 2, log_history: [{step: 20, epoch: 1, loss: 2}]};
	const root = makeRoot({}, {'out/checkpoint-20/trainer_state.json': JSON.stringify(state)});
	const start = (folder: string, wall: number, steps: number[]) => {
		mkdirSync(path.join(root, 'out/runs', folder), {recursive: true});
		const args = event(wall, 0, summary(Buffer.concat([field(1, 'args/text_summary'), metadata('text'), argumentsOf(wall)])));
		const points = steps.map(step => scalar(wall + step, step, 'train/loss', 1 / step));
		writeFileSync(path.join(root, 'out/runs', folder, `events.out.tfevents.${wall}.node1.1.0`), tfrecords(args, ...points));
	};
	const argumentsOf = (wall: number) =>
		field(8, int(1, 7), field(2, field(2, int(1, 1))), field(8, JSON.stringify({learning_rate: wall, max_steps: -1})));
	start('Mar31_10-00-00_node1', 1_700_000_000, [10, 20, 30]);
	start('Apr01_10-00-00_node1', 1_700_009_000, [25, 40]);
	const runs = scan(root);
	assert.equal(runs.length, 1);
	const [run] = runs;
	assert.deepEqual([...run!.metrics.keys()], ['loss', 'train/loss']);
	const {steps, length} = run!.metrics.get('train/loss')!;
	assert.deepEqual(
		Array.from({length}, (_, i) => steps.at(i)),
		[10, 20, 25, 40],
	);
	assert.deepEqual(run!.facts.config, {learning_rate: 1_700_009_000, max_steps: 40, num_train_epochs: 2});
	start('Apr02_10-00-00_node1', 1_700_019_000, [10]);
	const anew = scan(root)[0]!;
	assert.deepEqual([...anew.metrics.keys()], ['loss', 'train/loss']);
	assert.equal(anew.metrics.get('train/loss')!.length, 1, 'one that began anew stands for all');
});

test('what lies in a run directory of SwanLab or DVCLive makes no series of its own', () => {
	const root = makeRoot({s: 'swanlab/swanlog', d: 'dvclive/nan'});
	for (const run of scan(root)) assert.equal(run.formats.length, 1, run.dir);
});

test('where a state is saved now and then and a bar is drawn all the time, the further of the two counts, and the end that the log tells', () => {
	const state = {global_step: 10, max_steps: 17, log_history: [{step: 10, epoch: 1, loss: 2}]};
	const bar = (step: number) => `\r${Math.floor((step / 17) * 100)}%|████      | ${step}/17 [00:01<00:01,  9.1it/s]`;
	const log = (end: string) => ({'out/train.log': `${bar(10)}\n{'loss': '2.0', 'epoch': '1.0'}\n${bar(15)}\n${end}`});
	const progressOf = (end: string) => {
		const root = makeRoot({}, {'out/checkpoint-10/trainer_state.json': JSON.stringify(state), ...log(end)});
		const [run] = scan(root);
		return [run!.progress?.step, run!.progress?.total, run!.facts.outcome?.status];
	};
	assert.deepEqual(progressOf(''), [15, 17, undefined]);
	assert.deepEqual(progressOf(`{'train_runtime': '0.1', 'train_loss': '2.0', 'epoch': '1.3'}\n${bar(17)}\n`), [
		17,
		17,
		'finished',
	]);
});

test('what a run was judged by in the end counts no steps', () => {
	const [create, end] = [
		{op_code: 0, worker_id: 'w', study_name: 's', directions: [1]},
		{op_code: 6, worker_id: 'w', trial_id: 0, state: 1, values: [0.5], datetime_complete: '2026-11-21T01:17:47.000000'},
	];
	const begin = {op_code: 4, worker_id: 'w', study_id: 0, datetime_start: '2026-11-21T01:17:46.000000'};
	const root = makeRoot({}, {'journal.log': [create, begin, end].map(line => `${JSON.stringify(line)}\n`).join('')});
	const [run] = scan(root);
	assert.equal(run!.metrics.get('objective')!.values.at(0), 0.5);
	assert.equal(run!.progress, null);
});

test('groups of one name in two stores are told apart, and where a group lives comes from who names it', () => {
	const store = 'mlflow/mlruns';
	const root = makeRoot({'a/mlruns': store, 'b/mlruns': store});
	const runs = scan(root).filter(({facts}) => facts.group !== null);
	const keys = new Set(runs.map(({facts}) => groupKeyOf(facts)));
	assert.equal(keys.size, 2 * new Set(runs.map(({facts}) => facts.group)).size);
	const layer = (facts: Partial<RunFacts>) => ({format: 'x', below: '', factsNow: {...emptyFacts(), ...facts}}) as Layer;
	const merged = mergeFacts([layer({group: 'mine'}), layer({group: 'theirs', groupScope: '/theirs'})]);
	assert.deepEqual([merged.group, merged.groupScope], ['mine', null]);
	assert.equal(mergeFacts([layer({}), layer({group: 'theirs', groupScope: '/theirs'})]).groupScope, '/theirs');
});
