import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import type {RunFacts} from '../../source/core/run.ts';
import {restartAct} from '../../source/launch/acts/restart.ts';
import {showExactly} from '../../source/launch/exact-words.ts';
import {isRefusal} from '../../source/launch/refusal.ts';
import {planRestart} from '../../source/launch/restart/plan-restart.ts';
import {planStart} from '../../source/launch/restart/plan-start.ts';
import {cwd, plan, refusal, target, usual} from './restart-target.ts';

test('repeats the recorded words, directory and variables, and links to what it repeats', () => {
	const command = {argv: ['python', 'train.py', '--lr', '0.1'], cwd, env: {SEED: '1'}};
	const {plan: made, isTrackers, changes} = plan(target('wandb', command, {group: 'g'}), ['lr=0.2']);
	assert.deepEqual(made.argv, ['python', 'train.py', '--lr', '0.2']);
	assert.deepEqual([made.cwd, made.env.SEED, made.group, made.restartOf], [cwd, '1', 'g', 'k3f9']);
	assert.deepEqual([isTrackers, changes], [false, ['lr: 0.1 → 0.2']]);
	assert.equal(made.runsDirectory, `${cwd}/runs`);
});

test('does not take the name of a program for its whole command', () => {
	const run = target('mlflow', {argv: [`${cwd}/train.py`], cwd: null, isNameOnly: true});
	const said = 'only the name of its program is recorded, train.py, not its arguments: start it with xtui run -- COMMAND';
	assert.equal(refusal(run), said);
	assert.equal(refusal(run, ['lr=0.2']), said);
});

test('lets Guild make a new run from the old one, or go on in place', () => {
	const run = target('guild', {argv: ['python', '-um', 'guild.op_main', 'train'], cwd: '/gone'});
	const home = `${cwd}/home`;
	assert.deepEqual(plan(run, ['lr=0.2']).plan.argv, ['guild', '-H', home, 'run', '--proto', 'k3f9', '-y', 'lr=0.2']);
	assert.deepEqual(plan(run, [], true).plan.argv, ['guild', '-H', home, 'run', '--restart', 'k3f9', '-y']);
	assert.equal(plan(run).isTrackers, true);
	for (const inPlace of [false, true]) {
		const latest = planRestart(run, {...usual, source: 'latest', inPlace});
		assert.ok(!isRefusal(latest) && latest.plan.argv.includes('--force-sourcecode'));
		assert.match(latest.notes.join(), /with the source as it is now/);
	}
	assert.match(plan(run).notes.join(), /with the source of the old one/);
});

test('starts Guild where its file lies, in which it finds the operation, and above its home where that is gone', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const [run, project] = [path.join(root, 'home/runs/k3f9'), path.join(root, 'a project')];
	mkdirSync(path.join(run, '.guild'), {recursive: true});
	mkdirSync(project);
	const cwdOf = (opref: string): string => {
		writeFileSync(path.join(run, '.guild/opref'), opref);
		return plan(target('guild', {argv: ['python'], cwd: '/gone'}, {}, {path: run})).plan.cwd;
	};
	assert.equal(cwdOf(`guildfile:'${project}/guild.yml' d8bc '' train`), project);
	assert.equal(cwdOf(`script:'${project}' '' '' train.py`), project);
	for (const opref of [`script:'${project}/gone' '' '' train.py`, "package:gpt2 0.1 '' train", 'guildfile:', ''])
		assert.equal(cwdOf(opref), root);
});

test("runs a Gage operation again beside the old run, with its recorded flags, in its project's directory", () => {
	const facts = {group: 'train', config: {lr: 0.3, name: "a b'"}, extra: {Gage: {project: cwd}}};
	const {plan: made} = plan(target('gage', {argv: ['python', 'x'], cwd: '/gone'}, facts), ['lr=1']);
	const words = ['gage', '--runs', `${cwd}/home/runs`, 'run', 'train', "name=a b'", '-y', 'lr=1'];
	assert.deepEqual([made.argv, made.cwd], [words, cwd]);
});

test('passes the flags of Gage as its command line reads them, and names those that it has no words for', () => {
	const config = {
		n: null,
		t: true,
		s: '1e5',
		yes: 'true',
		big: '12345678901234567890',
		bad: 'NaN',
		'train.py#lr': 0.1,
		'': 4,
		e: '',
	};
	const odd = {l: [1, 'x'], a: {c: 2}, lines: 'a\nb', both: `"it's`};
	const facts = {group: 'train', config: {...config, ...odd}, extra: {Gage: {project: cwd}}};
	const {plan: made, notes} = plan(target('gage', {argv: ['python', 'x'], cwd: '/gone'}, facts), ['t=false']);
	const words = ['n=null', 's="1e5"', 'yes="true"', 'big=12345678901234567890', 'bad=NaN', '"train.py#lr"=0.1', '""=4', 'e='];
	assert.deepEqual(made.argv.slice(3), ['run', 'train', ...words, '-y', 't=false']);
	assert.match(notes.join('\n'), /not set, .*: l, a, lines, both$/);
});

test('passes floats of Gage as floats, which it would write into the source as integers', context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-test-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const meta = path.join(root, '97b08c6a-ecce-4ebb-be73-b290aa99d0c9.meta');
	mkdirSync(meta);
	writeFileSync(path.join(meta, 'config.json'), '{"decay": 0.0, "lr": 1.0, "n": 1, "big": 1e+16, "s": "1.0"}');
	const facts = {group: 'train', config: {decay: 0, lr: 1, n: 1, big: 1e16, s: '1.0'}, extra: {Gage: {project: cwd}}};
	const {plan: made} = plan(target('gage', {argv: ['python', 'x'], cwd: '/gone'}, facts, {path: meta}));
	assert.deepEqual(made.argv.slice(3), ['run', 'train', 'decay=0.0', 'lr=1.0', 'n=1', 'big=1e+16', 's="1.0"', '-y']);
});

test('starts what is only staged by its tracker, as it was prepared', () => {
	const staged = {status: 'queued', statusWhy: 'staged'} as const;
	const of = (format: string, facts: Partial<RunFacts>) => target(format, {argv: ['true'], cwd: '/gone'}, facts, staged);
	const startOf = (run: Target, changes: string[] = []) => planStart(run, {...usual, changes});
	const start = startOf(of('guild', {recorded: 'staged'}));
	assert.ok(start !== null && !isRefusal(start));
	assert.deepEqual(start.plan.argv, ['guild', '-H', `${cwd}/home`, 'run', '--start', 'k3f9', '-y']);
	assert.deepEqual([start.plan.cwd, start.isTrackers, start.goesOn, start.offers], [cwd, true, true, []]);
	const facts = {recorded: 'staged', group: 'train', extra: {Gage: {project: cwd}}} as const;
	const gage = startOf(of('gage', facts));
	assert.ok(gage !== null && !isRefusal(gage));
	assert.deepEqual(gage.plan.argv, ['gage', '--runs', `${cwd}/home/runs`, 'run', '--start', 'k3f9', '-y']);
	assert.equal(gage.plan.cwd, cwd);
	const changed = startOf(of('guild', {recorded: 'staged'}), ['lr=1']);
	assert.ok(changed !== null && isRefusal(changed));
	assert.match(changed.refusal, /only prepared, and is started as it was/);
	const pending = of('guild', {recorded: 'pending'});
	assert.deepEqual([startOf(pending), refusal(pending)], [null, 'it is queued: staged']);
	const waiting: Partial<RunFacts> = {recorded: 'pending', outcome: {status: 'queued', why: 'staged', waits: true}};
	const left = startOf(of('guild', waiting));
	assert.ok(left !== null && !isRefusal(left));
	assert.equal(left.plan.argv[4], '--start', 'Guild starts what it left in the midst of its preparation');
	const unready = of('gage', {...facts, ...waiting});
	assert.equal(startOf(unready), null, 'Gage starts nothing but what is staged');
	assert.deepEqual(plan(unready).plan.argv.slice(3), ['run', 'train', '-y']);
});

test('tells which start makes no new run: the first one of what was prepared, and one in the own directory', async () => {
	const start = async (run: Target, inPlace = false) => {
		const act = restartAct({...usual, inPlace}, {submit: () => assert.fail()}, 0);
		const step = await act.plan(run);
		assert.ok(!isRefusal(step), 'refusal' in step ? step.refusal : '');
		return step.start;
	};
	const command = {argv: ['true'], cwd: '/gone'};
	assert.equal(await start(target('guild', command, {recorded: 'staged'}, {status: 'queued', statusWhy: 'staged'})), 'first');
	assert.equal(await start(target('guild', command), true), 'again');
	assert.equal(await start(target('guild', command)), undefined);
});

test('lets flexlock make a new directory, or write into the old one where that is asked for', () => {
	const run = target('flexlock', {argv: ['flexlock-run', '-d', 'cfg:cfg', '-s', 'train', '-o', 'lr=1', '--force'], cwd});
	const fresh = ['--save-dir-policy', 'increment'];
	assert.deepEqual(plan(run, ['lr=2']).plan.argv, ['flexlock-run', '-d', 'cfg:cfg', '-s', 'train', '-o', 'lr=2', ...fresh]);
	assert.deepEqual(plan(run, ['n=2'], true).plan.argv.slice(5), ['-o', 'lr=1', '--force', '-O', 'n=2']);
	assert.equal(plan(run).isTrackers, true);
});

test('lets flexlock name the new directory as it named the old one', () => {
	const argv = ['flexlock-run', '-d', 'c:c', '-s', 'train', '-O'];
	const again = (directory: string, facts = {}) =>
		plan(target('flexlock', {argv: [...argv, directory, '--force'], cwd}, facts)).plan.argv.slice(6);
	assert.deepEqual(again('save_dir=out/a_0003'), ['save_dir=out/a', '--save-dir-policy', 'increment']);
	assert.deepEqual(again('save_dir="out/a b_0003"'), ['save_dir="out/a b"', '--save-dir-policy', 'increment']);
	assert.deepEqual(again('save_dir="out/a/2026-11-27T09-24-42"'), ['save_dir="out/a"', '--save-dir-policy', 'timestamp']);
	assert.deepEqual(again('train.save_dir=out/a_0003')[0], 'train.save_dir=out/a');
	const task = again('save_dir=out/sample_0003', {parent: 'out/run.lock'});
	assert.deepEqual(task, ['save_dir=out/sample_0003', '--save-dir-policy', 'increment']);
});

test('refuses with the reason', () => {
	const command = {argv: ['true'], cwd};
	assert.match(
		refusal(target('wandb', command, {}, {status: 'running', statusWhy: 'pid 7 is alive'})),
		/running: pid 7 is alive/,
	);
	assert.match(refusal(target('wandb', command, {}, {status: 'stalled'})), /stalled/);
	assert.match(refusal(target('wandb', null)), /not recorded/);
	assert.match(refusal(target('xman', null)), /in Python/);
	assert.match(refusal(target('wandb', {argv: ['./gone'], cwd})), /program is gone: \.\/gone/);
	assert.match(refusal(target('wandb', command), ['nonsense']), /NAME=VALUE/);
	const gage = target('gage', command, {group: 'train', extra: {Gage: {project: cwd}}});
	for (const run of [target('wandb', command), gage, target('flexlock', command)])
		assert.equal(refusal(run, [], true), `${run.format} runs cannot be started again in place`);
	assert.match(refusal(target('xtui', command, {extra: {executor: {kind: 'ray'}}})), /through ray/);
	assert.equal(refusal(target('xtui', command, {extra: {executor: {kind: 'local'}}})), '');
	assert.match(refusal(target('wandb', command, {}, {status: 'deleted'})), /deleted; restore it first/);
	assert.match(refusal(target('wandb', null, {}, {isComplete: false})), /still being read/);
	assert.match(refusal(target('wandb', {argv: ['true'], cwd: null})), /is not recorded; say where with --cwd DIR/);
	assert.match(
		refusal(target('wandb', {argv: ['true'], cwd: '/gone/there'})),
		/is gone: \/gone\/there; say where with --cwd DIR/,
	);
	const queued = target('wandb', command, {}, {status: 'queued', statusWhy: 'not started yet'});
	assert.deepEqual(planRestart(queued, {...usual, force: true}), {refusal: 'it is queued: not started yet'});
	const inPlace = planRestart(target('guild', command, {}, {status: 'stalled', statusWhy: 'silent'}), {...usual, inPlace: true});
	assert.ok(isRefusal(inPlace));
	assert.match(inPlace.refusal, /^it is stalled: silent; where it is over, say --force without --in-place$/);
});

test('says which variables were not recorded', () => {
	const facts = {extra: {env_not_recorded: ['XTUI_TEST_TOKEN']}, host: 'elsewhere'};
	assert.deepEqual(plan(target('xtui', {argv: ['true'], cwd}, facts)).notes, [
		'it ran on elsewhere, and would run here now',
		'not recorded and not set here: XTUI_TEST_TOKEN',
	]);
});

test('shows words exactly, and nothing that a terminal would obey', () => {
	const argv = ['a b', '\x1b[2J', '\u009b31m', 'x\u202ey', 'ü漢'];
	const shown = showExactly(argv);
	assert.deepEqual(JSON.parse(shown), argv);
	assert.match(shown, /^[\x20-\x7eü漢]+$/);
});

test('a job of Hydra takes changes as overrides, and what it was is in its config', () => {
	const config = {lr: 0.1, model: {act: 'relu', layers: [1, 2]}};
	const run = (...words: string[]) => target('hydra', {argv: ['python', 'train.py', ...words], cwd}, {config});
	const {plan: made, changes} = plan(run(), ['lr=0.7', 'model.act=gelu', 'model.layers=[3]', 'new=1']);
	assert.deepEqual(made.argv, ['python', 'train.py', 'lr=0.7', 'model.act=gelu', 'model.layers=[3]', 'new=1']);
	assert.deepEqual(changes, ['lr: 0.1 → 0.7', 'model.act: relu → gelu', 'model.layers: [1,2] → [3]', 'new: (not set) → 1']);
	assert.deepEqual(plan(run('lr=0.2', '+tag=a'), ['tag=b', 'lr=1']).plan.argv, ['python', 'train.py', 'lr=1', '+tag=b']);
});

test('a run that is only taken for running is started again by force, and never while its process is seen', () => {
	const command = {argv: ['python', 'train.py'], cwd};
	const ofStatus = (more: Partial<Target>) =>
		target('csv', command, {}, {status: 'running', statusWhy: 'written a moment ago', ...more});
	const without = planRestart(ofStatus({}), {...usual, force: false});
	assert.deepEqual(without, {
		refusal: 'it is running: written a moment ago; where it is over all the same, say --force',
		canForce: true,
	});
	const forced = planRestart(ofStatus({}), {...usual, force: true});
	assert.ok(!isRefusal(forced), JSON.stringify(forced));
	assert.deepEqual(forced.notes, ['it is running as far as is known here: written a moment ago']);
	const seen = planRestart(ofStatus({livePid: 7}), {...usual, force: true});
	assert.deepEqual(seen, {refusal: 'it is running: written a moment ago; end its program first: its process is not recorded'});
});

test('a setting that would reach nobody is refused', () => {
	const ofCode = (code: string) => target('csv', {argv: ['sh', '-c', code], cwd});
	assert.match(refusal(ofCode('python train.py --lr 1'), ['lr=2']), /^--set lr=2 would reach nobody: .* code of a shell/);
	assert.equal(refusal(ofCode('python train.py --lr 1')), '');
	assert.equal(refusal(ofCode('python train.py "$@"'), ['lr=2']), '');
});

test('a run that is called by its overrides is called by those that are changed, any other as it was', () => {
	const nameOf = (format: string, words: string, name: string | null, changes: string[]) =>
		plan(
			target(
				format,
				{argv: ['python', 'train.py', ...words.split(' ').filter(Boolean)], cwd},
				{name},
				{name: name ?? '02-12-02'},
			),
			changes,
		).plan.name;
	assert.equal(nameOf('hydra', 'fail=true ~x hydra.job.chdir=true', 'fail=true ~x', ['fail=false']), 'fail=false ~x');
	assert.equal(nameOf('hydra', '', null, ['lr=0.7']), 'lr=0.7');
	assert.equal(nameOf('hydra', 'fail=true', 'fail=true', []), 'fail=true');
	assert.equal(nameOf('hydra', 'fail=true', 'my run', ['fail=false']), 'my run');
	assert.equal(nameOf('xtui', 'fail=true', 'fail=true', ['fail=false']), 'fail=false');
	assert.equal(nameOf('xtui', '10', '10', ['x=1']), '10');
});
