import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import type {Json, RunFacts} from '../../source/core/run.ts';
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

test('a run is started again by what is recorded, as soon as that is read, wherever its program lies', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	writeFileSync(path.join(root, 'train.sh'), '');
	const at = (argv: string[], more: Partial<RunFacts> = {}, of: Partial<Target> = {}) =>
		planRestart(target('wandb', {argv, cwd: root}, more, of), usual);
	for (const planned of [
		at(['python', 'a.py'], {}, {isComplete: false}),
		at(['./train.sh']),
		at([path.join(root, 'train.sh')]),
		...([null, ['slurm'], {}, {kind: 7}, {kind: 'local'}] as Json[]).map(executor => at(['true'], {extra: {executor}})),
	])
		assert.ok(!isRefusal(planned), JSON.stringify(planned));
	assert.ok(isRefusal(at(['python', 'a.py'], {extra: {executor: {kind: 'slurm'}}})));
	const here = at(['true'], {host: os.hostname()});
	assert.ok(!isRefusal(here));
	assert.deepEqual(here.notes, []);
});

test('the recorded source is taken only where that is chosen, from the commit that is named', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const below = path.join(root, 'project/deep');
	mkdirSync(below, {recursive: true});
	mkdirSync(path.join(root, 'project/.git'));
	const sourceOf = (commit: string | null, source: 'recorded' | 'latest' | null, format = 'wandb') => {
		const git = {commit, branch: null, dirty: false, remote: null};
		const planned = planRestart(target(format, {argv: ['true'], cwd: below}, {git}, {path: path.join(below, 'runs/a')}), {
			...usual,
			source,
		});
		return isRefusal(planned) ? planned.refusal : [planned.plan.source, planned.offers.map(({id}) => id), planned.notes.length];
	};
	const recorded = {top: path.join(root, 'project'), commit: '4f1c2aa90b', patch: null, below: 'deep'};
	assert.deepEqual(sourceOf('4f1c2aa90b', 'recorded'), [recorded, ['recorded'], 1]);
	for (const source of ['latest', null] as const) assert.deepEqual(sourceOf('4f1c2aa90b', source), [null, ['recorded'], 0]);
	assert.deepEqual(sourceOf('--output=x', null), [null, [], 0], 'what is no commit is given to no git');
	assert.match(String(sourceOf('--output=x', 'recorded')), /was not recorded whole/);
	assert.match(String(sourceOf(null, 'recorded')), /names no commit/);
	assert.deepEqual(sourceOf('4f1c2aa90b', 'recorded', 'guild'), [null, ['inPlace', 'latest'], 1], 'Guild keeps it itself');
});

test('a checkpoint is the newest of the run and of where its command puts what it makes', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const run = path.join(root, 'run');
	const made = (name: string, seconds: number) => {
		const file = path.join(root, name);
		mkdirSync(path.dirname(file), {recursive: true});
		writeFileSync(file, '');
		utimesSync(file, seconds, seconds);
	};
	let holdsOthers = false;
	const newest = (...argv: string[]) => {
		const planned = planRestart(target('wandb', {argv: ['python', 'a.py', ...argv], cwd: root}, {}, {path: run, holdsOthers}), {
			...usual,
			fromCheckpoint: true,
		});
		return isRefusal(planned) ? null : planned.changes.join().replace(`${root}/`, '');
	};
	mkdirSync(run);
	assert.equal(newest('--resume', 'x'), null, 'there is none');
	made('run/a/b/epoch3.ckpt', 300);
	made('run/epoch9.txt', 900);
	made('out/last.pt', 500);
	made('run/1/2/3/4/5/deep.pt', 800);
	made('7/other.pt', 950);
	for (const [argv, told] of [
		[['--resume', 'x'], 'resume: x → run/a/b/epoch3.ckpt'],
		[['--resume=x', '--output-dir', 'out'], 'resume: x → out/last.pt'],
		[['--model.ckpt_path', 'x'], 'model.ckpt_path: x → run/a/b/epoch3.ckpt'],
		[['--resume', '--output_dir', 'out'], null],
		[['--seed', '1', '--output_dir', 'out'], null],
		[['--resume', 'x', '--seed', '7'], 'resume: x → run/a/b/epoch3.ckpt'],
	] as const)
		assert.equal(newest(...argv), told, argv.join(' '));
	made('run/a/epoch2.ckpt', 200);
	assert.equal(newest('--resume', 'x'), 'resume: x → run/a/b/epoch3.ckpt');
	holdsOthers = true;
	assert.equal(newest('--resume', 'x'), null, 'what lies deeper is of the other runs in its directory');
	assert.equal(newest('--resume', 'x', '--output_dir', 'run/a'), 'resume: x → run/a/b/epoch3.ckpt');
	made('run/own.pt', 100);
	assert.equal(newest('--resume', 'x'), 'resume: x → run/own.pt');
});

test('a job of Hydra without a name is called by its overrides, where they are changed by those', () => {
	const name = (argv: string[], changes: string[], more: Partial<RunFacts> = {}, called = 'a run') => {
		const planned = plan(target('hydra', {argv: ['python', 'a.py', ...argv], cwd}, more, {name: called}), changes);
		return planned.plan.name;
	};
	assert.equal(name([], ['lr=1']), 'lr=1');
	assert.equal(name([], []), 'a run');
	assert.equal(name([], ['lr=1'], {name: 'mine'}), 'a run');
	assert.equal(name(['lr=2'], ['lr=1'], {}, 'lr=2'), 'lr=1');
	assert.equal(name(['lr=2'], ['lr=1']), 'a run');
	assert.equal(name(['lr=2', 'hydra.job.num=1'], ['lr=1'], {}, 'lr=2'), 'lr=1');
});
