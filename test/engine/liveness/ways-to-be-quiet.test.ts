import assert from 'node:assert/strict';
import {appendFileSync, copyFileSync, realpathSync, symlinkSync} from 'node:fs';
import os from 'node:os';
import test from 'node:test';
import {PythonProcesses} from '../../../source/io/processes/python-processes.ts';
import {tfrecords} from '../../encodings/tfrecord-writer.ts';
import {scalar} from '../../formats/tfevents/events.ts';
import {logOf, row, run} from '../../formats/wandb/logs.ts';
import {hourMs, Lab, minuteMs, points, saidPid, stateOf, until} from './lab.ts';

const wandbDir = (id: string) => `wandb/offline-run-20261121_003418-${id}`;
const wandbLog = (id: string) => `${wandbDir(id)}/run-${id}.wandb`;

/** A run of wandb that has just begun. */
function beginWandb(lab: Lab, id: string): void {
	const seconds = lab.nowMs / 1000;
	lab.write(wandbLog(id), logOf(run(), row(0, {loss: 1}, seconds), row(1, {loss: 0.5}, seconds)));
}

test('suspended is told from stalled, and is over with SIGCONT', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid});
	assert.equal(lab.look('run').status, 'running');
	process.kill(pid, 'SIGSTOP');
	await stateOf(pid, 'T');
	const {status, why} = lab.look('run', 3000);
	assert.deepEqual([status, why], ['stalled', `pid ${pid} is suspended`]);
	process.kill(pid, 'SIGCONT');
	await stateOf(pid, 'S', 'R');
	assert.equal(lab.look('run', 3000).status, 'running');
});

test('suspended by a terminal is suspended too', async context => {
	const lab = new Lab(context);
	const shell = await lab.start(['bash', '-c', 'set -m; sleep 59 & echo $!; exec sleep 60']);
	const pid = await saidPid(shell);
	context.after(() => process.kill(pid, 'SIGKILL'));
	lab.native('run', {pid});
	process.kill(pid, 'SIGTSTP');
	await stateOf(pid, 'T');
	assert.match(lab.look('run').why, /is suspended$/);
});

test('of two writers one that is suspended does not hide the other', async context => {
	const lab = new Lab(context);
	lab.native('run', {pid: await lab.deadPid()});
	const first = await lab.sleeper({holds: 'run/output.log'});
	const second = await lab.sleeper({holds: 'run/output.log'});
	process.kill(second.pid, 'SIGSTOP');
	await stateOf(second.pid, 'T');
	const {status, why} = lab.look('run');
	assert.equal(status, 'running');
	assert.match(why, new RegExp(`pid ${first.pid} holds`));
});

test('stalled beyond its rhythm with the age and the rhythm in its reason, and running when it writes again', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid});
	const {status, why} = lab.look('run', 8 * minuteMs);
	assert.deepEqual([status, why], ['stalled', `pid ${pid} is alive, but no write for 8 min (writes every 1 s)`]);
	appendFileSync(lab.at('run/metrics.jsonl'), points(1, lab.nowMs, 21));
	assert.equal(lab.look('run').status, 'running');
});

test('the reason of a silent run is the same for a minute at a time', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('here', {pid});
	lab.native('far', {host: 'node17'});
	for (const dir of ['here', 'far']) {
		const seen = new Set<string>();
		lab.look(dir, 3 * minuteMs);
		for (let second = 0; second < 60; second++) seen.add(lab.look(dir, 1000).why);
		assert.ok(seen.size <= 2, [...seen].join('; '));
	}
});

test('a run that starts and has written nothing runs; for long, it is stalled', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid, lastMs: null});
	assert.equal(lab.look('run').status, 'running');
	const {status, why} = lab.look('run', hourMs);
	assert.equal(status, 'stalled');
	assert.match(why, /its rhythm is not known yet/);
});

test('a process of another user is alive, also where nobody may look into it', {
	skip: process.getuid?.() !== 0,
}, async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper({uid: 65534, gid: 65534});
	lab.native('run', {pid});
	assert.deepEqual(lab.look('run').why, `pid ${pid} is alive`);
});

test('clocks hours off, ahead and behind: files tell more than data, and what is seen to grow more than both', async context => {
	const lab = new Lab(context);
	lab.native('ahead', {host: 'node17', lastMs: lab.nowMs + 3 * hourMs});
	assert.equal(lab.look('ahead').status, 'running');
	lab.native('behind', {host: 'node17', lastMs: lab.nowMs - 3 * hourMs});
	lab.look('behind');
	appendFileSync(lab.at('behind/metrics.jsonl'), points(1, lab.nowMs - 3 * hourMs, 21));
	assert.equal(lab.look('behind').status, 'running');
	const {pid} = await lab.sleeper();
	lab.native('zone', {pid, ticks: null, lastMs: lab.nowMs - 3 * hourMs});
	lab.look('zone');
	appendFileSync(lab.at('zone/metrics.jsonl'), points(1, lab.nowMs - 3 * hourMs, 21));
	assert.equal(lab.look('zone').why, `pid ${pid} is alive`);
	assert.equal(lab.look('ahead', 5 * minuteMs).status, 'stalled', 'no eternal running');
	assert.match(lab.look('ahead', hourMs).why, /no write for 1 h \(its clock is 1 h ahead\)/);
});

test('file times ahead and none in the data: unknown until it grows', context => {
	const lab = new Lab(context);
	lab.write('run/metrics.csv', `step,loss\n${Array.from({length: 20}, (_, i) => `${i},${1 / (i + 1)}`).join('\n')}\n`);
	lab.date(lab.nowMs + 3.5 * hourMs, 'run/metrics.csv');
	const {status, why} = lab.look('run');
	assert.deepEqual(
		[status, why],
		['unknown', 'its times lie 3 h ahead of this clock, and it has not grown since it was first seen'],
	);
	appendFileSync(lab.at('run/metrics.csv'), '20,0.01\n');
	lab.date(lab.nowMs + 3.5 * hourMs, 'run/metrics.csv');
	assert.equal(lab.look('run').status, 'running');
	assert.equal(lab.look('run', 2 * hourMs).status, 'idle');
});

test('an event file whose writer holds it back for two minutes is not stalled by that; without one it is idle at last', context => {
	const lab = new Lab(context);
	const seconds = lab.nowMs / 1000;
	const events = Array.from({length: 30}, (_, i) => scalar(seconds - 30 + i, i + 1, 'loss', 1 / (i + 1)));
	lab.write('run/events.out.tfevents.1760000000.node1', tfrecords(...events));
	assert.equal(lab.look('run', 100_000).status, 'running');
	assert.equal(lab.look('run', 5 * minuteMs).status, 'stalled');
	const {status, why} = lab.look('run', 3 * hourMs);
	assert.equal(status, 'idle');
	assert.match(why, /no write for 3 h, and this format has no end mark/);
});

test('a wandb log runs while somebody holds it open, by whatever path; crashed when nobody does', async context => {
	const lab = new Lab(context);
	// No runs are looked for in .cache, so that only the link leads there.
	const file = '.cache/wandb/offline-run-20261121_003418-abc123/run-abc123.wandb';
	lab.write(file, logOf(run(), row(0, {loss: 1}), row(1, {loss: 0.5})));
	lab.date(lab.nowMs - 2 * minuteMs, file);
	symlinkSync(lab.at('.cache'), lab.at('link'));
	const child = await lab.sleeper({holds: file});
	// Found by the link, which is not the name that the kernel gives it.
	const dir = 'link/wandb/offline-run-20261121_003418-abc123';
	assert.match(lab.look(dir).why, new RegExp(`pid ${child.pid} holds run-abc123.wandb open`));
	child.kill('SIGKILL');
	await stateOf(child.pid, 'gone');
	assert.match(lab.look(dir, 10_000).why, /^no end record yet, and no process here holds/);
	const {status, why} = lab.look(dir, 2000);
	assert.equal(status, 'crashed');
	assert.match(why, /^no end record, and no process here holds run-abc123.wandb open, no write for \d+ d$/);
});

test('that nobody held a log open before it was there proves nothing of its run', async context => {
	const lab = new Lab(context);
	beginWandb(lab, 'first123');
	await lab.sleeper({holds: wandbLog('first123')});
	assert.match(lab.look(wandbDir('first123')).why, /holds run-first123.wandb open/);
	beginWandb(lab, 'later123');
	const child = await lab.sleeper({holds: wandbLog('later123')});
	// All open files were looked at a second ago, and are not looked at again so soon.
	const dir = wandbDir('later123');
	assert.equal(lab.look(dir, 1000).status, 'running');
	assert.match(lab.look(dir, 6000).why, new RegExp(`pid ${child.pid} holds run-later123.wandb open`));
	child.kill('SIGKILL');
	await stateOf(child.pid, 'gone');
	assert.equal(lab.look(dir, 10_000).status, 'running', 'whoever started it may write its end just now');
	assert.equal(lab.look(dir, 10_000).status, 'crashed');
});

test('an event file that nobody holds open any more is idle after a minute, not after the ten that an unknown rhythm is given', async context => {
	const lab = new Lab(context);
	const file = `run/events.out.tfevents.${Math.floor(lab.nowMs / 1000)}.${os.hostname()}`;
	lab.write(file, '');
	const child = await lab.sleeper({holds: file});
	// Somebody else who might write it: a Python program that has numpy, by its names.
	copyFileSync(realpathSync('/bin/bash'), lab.at('numpy/python3'));
	const other = await lab.start([lab.at('numpy/python3'), '-c', 'read line'], {stdio: ['pipe', 'ignore', 'ignore']});
	const python = new PythonProcesses();
	await until('the other', () => python.scan()?.some(({pid, has}) => pid === other.pid && has.numpy === true) ?? false);
	assert.match(lab.look('run').why, new RegExp(`pid ${child.pid} holds`));
	child.kill('SIGKILL');
	await stateOf(child.pid, 'gone');
	assert.equal(lab.look('run', 10_000).status, 'running', 'a writer may close its file and open another');
	const {status, why} = lab.look('run', minuteMs);
	assert.equal(status, 'idle');
	assert.match(why, /^no process here holds events.out.tfevents.* open, and this format has no end mark$/);
});

test('rows without a time are timed as they come: their run is not given ten minutes once its rhythm was seen', context => {
	const lab = new Lab(context);
	lab.write('run/metrics.csv', 'step,loss\n0,1\n1,0.5\n');
	for (let step = 2; step < 22; step++) {
		lab.look('run', 1000);
		appendFileSync(lab.at('run/metrics.csv'), `${step},0.1\n`);
	}
	assert.equal(lab.look('run', 1000).status, 'running');
	assert.equal(lab.look('run', 100_000).status, 'running');
	const {status, why} = lab.look('run', minuteMs);
	assert.equal(status, 'stalled');
	assert.match(why, /^no write for 2 min \(writes every 1 s\)/);
});

test('of rows without a time it is known how long all of them took: nobody who has their file open is silent for longer', async context => {
	const lab = new Lab(context);
	const rows = (count: number) => `step,loss\n${Array.from({length: count}, (_, step) => `${step},0.1\n`).join('')}`;
	for (const [name, count] of [
		['run', 100],
		['held', 100],
		['young', 11],
	] as const)
		lab.write(`${name}/metrics.csv`, rows(count));
	lab.date(lab.nowMs + 30_000, 'run/metrics.csv', 'held/metrics.csv', 'young/metrics.csv');
	const {pid} = await lab.sleeper({holds: 'held/metrics.csv'});
	lab.look('run', 31_000);
	assert.match(lab.look('run', minuteMs).why, /^written within the last 2 min/);
	const {status, why} = lab.look('run', minuteMs);
	assert.deepEqual([status, why], ['stalled', 'no write for 2 min (all its 100 rows came within 30 s)']);
	assert.equal(lab.look('young').status, 'running', 'it has not shown its pauses yet');
	assert.equal(lab.look('held', 7 * minuteMs).why, `pid ${pid} holds metrics.csv open`, 'its program may be at work');
	assert.match(lab.look('run', 2 * minuteMs).why, /^no write for 10 min, and this format has no end mark/);
});

test('runs that were met since open files were looked at know their status a second later', async context => {
	const lab = new Lab(context);
	beginWandb(lab, 'first123');
	await lab.sleeper({holds: wandbLog('first123')});
	lab.look(wandbDir('first123'));
	beginWandb(lab, 'dead1234');
	const dir = wandbDir('dead1234');
	assert.equal(lab.look(dir, 100).status, 'running');
	assert.equal(lab.look(dir, 1000).status, 'crashed');
});

test("the tracker's own word is named where it says something else", async context => {
	const lab = new Lab(context);
	const store = (id: string, atMs: number) => {
		const meta = `artifact_uri: x\nend_time: null\nexperiment_id: '0'\nlifecycle_stage: active\nrun_id: ${id}\nrun_name: a\n`;
		lab.write(`mlruns/0/${id}/meta.yaml`, `${meta}start_time: ${Math.round(atMs)}\nstatus: 1\nuser_id: me\n`);
		lab.write(`mlruns/0/${id}/metrics/loss`, `${Math.round(atMs)} 0.5 1\n${Math.round(atMs) + 1000} 0.4 2\n`);
	};
	const [old, young] = ['a'.repeat(32), 'b'.repeat(32)];
	store(old!, lab.nowMs - 49 * hourMs);
	store(young!, lab.nowMs - 2000);
	assert.deepEqual(
		[lab.look(`mlruns/0/${old}`).status, lab.look(`mlruns/0/${old}`).why],
		['crashed', 'recorded as RUNNING, but no end record, no write for 2 d'],
	);
	assert.deepEqual(
		[lab.look(`mlruns/0/${young}`).status, lab.look(`mlruns/0/${young}`).why.includes('RUNNING')],
		['running', false],
	);
	const guild = `runs/${'c'.repeat(32)}`;
	const dead = await lab.deadPid();
	lab.write(`${guild}/.guild/opref`, 'guildfile:/x 0 m train');
	lab.write(`${guild}/.guild/attrs/started`, String(Math.round((lab.nowMs - minuteMs) * 1000)));
	lab.write(`${guild}/.guild/LOCK`, String(dead));
	assert.deepEqual([lab.look(guild).status, lab.look(guild).why], ['crashed', `pid ${dead} is gone, no end record`]);
});

test('files that are all a later copy say nothing of the life of their run', async context => {
	const lab = new Lab(context);
	const seconds = (atMs: number) => Math.floor(atMs / 1000);
	// Only the name of an event file that was never flushed tells its time.
	lab.write(`copy/events.out.tfevents.${seconds(lab.nowMs - 400 * 24 * hourMs)}.node17`, '');
	lab.write(`fresh/events.out.tfevents.${seconds(lab.nowMs - minuteMs)}.node17`, '');
	const {status, why} = lab.look('copy');
	assert.equal(status, 'idle');
	assert.match(
		why,
		/^recorded on host node17, started 400 d ago \(its files are a later copy\), and this format has no end mark$/,
	);
	assert.equal(lab.look('fresh').status, 'running');
});

test('a host that only a file name tells, with this one and a dot before it, may be this one with a suffix', context => {
	const lab = new Lab(context);
	const whyOf = (host: string) => {
		const place = `${host}/events.out.tfevents.1760000000.${host}`;
		lab.write(place, tfrecords(scalar(lab.nowMs / 1000 - 7200, 1, 'loss', 1)));
		return lab.look(host).why;
	};
	assert.match(whyOf(`${os.hostname()}.p1`), /^(?!recorded on)/);
	assert.match(whyOf(`x${os.hostname()}`), /^recorded on host x/);
});
