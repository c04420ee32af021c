import assert from 'node:assert/strict';
import {mkdirSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {Watching} from '../../../source/engine/live/watching.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

test('where few runs are over, what a person does to one shows within seconds', context => {
	const root = makeRoot();
	const meta = path.join(root, 'mlruns/1/aa/meta.yaml');
	const write = (name: string) =>
		writeFileSync(meta, `end_time: 9\nlifecycle_stage: active\nrun_id: aa\nrun_name: ${name}\nstart_time: 8\nstatus: 3\n`);
	for (const name of ['metrics', 'params', 'tags', 'artifacts'])
		mkdirSync(path.join(path.dirname(meta), name), {recursive: true});
	write('one');
	// What was made just before it is read is looked at again at once.
	for (const made of ['meta.yaml', 'metrics', 'params', 'tags', 'artifacts', ''])
		utimesSync(path.join(path.dirname(meta), made), 1_795_000_000, 1_795_000_000);
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	while (!engine.work(() => false));
	engine.judge(Date.now());
	const [run] = engine.registry.runs.values();
	assert.deepEqual([run?.judgement.status, run?.facts.name], ['finished', 'one']);
	const watching = new Watching(engine, () => {});
	context.after(() => watching.close());
	const nowMs = Date.now() + 1_000_000;
	watching.tend(nowMs, () => false);
	while (!engine.work(() => false));
	write('another');
	watching.tend(nowMs + 1500, () => false);
	while (!engine.work(() => false));
	assert.equal(run?.facts.name, 'one', 'it is not looked at all the time');
	watching.tend(nowMs + 3000, () => false);
	while (!engine.work(() => false));
	assert.equal(run?.facts.name, 'another');
});
