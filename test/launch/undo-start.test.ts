import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import type {Target} from '../../source/core/acting/target.ts';
import {readProcess} from '../../source/io/processes/processes.ts';
import {whoActs} from '../../source/launch/action-log.ts';
import {restartAct} from '../../source/launch/acts/restart.ts';
import {undoAct} from '../../source/launch/acts/undo.ts';
import type {Executor} from '../../source/launch/executor.ts';
import {isRefusal, type Refusal} from '../../source/launch/refusal.ts';
import type {Identity, Stopped} from '../../source/launch/stop.ts';
import {target, usual} from './restart-target.ts';

/** A run of another tracker, and a log of what was done that says this. */
function runIn(context: TestContext, log: readonly object[], more: Partial<Target> = {}): Target {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-start-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const before = process.env.XDG_STATE_HOME;
	process.env.XDG_STATE_HOME = root;
	context.after(() => {
		if (before === undefined) delete process.env.XDG_STATE_HOME;
		else process.env.XDG_STATE_HOME = before;
	});
	for (const at of ['xtui', 'runs/a']) mkdirSync(path.join(root, at), {recursive: true});
	writeFileSync(path.join(root, 'runs/a/log.csv'), '12345');
	writeFileSync(path.join(root, 'xtui/actions.jsonl'), log.map(entry => `${JSON.stringify(entry)}\n`).join(''));
	return target('wandb', {argv: ['true'], cwd: root}, {}, {path: path.join(root, 'runs/a'), root, ...more});
}

const identity: Identity = {pid: 7, startTicks: 1, leadsGroup: true, isShell: false, parentPid: 1};

/** Finds a process or none, and notes whom it was told to stop. */
function executor(found: Identity | Refusal, answer: Stopped = {by: 'SIGINT'}) {
	const told: number[] = [];
	const stop = async ({pid}: Identity) => {
		told.push(pid);
		return answer;
	};
	const own: Executor<Identity> = {submit: async () => ({fault: 'no disk'}), find: () => found, stop};
	return {own, told};
}

const started = (more: object = {}) => ({at: 1, by: whoActs(), act: 'restart', runs: [], result: 'done', made: 'k3f9', ...more});

test('undo takes back only a start that came about, of that very run, by this person', async context => {
	for (const [entry, isTaken] of [
		[started(), true],
		[started({act: 'create'}), true],
		[started({made: 'PATH'}), true],
		[started({made: 'other'}), false],
		[started({result: 'failed'}), false],
		[started({act: 'stop'}), false],
		[started({by: 'somebody@else'}), false],
	] as const) {
		const of = runIn(context, []);
		const log = JSON.stringify(entry).replace('PATH', of.path);
		writeFileSync(path.join(of.root, 'xtui/actions.jsonl'), `torn\n${log}\n`);
		const step = await undoAct(of.root, executor(identity).own).plan(of);
		const said = isRefusal(step) ? step.refusal : step.lines[0]!.text;
		assert.equal(said, isTaken ? 'delete' : `${whoActs()} has said nothing of it that stands`, log);
	}
});

test('undoing a start stops what still runs, and puts nothing away that does not end', async context => {
	const of = runIn(context, [started()], {status: 'running', statusWhy: 'pid 7 is alive'});
	const journals = path.join(of.root, '.xtui');
	for (const [found, answer, shown, done] of [
		[
			{refusal: 'it runs on elsewhere'},
			{by: 'SIGINT'},
			'it still runs, and cannot be stopped: it runs on elsewhere (pid 7 is alive)',
			null,
		],
		[identity, {fault: 'pid 7 still lives'}, ['signals', 'argv', 'journal', 'note', 'size'], {refusal: 'pid 7 still lives'}],
	] as const) {
		const {own} = executor(found, answer);
		const step = await undoAct(of.root, own).plan(of);
		assert.deepEqual(isRefusal(step) ? step.refusal : step.lines.map(({label}) => label), shown);
		if (!isRefusal(step)) assert.deepEqual(await step.perform(), done);
		assert.equal(existsSync(journals), false);
	}
	const {own, told} = executor(identity);
	// What was started then is known too: the process that the run itself names is the one.
	const {startTicks} = readProcess(process.pid)!;
	const known = JSON.stringify(started({pid: process.pid, pid_started_at: startTicks}));
	writeFileSync(path.join(of.root, 'xtui/actions.jsonl'), `${known}\n`);
	const step = await undoAct(of.root, own).plan(of);
	assert.ok(!isRefusal(step));
	assert.match(String(await step.perform()), /^deleted; xtui restore takes it back/);
	assert.deepEqual([told, existsSync(journals)], [[7], true]);
});

test('what was started for a run whose files name no process is stopped in its place, and never another of its number', async context => {
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'ignore', detached: true});
	context.after(() => child.kill('SIGKILL'));
	const pid = child.pid!;
	const {startTicks} = readProcess(pid)!;
	for (const [entry, isFound] of [
		[{pid, pid_started_at: startTicks}, true],
		[{pid, pid_started_at: startTicks - 1}, false],
		[{pid, pid_started_at: null}, false],
		[{pid: 2 ** 22 + 1, pid_started_at: startTicks}, false],
		[{}, false],
	] as const) {
		const of = runIn(context, [started(entry)], {status: 'running', statusWhy: 'written just now'});
		for (const [answer, done] of [
			[{by: 'SIGINT'}, /^deleted/],
			[{fault: 'it lives'}, /it lives/],
		] as const) {
			const {own, told} = executor({refusal: 'its process is not recorded'}, answer);
			const step = await undoAct(of.root, own).plan(of);
			assert.equal(isRefusal(step), !isFound, JSON.stringify(entry));
			if (isRefusal(step)) continue;
			assert.match(step.lines[0]!.text, new RegExp(`to process group ${pid} on this host$`));
			// A new look at a run of which nothing is said yet.
			const came = await step.perform();
			assert.match(typeof came === 'string' ? came : JSON.stringify(came), done);
			assert.deepEqual(told, [pid]);
			rmSync(path.join(of.root, '.xtui'), {recursive: true, force: true});
		}
	}
});

test('a run is not started again while its restart runs, unless that is asked for, nor where another xtui has just done it', async context => {
	const restart = async (log: object, more: Partial<Target> = {}, force = false) => {
		const of = runIn(context, [], more);
		writeFileSync(path.join(of.root, 'xtui/actions.jsonl'), `${JSON.stringify(log).replace('PATH', of.path)}\n`);
		const step = await restartAct({...usual, force}, executor(identity).own, 2000).plan(of);
		const came = isRefusal(step) ? step : await step.perform();
		return typeof came === 'string' || !isRefusal(came) ? came : came.refusal;
	};
	const lives = {liveRestart: 'z1'};
	assert.equal(await restart({}, lives), 'its restart z1 still runs; say --force to start another');
	assert.equal(await restart({}, lives, true), 'no disk');
	const done = (more: object) => started({at: 3, runs: [{id: 'k3f9', path: 'PATH'}], ...more});
	const already = 'another xtui has just done that';
	for (const [log, told] of [
		[done({}), already],
		[done({at: 2}), already],
		[done({at: 1.9}), 'no disk'],
		[done({act: 'tag'}), 'no disk'],
		[done({result: 'failed'}), 'no disk'],
		[done({runs: [{id: 'other', path: 'PATH'}]}), 'no disk'],
		[done({runs: [{id: 'k3f9', path: '/another/store'}]}), 'no disk'],
	] as const)
		assert.equal(await restart(log), told, JSON.stringify(log));
});
