import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';
import {noteOpened, nowMs, openEngine, points, settle} from './engine-lab.ts';

/** A run of each kind that has a directory to itself, and a folder of which another root makes something else. */
function makeTree(context: test.TestContext): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (const [at, text] of [
		['table/metrics.csv', 'epoch,train_loss\n0,1.5\n1,0.75\n2,0.5\n'],
		['table/notes.txt', 'to be read later\n'],
		['lines/metrics.jsonl', points(1, 5)],
		['log/train.log', Array.from({length: 4}, (_, i) => `Epoch ${i + 1}/4 loss ${1.5 / (i + 1)}\n`).join('')],
		['venv/run/metrics.csv', 'epoch,train_loss\n0,2.5\n1,1.25\n'],
	] as const) {
		mkdirSync(path.dirname(path.join(root, at)), {recursive: true});
		writeFileSync(path.join(root, at), text);
	}
	cpSync('test/fixtures/tfevents/dtypes', path.join(root, 'events'), {recursive: true});
	settle(root);
	return root;
}

/** A start of a command, with the directories of which a format was asked. */
function start(root: string, kept: PackedReadings | null) {
	const asked = new Set<string>();
	const asking = formats.map(format => ({
		...format,
		detect: (...[listing, files]: Parameters<typeof format.detect>) => {
			asked.add(path.relative(root, listing.path));
			return format.detect(listing, files);
		},
	}));
	const shelf = new ReadingShelf(nodeFiles).load('this program', kept);
	const engine = scanOnce([root], nodeFiles, asking, () => nowMs, false, shelf);
	const rows = [...engine.registry.runs.values()].map(makeRow);
	return {engine, asked: [...asked].sort(), rows, renew: () => shelf.renew(engine.registry.handles)};
}

test('nobody asks again what a directory is that holds one run and has not changed', context => {
	const root = makeTree(context);
	const first = start(root, null);
	const second = start(root, first.renew());
	assert.deepEqual(first.rows.map(({path: at}) => path.relative(root, at)).sort(), ['events', 'lines', 'log', 'table']);
	assert.deepEqual(second.asked, ['', 'venv', 'venv/run']);
	assert.deepEqual(second.rows, first.rows);
	assert.equal(second.renew(), null, 'there is nothing to keep anew');
});

const changes: Record<string, (root: string) => void> = {
	'its run was written to': root => appendFileSync(path.join(root, 'table/metrics.csv'), '3,0.25\n'),
	'another run has come beside its own': root => writeFileSync(path.join(root, 'lines/other.jsonl'), points(3, 9)),
	'a run has come below it': root => {
		mkdirSync(path.join(root, 'log/later'));
		writeFileSync(path.join(root, 'log/later/metrics.csv'), 'epoch,train_loss\n0,9\n1,8\n');
	},
	'its run is gone': root => rmSync(path.join(root, 'table/metrics.csv')),
	'the whole of it is gone': root => rmSync(path.join(root, 'events'), {recursive: true}),
	'settings have come beside its run': root => writeFileSync(path.join(root, 'table/config.json'), '{"lr": 0.1}'),
	'a text beside its run has become the log of one': root => {
		const lines = Array.from({length: 4}, (_, i) => `Epoch ${i + 1}/9 loss ${2.5 / (i + 1)}\n`);
		writeFileSync(path.join(root, 'table/notes.txt'), lines.join(''));
	},
	'what was a run is none any more': root => writeFileSync(path.join(root, 'lines/metrics.jsonl'), '{"a": "b"}\n'),
};

for (const [what, change] of Object.entries(changes))
	test(`where ${what}, a start finds the same as without what was kept`, context => {
		const root = makeTree(context);
		const kept = start(root, null).renew();
		change(root);
		const again = start(root, kept);
		assert.deepEqual(again.rows, start(root, null).rows);
		settle(root);
		assert.deepEqual(start(root, again.renew()).rows, start(root, null).rows);
	});

test('what is a run under one root need not be one under another', context => {
	const root = makeTree(context);
	const inner = start(path.join(root, 'venv/run'), null);
	assert.equal(inner.rows.length, 1);
	assert.deepEqual(start(root, inner.renew()).rows, start(root, null).rows);
});

const state = (steps: number) =>
	JSON.stringify({
		global_step: steps,
		max_steps: 9,
		log_history: Array.from({length: steps}, (_, i) => ({step: i + 1, loss: 3 / (i + 1)})),
	});

const owners: Record<string, Record<string, string>[]> = {
	'a training keeps its best moment there': [
		{'out/best/trainer_state.json': state(2)},
		{'out/checkpoint-4/trainer_state.json': state(4), 'out/other/trainer_state.json': state(1), 'out/setup.py': ''},
	],
	'a store lists the run whose artifacts lie there': [
		{'kept/0/0a1b2c3d4e5f60718293a4b5c6d7e8f9/artifacts/metrics.csv': 'epoch,train_loss\n0,2\n1,1\n'},
		{
			'mlruns/0/0a1b2c3d4e5f60718293a4b5c6d7e8f9/metrics/loss': '1750000000000 1 0\n',
			'mlruns/0/meta.yaml': 'artifact_location: kept/0\nexperiment_id: 0\nlifecycle_stage: active\nname: Default\n',
			'mlruns/0/0a1b2c3d4e5f60718293a4b5c6d7e8f9/meta.yaml':
				'artifact_uri: kept/0/0a1b2c3d4e5f60718293a4b5c6d7e8f9/artifacts\nend_time: 1760000000000\nentry_point_name: ""\nexperiment_id: "0"\n' +
				'lifecycle_stage: active\nrun_id: 0a1b2c3d4e5f60718293a4b5c6d7e8f9\nrun_name: a\nstart_time: 1750000000000\nstatus: 3\nuser_id: ada\n',
		},
	],
};

for (const [what, [before, after]] of Object.entries(owners))
	test(`where it turns out later that ${what}, what lies in a directory is no run of its own`, context => {
		const root = makeRoot();
		context.after(() => rmSync(root, {recursive: true, force: true}));
		const write = (all: Record<string, string>) => {
			for (const [at, text] of Object.entries(all)) {
				mkdirSync(path.dirname(path.join(root, at)), {recursive: true});
				writeFileSync(path.join(root, at), text);
			}
			settle(root);
		};
		write(before!);
		const first = start(root, null);
		assert.equal(first.rows.length, 1);
		const kept = first.renew();
		write(after!);
		const dirs = ({rows}: ReturnType<typeof start>) => rows.map(({dir}) => dir).sort();
		const fresh = start(root, null);
		assert.ok(!dirs(fresh).includes(first.rows[0]!.dir), dirs(fresh).join());
		assert.deepEqual(dirs(start(root, kept)), dirs(fresh));
	});

test('what is wrong beside a run is told at each start', context => {
	const root = makeTree(context);
	writeFileSync(path.join(root, 'log/mlflow.db'), 'SQLite format 3');
	settle(root);
	const first = start(root, null);
	assert.equal(first.engine.problems.length, 1);
	assert.deepEqual(start(root, first.renew()).engine.problems, first.engine.problems);
});

test('a run that comes below while the screen is open is found', context => {
	const root = makeTree(context);
	const kept = start(root, null).renew();
	const shelf = new ReadingShelf(nodeFiles).load('this program', kept);
	const {engine, readAll} = openEngine(root, {shelf});
	const below = path.join(root, 'table/version_2');
	mkdirSync(below);
	writeFileSync(path.join(below, 'metrics.csv'), 'epoch,train_loss\n0,9\n1,8\n');
	assert.ok(engine.discovery.hasChanged(path.join(root, 'table')));
	engine.rescanDirectory(path.join(root, 'table'));
	readAll();
	const paths = [...engine.registry.runs.values()].map(({path: at}) => at);
	assert.ok(paths.includes(below));
	assert.ok(paths.includes(path.join(root, 'table')));
});

test('no run of event files is read to find out whether it is a part of another one', context => {
	const root = makeTree(context);
	const kept = start(path.join(root, 'events'), null).renew();
	const {files, opened} = noteOpened();
	const {runs} = openEngine(path.join(root, 'events'), {files, shelf: new ReadingShelf(nodeFiles).load('this program', kept)});
	assert.equal(runs.length, 1);
	assert.deepEqual([...opened], []);
});
