import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {setImmediate} from 'node:timers/promises';
import type {Target} from '../../source/core/acting/target.ts';
import type {RunFacts} from '../../source/core/run.ts';
import {stopAct} from '../../source/launch/acts/stop.ts';
import type {Executor} from '../../source/launch/executor.ts';
import {isRefusal, type Refusal} from '../../source/launch/refusal.ts';
import type {Identity, Stopped} from '../../source/launch/stop.ts';
import {target} from './restart-target.ts';

const nobody = 2 ** 22 + 1;
const identity: Identity = {pid: 7, startTicks: 1, leadsGroup: false, isShell: false, parentPid: 1};

function stop(found: Identity | Refusal, stopped: Stopped = {by: 'SIGINT'}) {
	const executor: Executor<Identity> = {
		submit: () => assert.fail(),
		find: () => found,
		stop: async () => stopped,
	};
	return stopAct(['SIGINT', 'SIGKILL'], 500, executor);
}

function running(format: string, facts: Partial<RunFacts> = {}, more: Partial<Target> = {}): Target {
	return target(format, null, facts, {status: 'running', statusWhy: 'pid 7 is alive', ...more});
}

test('a stop shows which signals go to whom, and refuses what does not run or cannot be found', async () => {
	const shown = async (of: Target, found: Identity | Refusal) => {
		const step = await stop(found).plan(of);
		return isRefusal(step) ? step.refusal : step.lines.map(({label, text}) => `${label} ${text}`);
	};
	const signals = 'signals SIGINT, then SIGKILL, 0.5 s each, to';
	const refused = {refusal: 'its process is not recorded'};
	const waits = {status: 'queued', why: 'staged', waits: true} as const;
	const cases: [Target, Identity | Refusal, string | string[]][] = [
		[running('wandb'), identity, [`${signals} pid 7 on this host`]],
		[running('wandb', {host: 'a'}), {...identity, leadsGroup: true}, [`${signals} process group 7 on a`]],
		[
			running('wandb', {command: {argv: ['python', 'a b'], cwd: null}}),
			{...identity, isShell: true},
			[`${signals} pid 7 and all that it has started on this host`, 'argv ["python","a b"]'],
		],
		[running('wandb', {}, {status: 'stalled'}), identity, [`${signals} pid 7 on this host`]],
		[running('wandb', {}, {status: 'failed', statusWhy: 'exit code 1'}), identity, 'it does not run: failed, exit code 1'],
		[running('guild', {outcome: waits}, {status: 'queued', statusWhy: 'staged'}), identity, 'it does not run: queued, staged'],
		[running('wandb'), refused, 'its process is not recorded (pid 7 is alive)'],
		[running('wandb', {pid: 7}), {refusal: 'pid 7 is gone'}, 'pid 7 is gone'],
	];
	for (const [of, found, told] of cases) assert.deepEqual(await shown(of, found), told);
});

test('a stop says what ended the run, that it had ended before, or what still lives', async () => {
	for (const [stopped, told] of [
		[{by: 'SIGKILL'}, 'stopped by SIGKILL'],
		[{by: 'itself'}, 'had ended by itself'],
		[{fault: 'pid 7 still lives 0.5 s after SIGKILL'}, {refusal: 'pid 7 still lives 0.5 s after SIGKILL'}],
	] as const) {
		const step = await stop(identity, stopped).plan(running('wandb'));
		assert.ok(!isRefusal(step));
		assert.deepEqual(await step.perform(), told);
	}
});

test('the record of the end is waited for while somebody is there to write it', async context => {
	const root = mkdtempSync(path.join(os.tmpdir(), 'xtui-stop-'));
	context.after(() => rmSync(root, {recursive: true, force: true}));
	const end = path.join(root, 'exit.json');
	/** Whether a stop is not over before there is a record of the end. */
	const waits = async (of: Target, parentPid: number) => {
		rmSync(end, {force: true});
		const step = await stop({...identity, parentPid}).plan(of);
		assert.ok(!isRefusal(step));
		let isOver = false;
		const over = step.perform().then(() => {
			isOver = true;
		});
		for (let turns = 0; turns < 20; turns++) await setImmediate();
		const isWaiting = !isOver;
		writeFileSync(end, '{}');
		await over;
		return isWaiting;
	};
	const adopted = (pid: number): Partial<RunFacts> => ({extra: {runner_pid: pid}});
	for (const [of, parentPid, isWaited] of [
		[running('xtui', {}, {path: root}), process.pid, true],
		[running('xtui', {}, {path: root}), nobody, false],
		[running('xtui', {}, {path: root}), 1, false],
		[running('xtui', adopted(process.pid), {path: root}), 1, true],
		[running('xtui', adopted(nobody), {path: root}), process.pid, false],
		[running('wandb', {}, {path: root}), process.pid, false],
	] as const)
		assert.equal(await waits(of, parentPid), isWaited, JSON.stringify([of.format, of.facts.extra, parentPid]));
	assert.equal(existsSync(path.join(root, 'stop-request.json')), true, 'its runner is told that this was asked for');
	const others = await stop(identity).plan(running('wandb', {}, {path: path.join(root, 'other')}));
	mkdirSync(path.join(root, 'other'));
	assert.ok(!isRefusal(others));
	await others.perform();
	assert.deepEqual(readdirSync(path.join(root, 'other')), [], 'nothing is written into the run of another tracker');
	const file = path.join(root, 'run.tar');
	writeFileSync(file, '');
	const step = await stop(identity).plan(running('xtui', {}, {path: file}));
	assert.ok(!isRefusal(step));
	assert.equal(await step.perform(), 'stopped by SIGINT');
});
