import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {type PackedReadings, ReadingShelf} from '../../../source/engine/asleep/shelf.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {scanOnce} from '../../../source/engine/headless.ts';
import {makeRow} from '../../../source/engine/model/row.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {noteOpened, nowMs, openEngine, settle} from './engine-lab.ts';

const readBy = 'this program';

/** What Optuna writes of a trial that has finished. */
function trial(number: number): string {
	const [start, end] = [`2026-03-01T0${number}:00:00`, `2026-03-01T0${number}:30:00`];
	const lines = [
		{op_code: 4, worker_id: 'w', study_id: 0, datetime_start: start},
		{op_code: 7, worker_id: 'w', trial_id: number, step: 0, intermediate_value: number + 0.5},
		{op_code: 6, worker_id: 'w', trial_id: number, state: 1, values: [number], datetime_complete: end},
	];
	return lines.map(line => `${JSON.stringify(line)}\n`).join('');
}

function makeRoot(context: TestContext): string {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-stores-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	return root;
}

function makeStudy(context: TestContext, count: number): {root: string; study: string} {
	const root = makeRoot(context);
	const study = path.join(root, 'journal.log');
	const head = {op_code: 0, worker_id: 'w', study_name: 'tune', directions: [1]};
	writeFileSync(study, `${JSON.stringify(head)}\n${Array.from({length: count}, (_, i) => trial(i)).join('')}`);
	settle(root);
	return {root, study};
}

/** Scans, and says which stores were read for it, but for the look whether they are any. */
function scan(root: string, kept: PackedReadings | null) {
	const {files, opened} = noteOpened();
	const shelf = new ReadingShelf(nodeFiles).load(readBy, kept);
	const engine = scanOnce([root], files, formats, () => nowMs, false, shelf);
	const handles = [...engine.registry.handles.values()];
	return {
		engine,
		opened,
		bytesRead: handles.reduce((bytes, handle) => bytes + handle.bytesRead, 0),
		renew: () => shelf.renew(engine.registry.handles),
	};
}

const rowsOf = ({registry}: Engine) => [...registry.runs.values()].map(makeRow);

for (const store of ['mlflow/mlflow.db', 'optuna/study.db'])
	test(`a database of many runs is not read again while it has not changed: ${store}`, context => {
		const root = makeRoot(context);
		const file = path.join(root, path.basename(store));
		cpSync(`test/fixtures/${store}`, file);
		writeFileSync(`${file}-wal`, '');
		settle(root);
		const first = scan(root, null);
		const kept = first.renew();
		const second = scan(root, kept);
		assert.ok(first.engine.registry.runs.size > 1 && first.bytesRead > 0);
		assert.equal(second.bytesRead, 0);
		assert.deepEqual(rowsOf(second.engine), rowsOf(first.engine));
		assert.equal(second.renew(), null, 'there is nothing to keep anew');
		// A commit may be in its log alone.
		appendFileSync(`${file}-wal`, 'torn');
		assert.ok(scan(root, kept).bytesRead > 0);
	});

test('who asks for the points of one run of a store gets them, and no point twice', context => {
	const {root} = makeStudy(context, 3);
	const {engine} = scan(root, scan(root, null).renew());
	const [, second, third] = [...engine.registry.runs.values()];
	const valuesOf = (run: typeof second) => [...run!.metrics.values()].map(({values}) => [...values.slice(0, 9)]);
	assert.notEqual(third!.asleep, null);
	assert.deepEqual(valuesOf(second), valuesOf([...scan(root, null).engine.registry.runs.values()][1]));
	assert.equal(third!.asleep, null, 'all were read for it');
	assert.deepEqual(rowsOf(engine), rowsOf(scan(root, null).engine));
});

test('a store with another run since is read again, before the eyes of a screen as well', context => {
	const {root, study} = makeStudy(context, 2);
	const kept = scan(root, null).renew();
	const open = openEngine(root, {shelf: new ReadingShelf(nodeFiles).load(readBy, kept)});
	assert.equal(open.runs.length, 2);
	assert.equal(open.engine.reading().bytesRead, 0);
	appendFileSync(study, trial(2));
	assert.equal(scan(root, kept).engine.registry.runs.size, 3);
	for (const handle of open.engine.registry.handles.values()) {
		assert.ok(handle.takesRuns, 'nobody stops looking at it');
		handle.dirty ||= handle.hasChanged();
	}
	open.readAll();
	assert.deepEqual(rowsOf(open.engine), rowsOf(openEngine(root).engine));
	assert.equal(open.engine.registry.runs.size, 3);
});

test('a store of which one run goes on is read at each start', context => {
	const {root} = makeStudy(context, 3);
	const first = scan(root, null);
	const run = [...first.engine.registry.runs.values()][1]!;
	const over = run.judgement;
	run.judgement = {status: 'running', why: ''};
	assert.equal(first.renew(), null);
	run.judgement = over;
	assert.notEqual(first.renew(), null);
});
