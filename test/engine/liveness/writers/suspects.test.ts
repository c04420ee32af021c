import assert from 'node:assert/strict';
import os from 'node:os';
import test from 'node:test';
import {Series} from '../../../../source/core/series/series.ts';
import type {WriterHabits} from '../../../../source/core/writer-habits.ts';
import {noHabits} from '../../../../source/core/writer-habits.ts';
import {runsNamesake, runsProgram} from '../../../../source/engine/liveness/writers/program.ts';
import {Lab, minuteMs} from '../lab.ts';
import {beating, startMs, trainer, World} from './world.ts';

const gone = {kind: 'no writer', why: 'no process that can have written it is left here'};

test('a run whose tracker names no process is over where nothing is left that can have written it', () => {
	const world = new World();
	world.add(['python', 'serve.py']);
	world.add(['python', 'train.py'], {agoMs: -minuteMs});
	assert.deepEqual(world.look(trainer, 5000), {kind: 'unknown'}, 'its end may be on its way');
	assert.deepEqual(world.look(trainer, 6000), gone);
});

test('the same script, started again when the last point was written already, is the writer of another run', () => {
	const lookAt = (agoMs: number, lastSignMs: number, startedAtMs: number | null) => {
		const world = new World();
		world.add(['python', 'train.py'], {agoMs});
		Object.assign(world, {lastSignMs, startedAtMs});
		return world.look(trainer, minuteMs).kind;
	};
	const atMs = startMs - (startMs % 1000) + 500;
	const since = startMs - atMs;
	assert.equal(lookAt(since, atMs - 10, atMs - minuteMs), 'no writer');
	assert.equal(lookAt(since - 1000, atMs, atMs - minuteMs), 'no writer');
	assert.equal(lookAt(since + 1000, atMs, atMs - minuteMs), 'unknown', 'it came up before the last point');
	assert.equal(
		lookAt(since, atMs - 500, atMs - minuteMs),
		'unknown',
		'a time in whole seconds may be one of half a second later',
	);
	assert.equal(lookAt(since, atMs - 10, atMs - 10), 'unknown', 'who made the run may have handed it on');
});

test('a format without an end waits for none where nobody is left who can open its file again', () => {
	const habits: typeof trainer = {needs: ['numpy'], program: null};
	const lookAt = (writer: WriterHabits, numpy: boolean) => {
		const world = new World();
		world.writer = writer;
		world.add(['python', 'train.py'], {has: {sqlite: true, numpy, xxhash: true}});
		return world.look(habits, 1000);
	};
	assert.deepEqual(lookAt({...noHabits, holdsOpen: true}, false), gone);
	assert.equal(lookAt({...noHabits, holdsOpen: true}, true).kind, 'unknown');
	assert.equal(lookAt({...noHabits, marksEnd: true}, false).kind, 'unknown');
});

test('whoever may have written it keeps it alive, as far as anybody can tell', () => {
	for (const words of [
		['python'],
		['python', '-c', 'from multiprocessing.spawn import spawn_main'],
		['python', '/bin/mlflow', 'server'],
	]) {
		const world = new World();
		world.add(words);
		assert.deepEqual(world.look(trainer, minuteMs), {kind: 'unknown', suspect: undefined}, words.join(' '));
	}
	const world = new World();
	const {pid} = world.add(['python', '-u', 'train.py', '--lr', '1']);
	assert.deepEqual(world.look(trainer, minuteMs), {kind: 'unknown', suspect: {pid, program: 'train.py'}});
});

test('who lacks a library that writing takes did not write it; who may not be looked into may have', () => {
	const world = new World();
	const process = world.add(['python'], {has: {sqlite: false, numpy: true, xxhash: true}});
	const habits: typeof trainer = {needs: ['sqlite'], program: null};
	assert.deepEqual(world.look(habits, minuteMs), gone);
	process.has.sqlite = null;
	assert.deepEqual(world.look(habits, minuteMs), {kind: 'unknown', suspect: undefined});
});

test('who wrote nothing while it grew did not write it', () => {
	const world = new World();
	world.add(['python']);
	const writer = world.add(['python', 'train.py']);
	for (let i = 0; i < 3; i++) world.grow(writer);
	world.processes.pop();
	const why = `pid ${writer.pid} (train.py), the last that can have written it here, is gone`;
	assert.deepEqual(world.look(trainer, minuteMs).kind, 'unknown', 'it went only just now');
	assert.deepEqual(world.look(trainer, 6000), {kind: 'no writer', why});
});

test('of several that went the one is named that the recorded program or its directory ties to the run, or nobody', () => {
	const lookAfter = (ends: readonly number[], ...processes: [string[], string | null][]) => {
		const world = new World();
		for (const [words, directory] of processes) world.add(words, {directory});
		world.look(trainer, minuteMs);
		const all = world.processes;
		for (const end of ends) {
			world.processes = world.processes.filter(process => process !== all[end]);
			world.look(trainer, minuteMs);
		}
		return world.look(trainer, 6000);
	};
	const named = (pid: number, program: string) => ({
		kind: 'no writer',
		why: `pid ${pid} (${program}), the last that can have written it here, is gone`,
	});
	const writer: [string[], string | null] = [['python', 'train.py'], os.tmpdir()];
	const elsewhere: [string[], string | null] = [['python', 'train.py'], '/opt'];
	const server: [string[], string | null] = [['python', '-m', 'guild.op_main'], '/opt'];
	const console: [string[], string | null] = [['python'], null];
	for (const ends of [
		[0, 1],
		[1, 0],
	]) {
		assert.deepEqual(lookAfter(ends, writer, server), named(100, 'train.py'), 'it runs the program');
		assert.deepEqual(lookAfter(ends, writer, elsewhere), named(100, 'train.py'), 'it works where the run lies');
		assert.deepEqual(lookAfter(ends, elsewhere, elsewhere), gone);
		assert.deepEqual(lookAfter(ends, server, console), gone, 'whichever went last');
	}
	assert.deepEqual(lookAfter([0], server), named(100, 'guild.op_main'), 'the only one');
});

test('who went before the last write was read did not write it', () => {
	const world = new World();
	const writer = world.add(['python', 'train.py']);
	world.add(['python', 'train.py']);
	world.grow(...world.processes);
	world.processes.pop();
	world.look(trainer, minuteMs);
	for (let i = 0; i < 2; i++) world.grow(writer);
	world.processes.pop();
	world.look(trainer, minuteMs);
	const why = `pid ${writer.pid} (train.py), the last that can have written it here, is gone`;
	assert.deepEqual(world.look(trainer, 6000), {kind: 'no writer', why});
});

test('a run that grows although nobody here can have written it is written elsewhere', () => {
	const world = new World();
	assert.deepEqual(world.look(trainer, minuteMs), gone);
	world.grow();
	assert.deepEqual(world.look(trainer, minuteMs), {kind: 'unknown'});
});

test('command lines say whether they run a program, or do not tell', () => {
	const runs = (line: string, program = '/home/ada/pkg/train.py') => runsProgram(line.split(' '), program);
	assert.equal(runs('python -u ./train.py'), true);
	assert.equal(runs('python -m pkg.train'), true);
	assert.equal(runs('python -m pkg', '/home/ada/pkg/__main__.py'), true);
	assert.equal(runs('python other.py'), false);
	assert.equal(
		runs('python /home/ada/ray/other.py sqlite:////data/mlflow.db'),
		false,
		'neither its place nor its arguments name a host',
	);
	assert.equal(runs('python /env/lib/site-packages/ray/_private/workers/default_worker.py'), null);
	assert.equal(runs('python -m other'), false);
	assert.equal(runs('python watch.py runs/train'), false, 'a word among its arguments is not what it runs');
	assert.equal(runs('python -X dev -u /usr/bin/tensorboard --logdir runs/train'), false);
	assert.equal(runs('python -m torch.distributed.run --nproc-per-node 2 train.py'), null);
	assert.equal(runs('python wrapper.py train.py'), null);
	assert.equal(runs('ray::train_fn'), null);
	assert.equal(runs('python -um guild.op_main other'), null);
	assert.equal(runs('python -um guild.plugins.queue_main'), false, 'it starts others');
	assert.equal(runs('python -um other'), false);
	assert.equal(runs('python -m ipykernel_launcher -f x.json'), null);
	assert.equal(runs('python other.py', '<console>'), null);
	assert.equal(
		runs('python -m torch.distributed.run --nproc-per-node 2 run.py', '/home/ada/run.py'),
		null,
		'a launcher is not its program',
	);
});

test('a program of the same name that lies elsewhere is another one', context => {
	const lab = new Lab(context);
	for (const place of ['mine', 'other']) lab.write(`${place}/train.py`, '');
	const program = lab.at('mine/train.py');
	const isOther = (word: string, directory: string | null) => runsNamesake({words: ['python', word], directory}, program);
	assert.equal(isOther('train.py', lab.at('other')), true);
	assert.equal(isOther(lab.at('other/train.py'), lab.at('mine')), true);
	assert.equal(isOther('train.py', lab.at('mine')), false);
	assert.equal(isOther('../mine/train.py', lab.at('other')), false);
	// Nobody can say: it works where nobody may look, or its program is not here, as in a container.
	assert.equal(isOther('train.py', null), false);
	assert.equal(isOther('train.py', lab.at('nowhere')), false);
});

test('a living Python program that is silent for long has stalled, and is named', async context => {
	const lab = new Lab(context);
	lab.write('train.py', 'read line\n');
	const {pid} = await lab.python([lab.at('train.py')], ({words}) => words.length === 2);
	// Of somebody who came up before it.
	const nowMs = Date.now() + 3000;
	lab.write('mlruns/1/run/meta.yaml', `run_id: run\nstatus: 1\nstart_time: ${nowMs - 30_000}\nexperiment_id: '1'\n`);
	lab.write('mlruns/1/run/tags/mlflow.source.name', lab.at('train.py'));
	lab.grown('mlruns/1/run/metrics/loss', Array.from({length: 30}, (_, i) => `${nowMs - 30_000 + i * 1000} 1 ${i}\n`).join(''));
	const {status, why} = lab.look('mlruns/1/run', 20 * minuteMs);
	assert.equal(status, 'stalled');
	assert.match(why, new RegExp(`^no write for 15 min, but pid ${pid} \\(train\\.py\\) is alive \\(`));
});

test('who came up while a run was written to all the time is the writer of another one', () => {
	const world = new World();
	const rows = (gapMs: number) => {
		const loss = new Series('replace');
		for (let i = 0; i < 30; i++) loss.push(i, startMs - (29 - i) * gapMs, 1);
		return loss;
	};
	const {pid} = world.add(['python', 'train.py'], {agoMs: 12_000});
	world.loss = rows(5000);
	assert.deepEqual(
		world.look(trainer, 11_000),
		{kind: 'unknown', suspect: {pid, program: 'train.py'}},
		'it may have taken it up again',
	);
	world.loss = rows(1000);
	assert.deepEqual(world.look(trainer, 6000), gone);
	const other = new World();
	other.add(['python', 'train.py'], {agoMs: 31_000});
	other.loss = rows(1000);
	assert.equal(other.look(trainer, minuteMs).kind, 'unknown', 'who was there from its beginning may be its writer');
});

test('a run that only the process which began it writes is over with that, whoever else is there, asleep or not', () => {
	const lookAt = (agoMs: number, writtenBytes: number | null, isSuspended = false) => {
		const world = new World();
		world.startedAtMs = startMs - 30_000;
		world.writer = beating();
		world.add(['python', 'serve.py'], {agoMs, writtenBytes, isSuspended, directory: os.tmpdir()});
		return world.look({needs: [], program: null, hasBegun: {leastBytes: 4000}}, minuteMs);
	};
	for (const isSuspended of [false, true]) {
		assert.deepEqual(lookAt(20_000, 5000, isSuspended), gone, 'younger than the run');
		assert.deepEqual(lookAt(minuteMs, 3999, isSuspended), gone, 'has never written that much');
	}
	assert.equal(lookAt(minuteMs, 5000).kind, 'unknown');
	assert.equal(lookAt(minuteMs, null).kind, 'unknown', 'may not be looked into');
	const stalled = lookAt(minuteMs, 5000, true);
	assert.ok(stalled.kind === 'unknown' && stalled.sleeper?.pid === 100);
});

test('a process that has none of the threads in its memory which wrote a trial is another one', () => {
	const lookAt = (holds: boolean | null, threads?: number[]) => {
		const world = new World();
		world.add(['python', 'serve.py'], {holdsAny: () => holds});
		return world.look({needs: [], program: null, ...(threads !== undefined && {threads})}, minuteMs);
	};
	assert.deepEqual(lookAt(false, [140214813502336]), gone);
	assert.equal(lookAt(true, [140214813502336]).kind, 'unknown');
	assert.equal(lookAt(null, [140214813502336]).kind, 'unknown', 'may not be looked into');
	assert.equal(lookAt(false).kind, 'unknown', 'its storage tells of no threads');
});

test('a worker of a pool goes on with a sweep whose controller is gone', () => {
	const spawned = ['python', '-B', '-c', 'from multiprocessing.spawn import spawn_main; spawn_main()', '--multiprocessing-fork'];
	const own = {directory: os.tmpdir(), agoMs: 1000};
	const heirOf = (words: string[], about: Parameters<World['add']>[1], withParent = false, poolAgoMs?: number) => {
		const world = new World();
		if (withParent) world.add(['python', 'sweep.py']);
		world.add(words, about);
		return world.findHeir(poolAgoMs === undefined ? undefined : world.nowMs - poolAgoMs);
	};
	const instead = 'no process here holds sweep.lock open';
	assert.deepEqual(heirOf(spawned, own), {kind: 'unknown', instead, suspect: {pid: 100, program: 'a worker of it'}});
	assert.equal(heirOf(spawned, {...own, parentPid: 100}, true), null, 'that of another sweep');
	assert.equal(heirOf(spawned, {...own, agoMs: minuteMs}), null, 'there before the sweep was');
	assert.equal(
		heirOf(spawned, {...own, agoMs: minuteMs}, false, 2 * minuteMs)?.kind,
		'unknown',
		'a worker that had other tasks before',
	);
	assert.equal(heirOf(spawned, {...own, directory: '/opt'}), null, 'works elsewhere');
	assert.equal(heirOf(spawned, {...own, has: {sqlite: true, numpy: true, xxhash: false}}), null, 'a helper of the pool');
	assert.equal(heirOf(['python', 'train.py'], own), null);
});
