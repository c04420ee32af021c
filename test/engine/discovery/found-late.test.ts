import assert from 'node:assert/strict';
import {cpSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {Engine} from '../../../source/engine/engine.ts';
import {formats} from '../../../source/formats/index.ts';
import {nodeFiles} from '../../../source/io/files.ts';
import {makeRoot} from '../live-session.ts';

test('what was found in the directory of a run before anything told that it is one is no run beside it', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'runs', '0123456789abcdef0123456789abcdef');
	const own = path.join(run, '.guild');
	mkdirSync(path.join(run, 'mlruns'), {recursive: true});
	mkdirSync(own);
	const engine = new Engine(nodeFiles, formats);
	const look = () => {
		engine.discovery.rescanAll();
		while (!engine.work(() => false));
		return [...engine.registry.runs.values()].map(({path: directory}) => path.relative(root, directory));
	};
	engine.start([root]);
	assert.deepEqual(look(), []);
	writeFileSync(path.join(own, 'opref'), 'script:. "" "" train.py\n');
	assert.deepEqual(look(), [path.relative(root, run)]);
	cpSync('test/fixtures/tfevents/nan_inf', own, {recursive: true});
	assert.deepEqual(look(), [path.relative(root, run)]);
	// Its guests are looked into all the same, and add to it.
	const trial = path.join(run, 'mlruns', '0', 'abc');
	mkdirSync(path.join(trial, 'metrics'), {recursive: true});
	writeFileSync(path.join(trial, 'meta.yaml'), 'run_id: abc\nrun_name: guest\nstatus: 1\nstart_time: 1700000000000\n');
	look();
	assert.ok([...engine.registry.handles.values()].some(({claim}) => claim.format === 'mlflow'));
});
