import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdirSync, readdirSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import type {FileAccess} from '../../../source/core/files/files.ts';
import {Engine} from '../../../source/engine/engine.ts';
import {Watching} from '../../../source/engine/live/watching.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

test('what is written to a run that is over, in the moment between reading it and looking at its time, is read after all', context => {
	const root = makeRoot();
	const journal = path.join(root, 'a/journal.jsonl');
	mkdirSync(path.dirname(journal));
	writeFileSync(path.join(root, 'a/xtui-run.json'), '{"schema": 1, "id": "a", "name": "a"}');
	writeFileSync(path.join(root, 'a/exit.json'), '{"exit_code": 0}');
	writeFileSync(journal, '{"at": 1, "op": "delete", "key": "a"}\n');
	// The word that takes it back comes just after the journal was read.
	let isRead = false;
	const files: FileAccess = {
		...nodeFiles,
		readWhole(file, mostBytes) {
			const bytes = nodeFiles.readWhole(file, mostBytes);
			if (file !== journal) return bytes;
			if (!isRead) appendFileSync(journal, '{"at": 2, "op": "restore", "key": "b"}\n');
			isRead = true;
			return bytes;
		},
	};
	const engine = new Engine(files, formats);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	const [run] = engine.registry.runs.values();
	assert.deepEqual([isRead, run?.judgement.status], [true, 'deleted']);
	const watching = new Watching(engine, () => {});
	context.after(() => watching.close());
	watching.tend(Date.now() + 2000, () => false);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	assert.equal(run?.judgement.status, 'finished');
});

test('what comes into a run between the finding and the reading of it is read after all', context => {
	const root = makeRoot();
	const id = '8d6a12ccd29c4752b773a71646739698';
	for (const name of ['a', 'b']) {
		const run = path.join(root, name, id);
		cpSync(`test/fixtures/guild/home/runs/${id}`, run, {recursive: true});
		utimesSync(run, 1_795_000_000, 1_795_000_000);
	}
	let laterMs = 0;
	const engine = new Engine(nodeFiles, formats, () => Date.now() + laterMs);
	// Nothing is visible, so that all is found before more than one is read.
	engine.setFirst([99]);
	engine.start([root]);
	while (!engine.discovery.scanned) engine.work(() => true);
	const found = [...engine.registry.runs.values()].find(({metrics}) => metrics.size === 0)!;
	const events = readdirSync(path.join(found.path, '.guild')).find(name => name.includes('tfevents'))!;
	cpSync(path.join(found.path, '.guild', events), path.join(found.path, 'train', events));
	// The rest of a large tree is looked at first.
	laterMs = 5000;
	while (!engine.work(() => false));
	const watching = new Watching(engine, () => {});
	context.after(() => watching.close());
	watching.tend(Date.now() + 2 * laterMs, () => false);
	while (!engine.work(() => false));
	assert.deepEqual([...found.metrics.keys()].sort(), ['acc', 'loss', 'train#acc', 'train#loss']);
});

test('a run that was over a moment ago is watched on: what becomes of it is heard of, without a sweep', async context => {
	const root = makeRoot();
	mkdirSync(path.join(root, 'a'));
	writeFileSync(path.join(root, 'a/xtui-run.json'), '{"schema": 1, "id": "a", "name": "a"}');
	const exit = path.join(root, 'a/exit.json');
	writeFileSync(exit, '{"exit_code": 0}');
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	while (!engine.work(() => false));
	const nowMs = Date.now();
	engine.judge(nowMs);
	const [run] = engine.registry.runs.values();
	assert.equal(run?.judgement.status, 'finished');
	let wake = () => {};
	const watching = new Watching(engine, () => wake());
	context.after(() => watching.close());
	watching.tend(nowMs, () => false);
	while (!engine.work(() => false));
	const heard = new Promise<void>(resolve => {
		wake = resolve;
	});
	writeFileSync(exit, '{"exit_code": 3}');
	await heard;
	while (!engine.work(() => false));
	engine.judge(nowMs);
	assert.equal(run.judgement.status, 'failed');
});

test('what is shown is read on while the rest of a large tree is still looked for', () => {
	const root = makeRoot();
	for (const name of ['a', 'b', 'c', 'd', 'e']) {
		mkdirSync(path.join(root, name));
		writeFileSync(path.join(root, name, 'metrics.csv'), 'step,loss\n1,0.5\n2,0.4\n');
	}
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	while (engine.registry.runs.size === 0 || [...engine.registry.runs.values()].every(({complete}) => !complete))
		engine.work(() => true);
	const run = [...engine.registry.runs.values()].find(({complete}) => complete)!;
	engine.setFirst([run.key]);
	appendFileSync(path.join(run.path, 'metrics.csv'), '3,0.3\n');
	engine.lookAtShown();
	engine.work(() => true);
	assert.deepEqual([engine.discovery.scanned, run.metrics.get('loss')?.length], [false, 3]);
});
