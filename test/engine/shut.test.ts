import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync} from 'node:fs';
import path from 'node:path';
import test, {type TestContext} from 'node:test';
import {Engine} from '../../source/engine/engine.ts';
import {formats} from '../../source/formats/index.ts';
import {nodeFiles} from '../../source/io/files.ts';
import {asAnyone} from '../as-anyone.ts';
import {makeRoot} from './live-session.ts';

/** A copy of some runs that follows what becomes of them, read by a user whom modes bind; `shut` sets modes. */
function openCopy(context: TestContext, fixture: string) {
	const root = makeRoot();
	chmodSync(root, 0o755);
	cpSync(path.join('test/fixtures', fixture), root, {recursive: true});
	const closed = new Set<string>();
	const shut = (...names: string[]) => {
		for (const name of names) {
			closed.add(name);
			chmodSync(path.join(root, name), 0);
		}
	};
	const open = () => {
		for (const name of closed) chmodSync(path.join(root, name), 0o755);
		closed.clear();
	};
	context.after(() => {
		open();
		rmSync(root, {recursive: true, force: true});
	});
	const engine = new Engine(nodeFiles, formats);
	const settle = () => {
		while (!engine.work(() => false));
		engine.judge(Date.now());
	};
	const runAt = (name: string) => [...engine.registry.runs.values()].find(({path: at}) => at === path.join(root, name))!;
	const saidOf = (name: string) => {
		const {judgement, problems, metrics} = runAt(name);
		const told = problems.map(({file, message}) => `${path.relative(path.join(root, name), file)}: ${message}`);
		return {status: judgement.status, why: judgement.why, told, metrics: [...metrics.keys()].sort()};
	};
	return {
		root,
		engine,
		shut,
		open,
		saidOf,
		read: () =>
			asAnyone(() => {
				engine.start([root]);
				settle();
			}),
		/** What the sweep of a screen does. */
		lookAgain: () =>
			asAnyone(() => {
				for (const handle of engine.registry.handles.values()) if (handle.hasChanged()) handle.dirty = true;
				settle();
			}),
	};
}

test('a folder of a run that may not be read is named, and what its end would be there nobody says', context => {
	const runs = openCopy(context, 'guild/home/runs');
	const whole = '8d6a12ccd29c4752b773a71646739698';
	runs.shut(`${whole}/.guild/attrs`);
	runs.read();
	const {status, why, told} = runs.saidOf(whole);
	assert.deepEqual([status, why], ['unknown', '.guild/attrs may not be read: permission denied']);
	assert.deepEqual(told, ['.guild/attrs: Cannot look into this directory: permission denied']);
	runs.open();
	runs.lookAgain();
	const after = runs.saidOf(whole);
	assert.deepEqual([after.status, after.told], ['finished', []], 'once it may be read, all is as if it always had been');
	assert.ok(after.metrics.length > 0);
});

test('a pipe or a directory in the place of a file of a run is named, and what it would say nobody knows', context => {
	const runs = openCopy(context, 'hydra/outputs/2026-11-21');
	const at = (name: string) => path.join(runs.root, '00-50-50', name);
	for (const name of ['.hydra/config.yaml', '.hydra/overrides.yaml', 'metrics.csv']) rmSync(at(name));
	execFileSync('mkfifo', [at('.hydra/config.yaml'), at('metrics.csv')]);
	mkdirSync(at('.hydra/overrides.yaml'));
	// What was made just now is looked at once more.
	for (const name of ['.hydra/config.yaml', '.hydra/overrides.yaml', 'metrics.csv'])
		utimesSync(at(name), new Date('2026-01-01'), new Date('2026-01-01'));
	runs.read();
	const {told} = runs.saidOf('00-50-50');
	assert.deepEqual(told.sort(), [
		'.hydra/config.yaml: Cannot be read: it is a pipe, a socket or a device',
		'.hydra/overrides.yaml: Cannot be read: it is a directory and no file',
		'metrics.csv: Cannot be read: it is a pipe, a socket or a device',
	]);
	const handle = [...runs.engine.registry.handles.values()].find(({claim}) => claim.path === path.join(runs.root, '00-50-50'))!;
	assert.equal(handle.hasChanged(), false, 'it is not looked at again and again');
});

test('a file that may not be read is named as such by every format, and never as cut, damaged or absent', context => {
	const runs = openCopy(context, 'guild/home/runs');
	const [named, ended] = ['8d6a12ccd29c4752b773a71646739698', 'ff278f0fec2e428dae00045ee5a31162'];
	runs.shut(`${named}/.guild/opref`, `${ended}/.guild/attrs/exit_status`);
	runs.read();
	assert.deepEqual(runs.saidOf(named).told, ['.guild/opref: Cannot be read: permission denied']);
	assert.equal(runs.saidOf(named).status, 'finished', 'its end is read');
	const {status, why, told} = runs.saidOf(ended);
	assert.deepEqual(told, ['.guild/attrs/exit_status: Cannot be read: permission denied']);
	assert.deepEqual([status, why], ['unknown', '.guild/attrs/exit_status may not be read: permission denied']);
});

test('a run of which no row may be read is not said to have just begun, nor to be idle', context => {
	const runs = openCopy(context, 'ultralytics');
	const name = 'train';
	for (const file of readdirSync(path.join(runs.root, name)))
		utimesSync(path.join(runs.root, name, file), new Date('2026-01-01'), new Date('2026-01-01'));
	runs.shut(`${name}/results.csv`);
	runs.read();
	const {status, why, metrics, told} = runs.saidOf(name);
	assert.deepEqual([status, why, metrics], ['unknown', 'results.csv may not be read: permission denied', []]);
	assert.deepEqual(told, ['results.csv: Cannot be read: permission denied']);
	runs.open();
	runs.lookAgain();
	assert.equal(runs.saidOf(name).status, 'finished');
});

test('what a run only links to, and may not be read, is no fault of it', context => {
	const runs = openCopy(context, 'ultralytics');
	const elsewhere = makeRoot();
	context.after(() => rmSync(elsewhere, {recursive: true, force: true}));
	const args = path.join(runs.root, 'train/args.yaml');
	cpSync(args, path.join(elsewhere, 'args.yaml'));
	rmSync(args);
	symlinkSync(path.join(elsewhere, 'args.yaml'), args);
	// A directory of root alone, as all temporary ones are.
	chmodSync(elsewhere, 0);
	runs.read();
	assert.deepEqual(runs.saidOf('train').told, []);
});
