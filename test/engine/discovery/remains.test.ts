import assert from 'node:assert/strict';
import {cpSync, mkdirSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

/** A run of Guild without its operation, with the attributes of those names. */
function makeRemains(context: TestContext, attributes: readonly string[]): {root: string; run: string; own: string} {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'runs', '0123456789abcdef0123456789abcdef');
	const own = path.join(run, '.guild');
	mkdirSync(path.join(own, 'attrs'), {recursive: true});
	for (const name of attributes) writeFileSync(path.join(own, 'attrs', name), '1795819138915875\n');
	cpSync('test/fixtures/tfevents/nan_inf', own, {recursive: true});
	// What changed a moment ago may change again unseen, so that it is looked at again anyway.
	utimesSync(run, 1_700_000_000, 1_700_000_000);
	return {root, run, own};
}

function startEngine(root: string): {engine: Engine; paths(): string[]; problems(): string[]} {
	const engine = new Engine(nodeFiles, formats);
	engine.start([root]);
	while (!engine.work(() => false));
	return {
		engine,
		paths: () => [...engine.registry.runs.values()].map(({path: directory}) => path.relative(root, directory)),
		problems: () => engine.problems.map(({file, message}) => `${path.relative(root, file)}: ${message}`),
	};
}

test('what is left of a run of Guild without its operation is told, and its events are no run of TensorBoard', context => {
	const {root, run, own} = makeRemains(context, ['id', 'initialized', 'started']);
	const {engine, paths, problems} = startEngine(root);
	assert.deepEqual(paths(), []);
	const [problem, ...others] = problems();
	assert.match(problem ?? '', /\.guild\/opref: Is missing, .* restore the file from a copy/);
	assert.deepEqual(others, []);
	assert.equal(engine.discovery.hasChanged(run), false);
	writeFileSync(path.join(own, 'opref'), "script:/p '' '' train.py");
	assert.equal(engine.discovery.hasChanged(run), true);
	engine.discovery.rescan(run);
	engine.discovery.rescan(own);
	while (!engine.work(() => false));
	assert.deepEqual([paths(), problems()], [[path.relative(root, run)], []]);
});

test('a run that Guild is making has no operation yet, which is no damage', context => {
	const {root} = makeRemains(context, ['id', 'initialized']);
	assert.deepEqual(startEngine(root).problems(), []);
});
