import assert from 'node:assert/strict';
import {cpSync} from 'node:fs';
import os from 'node:os';
import test, {type TestContext} from 'node:test';
import {ended, Lab, minuteMs, stateOf} from '../lab.ts';
import {beating, startMs, World} from './world.ts';

const pidOf = (sleeper: {pid?: number} | object | null): number | null =>
	sleeper !== null && 'pid' in sleeper ? (sleeper.pid ?? null) : null;

test('who may write to a run and is suspended explains that its pulse stands still, where it works or was started there', () => {
	const world = new World();
	const habits = {needs: [], program: null};
	world.writer = beating();
	const writer = world.add(['python', 'main.py'], {directory: os.tmpdir()});
	const other = world.add(['python', 'game.py'], {directory: '/opt', isSuspended: true});
	const sleeperOf = (laterMs: number) => {
		const found = world.look(habits, laterMs);
		return found.kind === 'unknown' ? found.sleeper : found;
	};
	assert.equal(sleeperOf(6000), undefined, 'one that works elsewhere tells nothing');
	world.lastSignMs = world.nowMs;
	writer.isSuspended = true;
	assert.deepEqual(sleeperOf(6000), {pid: writer.pid, program: 'main.py', isAwake: false});
	writer.isSuspended = false;
	assert.deepEqual(sleeperOf(6000), {pid: writer.pid, program: 'main.py', isAwake: true});
	assert.equal(sleeperOf(2 * minuteMs), undefined, 'it should have written since');
	writer.isSuspended = true;
	sleeperOf(6000);
	world.processes = [other];
	assert.equal(sleeperOf(6000), undefined, 'it is gone');
});

test('one suspended process keeps the pulse of one run, and no other takes its place once it is gone', () => {
	const world = new World();
	const near = {directory: os.tmpdir()};
	const first = world.add(['python', 'first.py'], {...near, agoMs: 60_000});
	const second = world.add(['python', 'second.py'], {...near, agoMs: 50_000});
	const begunAgoMs = [59_000, 49_000, 39_000];
	const sleeperOf = (run: number) => {
		world.writer = beating(startMs - begunAgoMs[run]!);
		const found = world.look({needs: [], program: null}, 0, run);
		return found.kind === 'unknown' ? (found.sleeper ?? null) : null;
	};
	const third = world.add(['python', 'third.py'], {...near, agoMs: 40_000});
	for (const run of [0, 1, 2]) assert.equal(sleeperOf(run), null, 'all of them beat');
	first.isSuspended = second.isSuspended = true;
	world.nowMs += 10_000;
	// Whose the second one is shows when the first is known to be of another run.
	assert.deepEqual([sleeperOf(1), sleeperOf(0), sleeperOf(1)].map(pidOf), [second.pid, first.pid, second.pid]);
	assert.equal(pidOf(sleeperOf(2)), second.pid, 'it may be, as far as anybody knows before the third was seen at work since');
	world.nowMs += 10_000;
	world.processes = [second, third];
	assert.deepEqual([sleeperOf(0), pidOf(sleeperOf(1))], [null, second.pid], 'the writer of the first is gone');
	second.isSuspended = false;
	world.nowMs += 10_000;
	assert.deepEqual([sleeperOf(0), sleeperOf(1)], [null, {pid: second.pid, program: 'second.py', isAwake: true}]);
});

test('who was at work when the pulse had stopped already is not suspended for it', () => {
	const world = new World();
	world.writer = beating();
	const other = world.add(['python', 'other.py'], {directory: os.tmpdir()});
	const sleeperOf = (laterMs: number) => {
		const found = world.look({needs: [], program: null}, laterMs);
		return found.kind === 'unknown' ? (found.sleeper ?? null) : found;
	};
	assert.equal(sleeperOf(20_000), null);
	other.isSuspended = true;
	assert.equal(sleeperOf(20_000), null);
});

test('the only process that works where a run lies may be kept from its pulse by code in C for ten minutes, whatever program it runs', () => {
	const world = new World();
	world.writer = beating();
	const near = {directory: os.tmpdir()};
	const writer = world.add(['python', 'notebook.py'], near);
	const suspectOf = (laterMs: number) => {
		const found = world.look({needs: [], program: null}, laterMs);
		return found.kind === 'unknown' ? found.suspect : found;
	};
	world.add(['python', 'loader.py'], {...near, parentPid: writer.pid});
	world.add(['python', 'elsewhere.py'], {directory: '/opt'});
	assert.deepEqual(suspectOf(10_000), {pid: writer.pid, program: 'notebook.py'});
	world.add(['python', 'board.py'], near);
	assert.equal(suspectOf(10_000), undefined, 'either of two');
	world.processes.pop();
	assert.equal(pidOf(suspectOf(10_000) ?? null), writer.pid);
	assert.equal(suspectOf(10 * minuteMs), undefined, 'it should have given a sign since');
	writer.isSuspended = true;
	assert.equal(suspectOf(minuteMs), undefined, 'it was at work when the pulse had stopped');
	world.writer = {...world.writer, pulse: undefined};
	assert.deepEqual(
		suspectOf(minuteMs),
		{pid: writer.pid, program: 'notebook.py', isSuspended: true},
		'a run without a pulse waits for it',
	);
});

/** A process that is called Python and has written as much as the files of a run hold, before these are made; then it does what it is told. */
async function startTrainer(context: TestContext, then: string) {
	const lab = new Lab(context);
	lab.write('train.py', `printf '%1000s'; ${then}\n`);
	const child = await lab.python(['train.py'], ({writtenBytes}) => Number(writtenBytes) >= 1000, {cwd: lab.root});
	// When a program came up is known to some ten milliseconds, and one of Python imports for longer before it begins a run.
	lab.nowMs = Date.now() + 500;
	return {lab, child};
}

/** A run of Sacred that begins now, and what its record says of the experiment besides its name. */
function beginSacred(lab: Lab, dir: string, about: {base_dir?: string; mainfile?: string} = {}): void {
	const now = new Date(lab.nowMs).toISOString().slice(0, -1);
	const experiment = {name: 'e', ...about};
	const record = {artifacts: [], command: 'main', experiment, heartbeat: now, start_time: now, status: 'RUNNING'};
	lab.write(`${dir}/run.json`, JSON.stringify(record));
	lab.write(`${dir}/config.json`, '{}');
	lab.write(`${dir}/cout.txt`, '');
}

test('a run whose writer is suspended has stalled, and has crashed only once that is gone', async context => {
	const {lab, child} = await startTrainer(context, 'while read line; do :; done');
	beginSacred(lab, 'sacred/1');
	cpSync('test/fixtures/xman/digits', lab.at('xman'), {recursive: true});
	lab.grown('xman/group1/exp9/.run_time', '');
	const beating = () => ['sacred/1', 'xman/group1/exp9'].map(dir => lab.look(dir));
	const statuses = () => beating().map(({status}) => status);
	const who = `pid ${child.pid} (train.py), which may be its writer,`;
	assert.deepEqual(statuses(), ['running', 'running']);
	child.kill('SIGSTOP');
	await stateOf(child.pid, 'T');
	lab.nowMs += minuteMs;
	for (const {status, why} of beating())
		assert.deepEqual([status, why], ['stalled', `its pulse stands still, and ${who} is suspended`]);
	child.kill('SIGCONT');
	await stateOf(child.pid, 'S', 'R');
	lab.nowMs += 6000;
	for (const {status, why} of beating()) assert.deepEqual([status, why], ['running', `${who} goes on after it was suspended`]);
	child.kill('SIGKILL');
	await ended(child);
	lab.nowMs += 6000;
	assert.deepEqual(statuses(), ['crashed', 'crashed']);
});

test('a run whose pulse stands still while its script is at work has stalled, unless the script has begun another one', async context => {
	const {lab, child} = await startTrainer(context, 'read line');
	const begin = (dir: string, mainfile: string) => beginSacred(lab, dir, {base_dir: lab.root, mainfile});
	begin('sacred/1', 'train.py');
	begin('other/1', 'serve.py');
	beginSacred(lab, 'nameless/1', {base_dir: lab.root});
	lab.nowMs += minuteMs;
	const {status, why} = lab.look('sacred/1');
	assert.deepEqual(
		[status, why],
		['stalled', `its pulse stands still, but pid ${child.pid} (train.py), which may be its writer, is alive`],
	);
	assert.equal(lab.look('other/1').status, 'crashed', 'another script');
	assert.equal(lab.look('nameless/1').status, 'crashed', 'nobody knows which script');
	begin('sacred/2', 'train.py');
	lab.nowMs += minuteMs;
	assert.equal(lab.look('sacred/2').status, 'crashed', 'it has begun the first');
	child.kill('SIGKILL');
	await ended(child);
	lab.nowMs += 6000;
	assert.equal(lab.look('sacred/1').status, 'crashed');
});

test('a suspended process is no writer of a run of another script that was started elsewhere, whatever its name', async context => {
	const {lab, child} = await startTrainer(context, 'read line');
	const begin = (place: string, mainfile: string, store = `${place}/sacred`) => {
		lab.write(`${place}/${mainfile}`, '');
		beginSacred(lab, `${store}/1`, {base_dir: lab.at(place), mainfile});
	};
	begin('deep/mine', 'serve.py');
	begin('deep/third', 'train.py');
	begin('source', 'experiment.py', 'runs');
	child.kill('SIGSTOP');
	await stateOf(child.pid, 'T');
	lab.nowMs += minuteMs;
	assert.equal(lab.look('deep/mine/sacred/1').status, 'crashed', 'it works above the run, and runs another script');
	assert.equal(lab.look('deep/third/sacred/1').status, 'crashed', 'it runs another one of that name');
	assert.equal(lab.look('runs/1').status, 'stalled', 'it may use the experiment of another file');
	child.kill('SIGCONT');
	await stateOf(child.pid, 'S', 'R');
	lab.nowMs += minuteMs;
	assert.equal(lab.look('deep/third/sacred/1').status, 'crashed', 'nor is it when it is at work');
});
