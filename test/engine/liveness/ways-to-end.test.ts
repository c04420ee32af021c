import assert from 'node:assert/strict';
import {appendFileSync, cpSync, readFileSync, renameSync, rmSync} from 'node:fs';
import test from 'node:test';
import {ended, hourMs, Lab, minuteMs, points, saidPid, stateOf, until} from './lab.ts';

test('exit codes and signals that the wrapper saw end a run as finished, failed or stopped', async context => {
	const ways: [string, NodeJS.Signals | null, object, string, RegExp][] = [
		['exit 0', null, {}, 'finished', /exit code 0 in exit.json/],
		['exit 1', null, {}, 'failed', /exit code 1/],
		['exit 137', null, {}, 'failed', /exit code 137/],
		['exit 130', null, {}, 'stopped', /exit code 130/],
		['exec sleep 60', 'SIGTERM', {}, 'stopped', /signal SIGTERM/],
		['exec sleep 60', 'SIGINT', {}, 'stopped', /signal SIGINT/],
		['exec sleep 60', 'SIGKILL', {}, 'failed', /signal SIGKILL/],
		['exec sleep 60', 'SIGSEGV', {}, 'failed', /signal SIGSEGV/],
		['exec sleep 60', 'SIGKILL', {asked_for: true}, 'stopped', /asked to stop, signal SIGKILL/],
	];
	for (const [script, signal, more, status, why] of ways) {
		const lab = new Lab(context);
		const child = await lab.start(['sh', '-c', script]);
		if (signal !== null) child.kill(signal);
		lab.native('run', {pid: child.pid, exit: {...(await ended(child)), ...more}});
		const row = lab.look('run');
		assert.equal(row.status, status, `${script} ${signal}: ${row.why}`);
		assert.match(row.why, why);
	}
});

test('killed with its wrapper: crashed when its end was not written within two seconds', async context => {
	const lab = new Lab(context);
	const child = await lab.sleeper();
	lab.native('run', {pid: child.pid});
	assert.deepEqual(lab.look('run'), {status: 'running', why: `pid ${child.pid} is alive`, fraction: null});
	child.kill('SIGKILL');
	await ended(child);
	const doubtful = lab.look('run', minuteMs);
	assert.deepEqual([doubtful.status, doubtful.why], ['running', `pid ${child.pid} is gone, no end record yet`]);
	const {status, why} = lab.look('run', 2000);
	assert.deepEqual([status, why], ['crashed', `pid ${child.pid} is gone, no end record`]);
});

test('an end that is written a moment after the process has gone is never taken for a crash', async context => {
	const lab = new Lab(context);
	const child = await lab.sleeper();
	lab.native('run', {pid: child.pid});
	lab.look('run');
	child.kill('SIGTERM');
	const end = await ended(child);
	assert.equal(lab.look('run', 3000).status, 'running');
	lab.write('run/exit.json', JSON.stringify({ended_at: lab.nowMs / 1000, ...end}));
	assert.equal(lab.look('run', 500).status, 'stopped');
});

test('a process that was seen to be gone long after its last write: the reason has the age of that', async context => {
	const lab = new Lab(context);
	lab.native('run', {pid: await lab.deadPid(), lastMs: lab.nowMs - 5 * hourMs});
	assert.match(lab.look('run').why, /^pid \d+ is gone, no end record, no write for 5 h$/);
});

test('killed after its last step: crashed, and the reason says that the end was reached', async context => {
	const lab = new Lab(context);
	lab.native('run', {pid: await lab.deadPid(), total: 20});
	const {status, why} = lab.look('run');
	assert.equal(status, 'crashed');
	assert.match(why, /no end record, though step 20 was reached/);
});

test('a zombie whose parent does not ask has crashed', async context => {
	const lab = new Lab(context);
	// The shell becomes a program that never asks how its child ended.
	const parent = await lab.start(['sh', '-c', 'sleep 59 & echo $!; exec sleep 60']);
	const pid = await saidPid(parent);
	await until('the other program', () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
	process.kill(pid, 'SIGKILL');
	await stateOf(pid, 'Z');
	lab.native('run', {pid, ticks: null});
	const {status, why} = lab.look('run');
	assert.equal(status, 'crashed');
	assert.match(why, /zombie its parent has not read/);
});

test('a pid that another process has now is no life, by its start time and by a start after the last write', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('ticks', {pid, ticks: 5});
	lab.native('young', {pid, ticks: null, lastMs: lab.nowMs - 3 * hourMs});
	lab.date(lab.nowMs - 3 * hourMs, 'young/metrics.jsonl', 'young/xtui-run.json');
	assert.match(lab.look('ticks').why, /^pid \d+ is another process now, no end record$/);
	const {status, why} = lab.look('young');
	assert.equal(status, 'crashed');
	assert.match(why, /another process now, started [23] h( \d\d)? after the last write/);
});

test('a restart of the machine ended every process', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, boot: '00000000-0000-4000-8000-000000000000'});
	const {status, why} = lab.look('run');
	assert.deepEqual([status, why], ['crashed', 'this machine was restarted since, no end record']);
});

test('a copied directory has fresh file times and is as dead as its data', async context => {
	const lab = new Lab(context);
	lab.native('old', {pid: await lab.deadPid(), lastMs: lab.nowMs - 48 * hourMs});
	lab.native('far', {host: 'node17', lastMs: lab.nowMs - 48 * hourMs});
	cpSync(lab.at('old'), lab.at('copy'), {recursive: true});
	assert.equal(lab.look('copy').status, 'crashed');
	const {status, why} = lab.look('far');
	assert.equal(status, 'crashed');
	assert.equal(why, 'recorded on host node17, no end record, no write for 2 d');
});

test('silence on another host: quiet, stalled, then crashed, and running again when it comes back', async context => {
	const lab = new Lab(context);
	lab.native('run', {host: 'node17', lastMs: lab.nowMs - 1000});
	assert.deepEqual(
		[0, 90_000, 5 * minuteMs, hourMs].map(laterMs => lab.look('run', laterMs).status),
		['running', 'running', 'stalled', 'crashed'],
	);
	appendFileSync(lab.at('run/metrics.jsonl'), points(1, lab.nowMs, 21));
	const {status, why} = lab.look('run');
	assert.deepEqual([status, why], ['running', 'recorded on host node17, written within the last 10 s']);
});

test('the parent is gone and its child holds the log: it runs on; when the child ends too, it has crashed', async context => {
	const lab = new Lab(context);
	lab.native('run', {pid: await lab.deadPid()});
	const child = await lab.sleeper({holds: 'run/output.log'});
	const {status, why} = lab.look('run');
	assert.equal(status, 'running');
	assert.match(why, new RegExp(`^pid \\d+ is gone, but pid ${child.pid} holds output.log open$`));
	child.kill('SIGKILL');
	await ended(child);
	assert.equal(lab.look('run', minuteMs + 1).status, 'running', 'its end may be written just now');
	assert.equal(lab.look('run', 2000).status, 'crashed');
});

test('the process is gone and the files grow all the same: somebody writes whom nobody sees', async context => {
	const lab = new Lab(context);
	lab.native('run', {pid: await lab.deadPid()});
	assert.equal(lab.look('run').status, 'crashed');
	lab.nowMs += 20_000;
	appendFileSync(lab.at('run/metrics.jsonl'), points(1, lab.nowMs, 21));
	const {status, why} = lab.look('run');
	assert.equal(status, 'running');
	assert.match(why, /^pid \d+ is gone, but others write: written within the last 10 s$/);
	assert.equal(lab.look('run', 3 * hourMs).status, 'crashed', 'and is over when that ends');
});

test('a log that is deleted or rotated away under its writer is no end', async context => {
	const lab = new Lab(context);
	for (const dir of ['deleted', 'rotated']) lab.native(dir, {pid: await lab.deadPid()});
	const one = await lab.sleeper({holds: 'deleted/output.log'});
	const other = await lab.sleeper({holds: 'rotated/output.log'});
	rmSync(lab.at('deleted/output.log'));
	renameSync(lab.at('rotated/output.log'), lab.at('rotated/output.log.1'));
	lab.write('rotated/output.log', '');
	lab.write('deleted/output.log', '');
	assert.match(lab.look('deleted').why, new RegExp(`pid ${one.pid} holds output.log open, which was deleted`));
	assert.equal(lab.look('deleted').status, 'running');
	assert.match(lab.look('rotated').why, new RegExp(`pid ${other.pid} holds output.log open`));
	assert.equal(lab.look('rotated').status, 'running');
});

test('of many runs, which are looked at less often, one that is killed while it writes is told all the same', async context => {
	const lab = new Lab(context);
	const many = await lab.sleeper();
	const one = await lab.sleeper();
	for (let run = 0; run < 300; run++) lab.native(`many-${run}`, {pid: many.pid, count: 2, grown: true});
	lab.native('run', {pid: one.pid, grown: true});
	assert.equal(lab.look('run').status, 'running');
	appendFileSync(lab.at('run/metrics.jsonl'), points(1, lab.nowMs, 21));
	lab.look('run', 3000);
	one.kill('SIGKILL');
	await ended(one);
	for (let second = 0; second < 15; second += 3) lab.look('run', 3000);
	assert.equal(lab.look('run').status, 'crashed', lab.look('run').why);
	assert.equal(lab.look('many-7').status, 'running');
});

test('whoever was seen to hold a table open, and has ended, writes to it no more; growth says otherwise', async context => {
	const lab = new Lab(context);
	lab.grown('run/metrics.csv', 'step,loss\n1,0.5\n2,0.4\n');
	const child = await lab.sleeper({holds: 'run/metrics.csv'});
	const held = /^pid \d+ holds metrics.csv open$/;
	for (let look = 0; look < 3; look++) assert.match(lab.look('run', 6000).why, held);
	child.kill('SIGKILL');
	await ended(child);
	const {status, why} = lab.look('run', 6000);
	assert.deepEqual(
		[status, why],
		['idle', `pid ${child.pid}, which held metrics.csv open, is gone, and this format has no end mark`],
	);
	lab.look('run', 6000);
	appendFileSync(lab.at('run/metrics.csv'), '3,0.3\n');
	lab.date(lab.nowMs, 'run/metrics.csv');
	assert.equal(lab.look('run', 6000).status, 'running');
});

test('whoever held a table open and is a zombie now writes to it no more', async context => {
	const lab = new Lab(context);
	lab.grown('run/metrics.csv', 'step,loss\n1,0.5\n2,0.4\n');
	const parent = await lab.start(['sh', '-c', 'sleep 59 >> "$0" & echo $!; exec sleep 60', lab.at('run/metrics.csv')]);
	const pid = await saidPid(parent);
	await until('the other program', () => readFileSync(`/proc/${parent.pid}/comm`, 'utf8') === 'sleep\n');
	await until('the writer', () => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sleep\n');
	for (let look = 0; look < 3; look++) assert.equal(lab.look('run', 6000).why, `pid ${pid} holds metrics.csv open`);
	process.kill(pid, 'SIGKILL');
	await stateOf(pid, 'Z');
	const {status, why} = lab.look('run', 6000);
	assert.deepEqual([status, why], ['idle', `pid ${pid}, which held metrics.csv open, is gone, and this format has no end mark`]);
});
