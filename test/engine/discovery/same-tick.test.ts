import assert from 'node:assert/strict';
import {mkdirSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

/** A directory whose time is the same before and after a second run has come to it. */
function openEngine(context: TestContext, changedAtSeconds: number) {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const addRun = (name: string) => {
		mkdirSync(path.join(root, name));
		writeFileSync(path.join(root, name, 'metrics.csv'), 'step,loss\n1,0.5\n');
		utimesSync(root, changedAtSeconds, changedAtSeconds);
		return statSync(root).mtimeMs;
	};
	const before = addRun('a');
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	while (!engine.work(() => false));
	return {root, engine, before, addRun};
}

test('what changes within the same tick of the clock as a listing is found all the same', context => {
	const {root, engine, before, addRun} = openEngine(context, Date.now() / 1000);
	assert.equal(addRun('b'), before, 'the time tells nothing');
	assert.ok(engine.discovery.hasChanged(root));
	engine.discovery.rescan(root);
	while (!engine.work(() => false));
	assert.deepEqual([...engine.registry.runs.values()].map(({dir}) => dir).sort(), ['a', 'b']);
});

test('a directory that was left alone before it was listed is not listed again', context => {
	const {root, engine} = openEngine(context, Date.now() / 1000 - 3600);
	assert.ok(!engine.discovery.hasChanged(root));
});
