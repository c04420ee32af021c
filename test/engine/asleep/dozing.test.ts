import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {CurveDesk} from '../../../source/engine/live/curves.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import type {TrackedRun} from '../../../source/engine/model/tracked-run.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

/** A moment at which all fixtures have long been silent. */
const nowMs = Date.UTC(2030, 0, 1);
const points = (from: number, to: number) =>
	Array.from({length: to - from + 1}, (_, i) => `${JSON.stringify({step: from + i, loss: 1 / (from + i)})}\n`).join('');

/** An engine as the screen has it, which shows one run that is none of these. */
function openEngine(root: string, dozes: boolean) {
	const engine = new Engine(nodeFiles, formats, () => nowMs, true);
	engine.start([root]);
	if (dozes) engine.setFirst([-1]);
	const readAll = () => {
		while (!engine.work(() => false));
		engine.judge(nowMs);
	};
	readAll();
	return {engine, runs: [...engine.registry.runs.values()], readAll};
}

/** Directories with a run each that has finished. */
function makeRuns(context: TestContext, count: number): string {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	for (let i = 0; i < count; i++) {
		const directory = path.join(root, `run-${i}`);
		mkdirSync(directory);
		writeFileSync(
			path.join(directory, 'xtui-run.json'),
			JSON.stringify({xtui: 1, id: `r${i}`, started_at: '2026-01-01T00:00:00Z'}),
		);
		writeFileSync(path.join(directory, 'metrics.jsonl'), points(1, 40));
		writeFileSync(path.join(directory, 'exit.json'), JSON.stringify({ended_at: 1767229200, exit_code: 0}));
	}
	return root;
}

function allOf(run: TrackedRun) {
	const listOf = (all: ReadonlyMap<string, {steps: {slice(from: number, to: number): Float64Array}; length: number}>) =>
		[...all].map(([name, series]) => [name, series.length, [...series.steps.slice(0, series.length)]]);
	const logged = [...run.metrics].map(([name, {values, length}]) => [name, [...values.slice(0, length)]]);
	const lines = run.layers.map(({outputLines}) => outputLines);
	const media = [...run.media].map(([name, {kind, length}]) => [name, kind, length]);
	return {steps: listOf(run.metrics), logged, system: listOf(run.systemMetrics), events: run.events, lines, media};
}

test('what the list shows of a run, and all that is read of it once more, is what was read first: every format', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures', root, {recursive: true});
	const awake = openEngine(root, false);
	const dozing = openEngine(root, true);
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
	const {engine, runs, readAll} = openEngine(root, false);
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
	const {engine, runs, readAll} = openEngine(root, true);
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
	const {engine, runs, readAll} = openEngine(root, true);
	assert.notEqual(runs[0]!.asleep, null);
	writeFileSync(path.join(run, 'valid.jsonl'), points(1, 20).replaceAll('loss', 'accuracy'));
	engine.rescan();
	readAll();
	const {names} = makeRow(runs[0]!).metrics;
	assert.ok(names.some(name => name.includes('loss')) && names.some(name => name.includes('accuracy')), names.join());
});

test('sparklines of sleeping runs come as they are read, and keep nobody waiting', context => {
	const root = makeRuns(context, 3);
	const {runs, engine} = openEngine(root, true);
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
