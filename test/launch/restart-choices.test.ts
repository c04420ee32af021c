import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import type {RunFacts} from '../../source/core/run.ts';
import {isRefusal} from '../../source/launch/refusal.ts';
import {planRestart} from '../../source/launch/restart/plan-restart.ts';
import {planStart} from '../../source/launch/restart/plan-start.ts';
import {cwd, plan, target, usual} from './restart-target.ts';

test('where a run is to be started elsewhere it is started there, whatever became of its own directory', () => {
	for (const cwd of ['/gone', null]) {
		const planned = planRestart(target('wandb', {argv: ['true'], cwd}), {...usual, cwd: os.tmpdir(), runsDirectory: '/runs'});
		assert.ok(!isRefusal(planned));
		assert.deepEqual([planned.plan.cwd, planned.plan.runsDirectory], [os.tmpdir(), '/runs']);
	}
});

test('how much a run was to do is that of the new one, unless something is changed', () => {
	const total = {total: 500, from: 'given'} as unknown as RunFacts['total'];
	const ofFormat = (format: string, changes: string[]) =>
		plan(target(format, {argv: ['python', 'a.py', '--lr', '1'], cwd}, {total}), changes).plan.total;
	assert.deepEqual([ofFormat('xtui', []), ofFormat('xtui', ['lr=2']), ofFormat('wandb', [])], [500, null, null]);
});

test('the form of a restart has the flags of the command, of a tracker’s own command its settings', () => {
	const flags = (of: Target) => plan(of).flags.map(({name, value}) => `${name}=${value}`);
	assert.deepEqual(flags(target('wandb', {argv: ['python', 'a.py', '--lr', '1', '--amp', '--lr=2', 'x=3'], cwd})), [
		'lr=2',
		'amp=null',
		'x=3',
	]);
	assert.deepEqual(flags(target('hydra', {argv: ['python', 'a.py', '--multirun', 'x=3'], cwd})), ['x=3']);
	const config = {lr: 0.1, name: 'a', amp: true, none: null, deep: {a: 1}, _private: 1, save_dir: 'out'};
	assert.deepEqual(flags(target('guild', {argv: ['true'], cwd}, {config})), ['lr=0.1', 'name=a', 'amp=true']);
});

test('a checkpoint, the recorded source and the own directory are offered where they can be had, and refused where not', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	mkdirSync(path.join(root, 'project/.git'), {recursive: true});
	const at = path.join(root, 'project');
	const git = {commit: '4f1c2aa90b', branch: 'main', dirty: false, remote: null};
	const command = {argv: ['python', 'a.py'], cwd: at};
	const offers = (of: Target) => plan(of).offers.map(({id}) => id);
	assert.deepEqual(offers(target('wandb', command, {git})), ['recorded']);
	assert.deepEqual(offers(target('wandb', command, {git: {...git, dirty: true}})), [], 'not without its changes');
	assert.deepEqual(offers(target('wandb', {...command, cwd}, {git})), [], 'nor outside of its repository');
	assert.deepEqual(offers(target('guild', command, {git})), ['inPlace', 'latest']);
	const source = (of: Target) => {
		const planned = planRestart(of, {...usual, source: 'recorded'});
		return isRefusal(planned) ? planned.refusal : planned.notes.join();
	};
	assert.match(source(target('wandb', command, {git})), /^commit 4f1c2aa90b in the run's own directory/);
	assert.match(source(target('wandb', command)), /names no commit/);
	assert.match(source(target('wandb', {...command, cwd}, {git})), /no git repository any more/);
	assert.match(source(target('wandb', command, {git: {...git, dirty: true}})), /uncommitted changes beyond 4f1c2aa90b/);
	const kept = target('xtui', command, {git: {...git, dirty: true}}, {path: path.join(root, 'run')});
	mkdirSync(kept.path);
	writeFileSync(path.join(kept.path, 'source.patch'), '');
	assert.match(source(kept), /^commit 4f1c2aa90b and the changes that were kept/);
	const resumed = planRestart(target('wandb', command), {...usual, fromCheckpoint: true});
	assert.ok(isRefusal(resumed));
	assert.match(resumed.refusal, /no flag for a checkpoint, or none was found/);
});

test('what is only prepared is started as it is, and says so of all that could be chosen', () => {
	const staged = target('guild', {argv: ['true'], cwd: '/gone'}, {recorded: 'staged'}, {status: 'queued', statusWhy: 'staged'});
	for (const [choice, reason] of [
		[{source: 'latest'}, /with the source that was prepared/],
		[{fromCheckpoint: true}, /has no checkpoint/],
		[{cwd: '/gone/there'}, /is gone: \/gone\/there; say where with --cwd DIR/],
	] as const) {
		const planned = planStart(staged, {...usual, ...choice});
		assert.ok(planned !== null && isRefusal(planned));
		assert.match(planned.refusal, reason);
	}
});
