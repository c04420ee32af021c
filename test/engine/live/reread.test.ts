import assert from 'node:assert/strict';
import {appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync, utimesSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';

function openEngine(context: test.TestContext) {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-reread-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	cpSync('test/fixtures/xman/digits', root, {recursive: true});
	const longAgo = Date.now() / 1000 - 86_400;
	for (const name of readdirSync(root, {recursive: true}) as string[]) utimesSync(path.join(root, name), longAgo, longAgo);
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	const readAll = () => {
		while (!engine.work(() => false));
		// As the watch does with every run that might go on, before its start may have hidden a change.
		for (const handle of engine.registry.handles.values()) handle.dirty = true;
		while (!engine.work(() => false));
		engine.judge(Date.now());
	};
	readAll();
	const find = (dir: string) => [...engine.registry.runs.values()].find(run => run.dir.endsWith(dir))!;
	return {root, find, readAll};
}

test('a run that is read again, without any file of it having changed, shows no sign of life', context => {
	const {find} = openEngine(context);
	assert.equal(find('exp9').grewAtMs, 0);
	assert.equal(find('exp9').judgement.status, 'crashed');
});

test('one whose file has grown does', context => {
	const {root, find, readAll} = openEngine(context);
	appendFileSync(path.join(root, 'group1/exp9/.run_time'), ' ');
	readAll();
	assert.ok(find('exp9').grewAtMs > 0);
});
