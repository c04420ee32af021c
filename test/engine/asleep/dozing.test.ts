import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {CurveDesk} from '../../../source/engine/live/curves.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {makeRoot} from '../live-session.ts';
import {allOf, makeRuns, openEngine, points} from './engine-lab.ts';

test('what the list shows of a run, and all that is read of it once more, is what was read first: every format', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures', root, {recursive: true});
	const awake = openEngine(root, {dozes: false});
	const dozing = openEngine(root);
	assert.equal(dozing.runs.length, awake.runs.length);
	const asleep = dozing.runs.filter(run => run.asleep !== null);
	assert.ok(asleep.length > awake.runs.length / 4, `${asleep.length} of ${awake.runs.length} sleep`);
	for (const run of dozing.runs) {
		const other = awake.runs.find(({key}) => key === run.key)!;
		assert.deepEqual(makeRow(run), makeRow(other), run.path);
	}
	for (const run of asleep) {
		const other = awake.runs.find(({key}) => key === run.key)!;
		run.wake();
		assert.equal(run.asleep, null);
		assert.deepEqual(makeRow(run), makeRow(other), run.path);
		assert.deepEqual(allOf(run), allOf(other), run.path);
	}
});

test('a run on the screen stays awake, the others sleep, and nothing that is left alone is read again', context => {
	const root = makeRuns(context, 3);
	const {engine, runs, readAll} = openEngine(root, {dozes: false});
	assert.ok(
		runs.every(run => run.asleep === null),
		'nobody has said yet what is shown',
	);
	const [shown] = runs;
	engine.setFirst([shown!.key]);
	readAll();
	assert.deepEqual(
		runs.map(run => run.asleep === null),
		[true, false, false],
	);
	const {bytesRead} = engine.reading();
	engine.rescan();
	readAll();
	assert.equal(engine.reading().bytesRead, bytesRead);
	assert.equal(runs[1]!.asleep === null, false);
});

test('a run that goes on after all is read from its start, and has every point once', context => {
	const root = makeRuns(context, 2);
	const {engine, runs, readAll} = openEngine(root);
	const run = runs.find(({dir}) => dir === 'run-1')!;
	assert.notEqual(run.asleep, null);
	appendFileSync(path.join(root, 'run-1', 'metrics.jsonl'), points(41, 50));
	// As the sweep does.
	const handle = [...engine.registry.handles.values()].find(({claim}) => claim.path === run.path)!;
	assert.equal(handle.hasChanged(), true);
	handle.dirty = true;
	readAll();
	assert.equal(makeRow(run).metrics.values[0], 50);
	assert.equal(run.metrics.get('loss')!.length, 50);
	assert.deepEqual(run.metrics.get('loss')!.superseded, []);
});

test('a file that appears beside those of a sleeping run is read', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'run');
	mkdirSync(run);
	writeFileSync(path.join(run, 'train.jsonl'), points(1, 40));
	const {engine, runs, readAll} = openEngine(root);
	assert.notEqual(runs[0]!.asleep, null);
	writeFileSync(path.join(run, 'valid.jsonl'), points(1, 20).replaceAll('loss', 'accuracy'));
	engine.rescan();
	readAll();
	const {names} = makeRow(runs[0]!).metrics;
	assert.ok(names.some(name => name.includes('loss')) && names.some(name => name.includes('accuracy')), names.join());
});

test('sparklines of sleeping runs come as they are read, and keep nobody waiting', context => {
	const root = makeRuns(context, 3);
	const {runs, engine} = openEngine(root);
	const desk = new CurveDesk();
	desk.setVisible({
		type: 'visible',
		runs: runs.map(({key}) => key),
		groups: [{key: 'all', runs: runs.map(({key}) => key)}],
		metrics: ['loss'],
		sparkWidth: 8,
	});
	const take = (most: number) => {
		let asked = 0;
		return desk.takeSparks(engine.registry.runs, () => ++asked > most).map(({run}) => run);
	};
	assert.deepEqual([take(1), desk.isBehind], [[runs[0]!.key], true]);
	assert.deepEqual([take(1), desk.isBehind], [[runs[1]!.key], true]);
	assert.deepEqual([take(1), desk.isBehind], [[runs[2]!.key, 'all'], false]);
});
