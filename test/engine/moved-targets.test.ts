import assert from 'node:assert/strict';
import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {makeRoot} from './live-session.ts';

test('a run that was moved a moment ago is acted on once, and where it lies now', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const [before, after] = [path.join(root, 'a'), path.join(root, '.xtui-archive', 'a')];
	mkdirSync(before);
	mkdirSync(path.dirname(after));
	writeFileSync(path.join(before, 'xtui-run.json'), JSON.stringify({xtui: 1, id: 'one'}));
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	const read = () => {
		while (!engine.work(() => false));
	};
	read();
	const [key] = engine.registry.runs.keys();
	const pathsOf = (keys: number[]) => engine.targets.ofKeys(keys).map(({path: at}) => at);
	assert.deepEqual(pathsOf([key!]), [before]);
	renameSync(before, after);
	const [held] = engine.targets.runsOf([key!]);
	assert.equal(engine.targets.findNow(held!), null);
	assert.deepEqual(pathsOf([key!]), []);
	// Found in its new place, before its old one was looked at again.
	engine.discovery.rescan(path.dirname(after));
	read();
	const keys = [...engine.registry.runs.keys()];
	assert.equal(keys.length, 2);
	assert.deepEqual(pathsOf(keys), [after]);
	engine.discovery.rescan(root);
	assert.equal(engine.registry.runs.has(key!), false);
	assert.deepEqual(pathsOf([key!]), [after], 'who had its old place before their eyes a moment ago means this run');
	assert.deepEqual(
		engine.targets.ofRuns([held!]).map(({path: at}) => at),
		[after],
	);
});
