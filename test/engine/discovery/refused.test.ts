import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

const nobody = 65_534;

test('a directory that may be looked into by now is, when a person asks, and nothing is wrong with it any more', context => {
	const root = makeRoot();
	const shut = path.join(root, 'shut');
	mkdirSync(shut);
	writeFileSync(path.join(shut, 'metrics.csv'), 'step,loss\n1,0.5\n2,0.25\n3,0.2\n');
	for (const [directory, mode] of [
		[root, 0o755],
		[shut, 0],
	] as const)
		chmodSync(directory, mode);
	const isRoot = process.geteuid?.() === 0;
	context.after(() => {
		if (isRoot) process.seteuid!(0);
		rmSync(root, {recursive: true, force: true});
	});
	const engine = new Engine(nodeFiles, formats);
	const work = () => {
		if (isRoot) process.seteuid!(nobody);
		while (!engine.work(() => false));
		if (isRoot) process.seteuid!(0);
	};
	engine.start([root]);
	work();
	assert.deepEqual(
		engine.problems.map(({file}) => file),
		[shut],
	);
	assert.equal(engine.registry.runs.size, 0);
	chmodSync(shut, 0o755);
	engine.rescan();
	work();
	assert.deepEqual(engine.problems, []);
	assert.equal(engine.registry.runs.size, 1);
});

test('what is wrong with a file is so no longer than it is there', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const [other, broken] = ['a', 'b'].map(name => path.join(root, name, 'mlflow.db')) as [string, string];
	for (const file of [other, broken]) {
		mkdirSync(path.dirname(file));
		writeFileSync(file, 'no database');
	}
	const engine = new Engine(nodeFiles, formats);
	const look = () => {
		engine.rescan();
		while (!engine.work(() => false));
		return engine.problems.map(({file}) => file);
	};
	engine.start([root]);
	assert.deepEqual(look(), [other, broken]);
	const {version} = engine;
	assert.deepEqual(look(), [other, broken], 'said once');
	rmSync(path.dirname(broken), {recursive: true});
	assert.deepEqual(look(), [other]);
	assert.notEqual(engine.version, version, 'the screen is told');
});
