import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import os from 'node:os';
import test from 'node:test';
import {emptyFacts, type RunFacts} from '../../source/core/run.ts';
import {readProcess} from '../../source/io/processes/processes.ts';
import {identify, stopProcess} from '../../source/launch/stop.ts';
import {waitFor} from './program.ts';

test('proves a process by its number, start and host, and takes no other for it', () => {
	const ours = {pid: process.pid, host: os.hostname()};
	const by = (facts: Partial<RunFacts>) => identify({facts: {...emptyFacts(), ...ours, ...facts}});
	const proven = by({startedAtMs: Date.now()});
	assert.ok('startTicks' in proven);
	assert.deepEqual(by({pidStartTicks: proven.startTicks}), proven);
	for (const [facts, reason] of [
		[{pidStartTicks: proven.startTicks - 1}, /another process now/],
		[{startedAtMs: Date.now() - 86_400_000}, /another process now/],
		[{}, /another process now/],
		[{startedAtMs: Date.now() + 86_400_000, writer: {...emptyFacts().writer, startsFirst: true}}, /another process now/],
		[{host: 'elsewhere', pidStartTicks: proven.startTicks}, /runs on elsewhere/],
		[{host: null, startedAtMs: Date.now()}, /does not say on which host/],
		[{bootId: 'another boot', pidStartTicks: proven.startTicks}, /restarted since/],
		[{pid: 2 ** 22 + 1, pidStartTicks: 1}, /is gone/],
		[{pid: null}, /not recorded/],
	] as [Partial<RunFacts>, RegExp][]) {
		const found = by(facts);
		assert.match('refusal' in found ? found.refusal : '', reason);
	}
});

test('proves a process of a record without a host by the directory in which it works and when it was started', () => {
	const argv = ['python', 'train.py'];
	const ours = {pid: process.pid, command: {argv, cwd: process.cwd()}, startedAtMs: Date.now() - process.uptime() * 1000};
	const by = (facts: Partial<RunFacts>) => identify({facts: {...emptyFacts(), ...ours, ...facts}});
	assert.equal('pid' in by({}) && process.pid, process.pid);
	for (const facts of [
		{command: {argv, cwd: os.tmpdir()}},
		{command: {argv, cwd: '/nowhere'}},
		{command: null},
		{startedAtMs: ours.startedAtMs - 120_000},
		{startedAtMs: ours.startedAtMs + 120_000},
		{startedAtMs: null},
		{pid: 2 ** 22 + 1},
	]) {
		const found = by(facts);
		assert.match('refusal' in found ? found.refusal : '', /does not say on which host/, JSON.stringify(facts));
	}
});

test('a shell that a run was started through is stopped with what it has started', async context => {
	const program = `${process.execPath} -e 'console.log(process.pid); setInterval(() => {}, 1000)'; true`;
	const shell = spawn('/bin/sh', ['-c', program], {stdio: ['ignore', 'pipe', 'inherit']});
	const ended = once(shell, 'exit');
	const [line] = await once(shell.stdout, 'data');
	const pid = Number(String(line));
	const isThere = () => ![undefined, 'Z', 'X'].includes(readProcess(pid)?.state);
	context.after(() => isThere() && process.kill(pid, 'SIGKILL'));
	const facts = {...emptyFacts(), pid: shell.pid!, host: os.hostname(), startedAtMs: Date.now()};
	const identity = identify({facts});
	assert.ok('startTicks' in identity);
	assert.notEqual(pid, shell.pid);
	assert.deepEqual(await stopProcess(identity, ['SIGTERM', 'SIGKILL'], 5000), {by: 'SIGTERM'});
	await ended;
	assert.equal(isThere(), false);
});

test('ends nobody that has got the number of a process since, one that is suspended, and the whole group that one leads', async context => {
	const start = (line: string) => {
		const child = spawn('/bin/sh', ['-c', line], {stdio: ['ignore', 'pipe', 'inherit'], detached: true});
		context.after(() => child.kill('SIGKILL'));
		return child;
	};
	const leader = start('sleep 60 & echo $!; wait');
	const [line] = await once(leader.stdout, 'data');
	const worker = Number(String(line));
	const {startTicks} = readProcess(leader.pid!)!;
	const identity = {pid: leader.pid!, startTicks, leadsGroup: true, isShell: false, parentPid: process.pid};
	assert.deepEqual(await stopProcess({...identity, startTicks: startTicks + 1}, ['SIGKILL'], 5000), {by: 'itself'});
	assert.notEqual(readProcess(leader.pid!)?.state, undefined);
	process.kill(-leader.pid!, 'SIGSTOP');
	assert.deepEqual(await stopProcess(identity, ['SIGTERM'], 5000), {by: 'SIGTERM'});
	// What it has started got the same signal, and ends by itself.
	await waitFor(() => [undefined, 'Z', 'X'].includes(readProcess(worker)?.state));
});

test('goes on to the next signal where one is not heard, and says who still lives after the last', async context => {
	const deaf = spawn('/bin/sh', ['-c', "trap '' TERM; echo deaf; while :; do sleep 0.05; done"], {
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	context.after(() => deaf.kill('SIGKILL'));
	await once(deaf.stdout, 'data');
	const {startTicks} = readProcess(deaf.pid!)!;
	const identity = {pid: deaf.pid!, startTicks, leadsGroup: false, isShell: false, parentPid: process.pid};
	assert.deepEqual(await stopProcess(identity, ['SIGTERM'], 200), {fault: `pid ${deaf.pid} still lives 0.2 s after SIGTERM`});
	const sent: string[] = [];
	const stopped = await stopProcess(identity, ['SIGTERM', 'SIGKILL'], 200, signal => sent.push(signal));
	assert.deepEqual([stopped, sent], [{by: 'SIGKILL'}, ['SIGTERM', 'SIGKILL']]);
});
