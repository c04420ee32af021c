import assert from 'node:assert/strict';
import {cpSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
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

test('a directory that was moved is where it is now, also where another one has taken its place', context => {
	const root = makeRoot();
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const put = (name: string, metric: string) => {
		mkdirSync(path.join(root, name));
		writeFileSync(path.join(root, name, 'metrics.csv'), `step,${metric}\n1,0.5\n2,0.25\n`);
	};
	put('now', 'loss');
	const engine = new Engine(nodeFiles, formats);
	const look = () => {
		engine.rescan();
		while (!engine.work(() => false));
		return [...engine.registry.runs.values()].map(({dir, metrics}) => `${dir} ${[...metrics.keys()].join()}`).sort();
	};
	engine.start([root]);
	assert.deepEqual(look(), ['now loss']);
	renameSync(path.join(root, 'now'), path.join(root, 'before'));
	put('now', 'error');
	assert.deepEqual(look(), ['before loss', 'now error']);
});
