import assert from 'node:assert/strict';
import {cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {LookedBelow} from '../../../source/engine/asleep/looked-below.ts';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import {joinStamps} from '../../../source/engine/asleep/stamps.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';
import {openEngine, settle} from './engine-lab.ts';

const id = '0123456789abcdef0123456789abcdef';

const lightning = {
	'metrics.csv': 'epoch,step,train_loss\n0,0,1.0\n0,1,0.5\n',
	'hparams.yaml': 'lr: 0.1\n',
};

/** A run of Guild that has finished, with folders of its own, in which no tracker wrote anything. */
function makeTree(context: test.TestContext): {root: string; run: string} {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'runs', id);
	write(run, {
		'.guild/opref': "script:/proj '' '' train.py",
		'.guild/attrs/id': id,
		'.guild/attrs/exit_status': '0',
		'.guild/attrs/started': '1764204000000000',
		'.guild/attrs/stopped': '1764204100000000',
		'.guild/manifest': '',
		'out/deep/model.pt': 'x',
		'data/part/a.bin': 'x',
	});
	settle(root);
	return {root, run};
}

function write(at: string, texts: Readonly<Record<string, string>>): void {
	for (const [name, text] of Object.entries(texts)) {
		mkdirSync(path.dirname(path.join(at, name)), {recursive: true});
		writeFileSync(path.join(at, name), text);
	}
}

function start(root: string, kept: PackedReadings | null) {
	const shelf = new ReadingShelf(nodeFiles).load('this program', kept);
	const {engine, readAll} = openEngine(root, {dozes: false, shelf});
	const rows = () => [...engine.registry.runs.values()].map(makeRow).map(row => ({...row, statusWhy: ''}));
	return {engine, readAll, rows, renew: () => shelf.renew(engine.registry.handles)};
}

test('folders of a run that is over, in which nobody wrote, are looked through once', context => {
	const {root, run} = makeTree(context);
	const first = start(root, null);
	assert.ok(first.engine.discovery.isKnown(path.join(run, 'out/deep')));
	const second = start(root, first.renew());
	assert.ok(!second.engine.discovery.isKnown(path.join(run, 'out')));
	assert.deepEqual(second.rows(), first.rows());
	assert.equal(second.renew(), null, 'there is nothing to keep anew');
});

test('what was kept before all folders were looked through is completed', context => {
	const {root, run} = makeTree(context);
	const shelf = new ReadingShelf(nodeFiles).load('this program', null);
	const {engine, readAll} = openEngine(root, {shelf});
	assert.ok(shelf.size > 0 || shelf.countUnkept(engine.registry.handles) > 0, 'its points were let go of');
	readAll();
	const second = start(root, shelf.renew(engine.registry.handles));
	assert.ok(!second.engine.discovery.isKnown(path.join(run, 'out')));
});

const comes: Record<string, (run: string) => void> = {
	'a tracker has written in a folder since': run => write(path.join(run, 'out/lightning_logs/version_0'), lightning),
	'a tracker has written far below since': run => write(path.join(run, 'data/part/lightning_logs/version_0'), lightning),
	'a whole run of another tracker was put there': run =>
		cpSync('test/fixtures/wandb/values', path.join(run, 'out/deep/wandb'), {recursive: true}),
};

for (const [what, change] of Object.entries(comes)) {
	test(`where ${what}, the same is found as without what was kept`, context => {
		const {root, run} = makeTree(context);
		const kept = start(root, null).renew();
		change(run);
		const again = start(root, kept);
		assert.deepEqual(again.rows(), start(root, null).rows());
		assert.ok(again.rows()[0]!.formats.length > 1);
		settle(root);
		const third = start(root, again.renew());
		assert.deepEqual(third.rows(), again.rows());
	});
}

test('what is damaged in a folder is told at each start', context => {
	const {root, run} = makeTree(context);
	write(run, {'out/mlflow.db': 'SQLite format 3'});
	settle(root);
	const first = start(root, null);
	assert.equal(first.engine.problems.length, 1);
	assert.deepEqual(start(root, first.renew()).engine.problems, first.engine.problems);
});

test('a run that goes on is looked through again, so that what it writes now is found', context => {
	const {root, run} = makeTree(context);
	const {engine, readAll, rows} = start(root, start(root, null).renew());
	assert.deepEqual(rows()[0]!.formats, ['guild']);
	write(run, {'.guild/attrs/started': '1764205000000000'});
	write(path.join(run, 'out/lightning_logs/version_0'), lightning);
	for (const handle of engine.registry.handles.values()) handle.dirty = handle.hasChanged();
	readAll();
	assert.deepEqual(rows()[0]!.formats, ['guild', 'lightning-csv']);
});

test('nothing is proved before all was looked at, where something was found, and where a directory changed in between', () => {
	const state = {size: 1, modifiedAtMs: 5, inode: 9};
	const make = () => {
		const below = new LookedBelow(0, new Map());
		below.enter('/run', state);
		return below;
	};
	const below = make();
	assert.ok(!below.holdsNothing);
	below.settle();
	below.enter('/run', state);
	assert.ok(below.holdsNothing);
	below.enter('/run', {...state, modifiedAtMs: 6});
	assert.ok(!below.holdsNothing);
	const filled = make();
	filled.fill();
	filled.settle();
	assert.ok(!filled.holdsNothing);
});

test('stamps that say different things of a path are not joined', () => {
	const some = {paths: ['+', '+/a'], numbers: [1, 2, 3, 4, 5, 6]};
	assert.deepEqual(joinStamps(some, {paths: ['+/a', '+/b'], numbers: [4, 5, 6, 7, 8, 9]}), {
		paths: ['+', '+/a', '+/b'],
		numbers: [1, 2, 3, 4, 5, 6, 7, 8, 9],
	});
	assert.equal(joinStamps(some, {paths: ['+/a'], numbers: [4, 5, 7]}), null);
});
