import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {appendFileSync, readFileSync, rmSync, truncateSync} from 'node:fs';
import test from 'node:test';
import {readProcess} from '../../../../source/io/processes/processes.ts';
import {ended, Lab, minuteMs, points, saidPid, stateOf, until} from '../lab.ts';

test('a process that becomes another program is the same process', async context => {
	const lab = new Lab(context);
	const shell = await lab.start(['bash', '-c', 'read line; exec sleep 60'], {stdio: ['pipe', 'ignore', 'ignore']});
	lab.native('run', {pid: shell.pid});
	assert.equal(lab.look('run').status, 'running');
	shell.stdin!.end('\n');
	await until('the other program', () => readFileSync(`/proc/${shell.pid}/comm`, 'utf8') === 'sleep\n');
	assert.deepEqual([lab.look('run', 3000).status, lab.look('run').why], ['running', `pid ${shell.pid} is alive`]);
});

test('a launcher that forked twice and went: who was left with the log is the run', async context => {
	const lab = new Lab(context);
	const launcher = await lab.start([
		'bash',
		'-c',
		'( setsid sleep 59 <&- 2>&- >>"$0" & echo $! >&2 ) 2>&1',
		lab.at('run/output.log'),
	]);
	const pid = await saidPid(launcher);
	context.after(() => process.kill(pid, 'SIGKILL'));
	await ended(launcher);
	await until('the daemon', () => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sleep\n');
	assert.notEqual(readProcess(pid)!.parentPid, launcher.pid);
	lab.native('run', {pid: launcher.pid, ticks: 1});
	const {status, why} = lab.look('run');
	assert.deepEqual([status, why], ['running', `pid ${launcher.pid} is gone, but pid ${pid} holds output.log open`]);
});

test('a run in a container: its pid is another process here, its name another host', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {
		pid,
		ticks: null,
		host: '3f2a91c07b1e',
		boot: 'b0b0b0b0-0000-4000-8000-000000000000',
		lastMs: lab.nowMs - 1000,
	});
	assert.equal(lab.look('run').why, 'recorded on host 3f2a91c07b1e, written within the last 10 s');
	assert.match(lab.look('run', 5 * minuteMs).why, /^recorded on host 3f2a91c07b1e, no write for 5 min \(writes every 1 s\)$/);
});

const unshare = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

test('a run in a pid namespace of this host is found by who holds its log', {
	skip: spawnSync(unshare[0], [...unshare.slice(1), 'true']).status !== 0 && 'no pid namespaces for this user',
}, async context => {
	const lab = new Lab(context);
	const outer = await lab.start([...unshare, 'bash', '-c', 'echo $$ >&2; exec sleep 60'], {
		holds: 'run/output.log',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const inner = Number(await new Promise<string>(resolve => outer.stderr!.once('data', data => resolve(String(data)))));
	assert.equal(inner, 1, 'it is the first process of its own world');
	lab.native('run', {pid: inner, ticks: null, lastMs: lab.nowMs - 2000});
	const {status, why} = lab.look('run');
	assert.equal(status, 'running', why);
});

test('suspended, while others go on writing its files: it runs', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	lab.native('run', {pid});
	process.kill(pid, 'SIGSTOP');
	await stateOf(pid, 'T');
	assert.equal(lab.look('run').why, `pid ${pid} is suspended`);
	lab.nowMs += 20_000;
	appendFileSync(lab.at('run/metrics.jsonl'), points(1, lab.nowMs, 21));
	const {status, why} = lab.look('run');
	assert.deepEqual([status, why], ['running', `pid ${pid} is suspended, but others write: written within the last 10 s`]);
	assert.deepEqual(
		[lab.look('run', 20 * minuteMs).status, lab.look('run').why],
		['stalled', `pid ${pid} is suspended, no write for 20 min`],
	);
});

test('a log that is cut to nothing under its writer is no end', async context => {
	const lab = new Lab(context);
	lab.native('run', {pid: await lab.deadPid()});
	lab.write('run/output.log', 'epoch 1\nepoch 2\n');
	const child = await lab.sleeper({holds: 'run/output.log'});
	assert.equal(lab.look('run').status, 'running');
	truncateSync(lab.at('run/output.log'));
	const {status, why} = lab.look('run', 3000);
	assert.equal(status, 'running');
	assert.match(why, new RegExp(`pid ${child.pid} holds output.log open$`));
});

test('file times that lag behind, as those of a network disk do, do not make a growing run silent', context => {
	const lab = new Lab(context);
	lab.grown('run/metrics.csv', `step,loss\n${Array.from({length: 20}, (_, i) => `${i},${1 / (i + 1)}`).join('\n')}\n`);
	lab.look('run');
	for (let row = 20; row < 23; row++) {
		lab.nowMs += 8 * minuteMs;
		appendFileSync(lab.at('run/metrics.csv'), `${row},0.01\n`);
		lab.date(lab.nowMs - 30 * minuteMs, 'run/metrics.csv');
		assert.equal(lab.look('run').why, 'written within the last 10 s');
	}
});

test('a run of Guild that was started again runs while its process does, even where every time in its files is older than its end', async context => {
	const lab = new Lab(context);
	const words: [string, ...string[]] = ['sleep', '61'];
	const child = await lab.start(words);
	const makeRun = (id: string, cmd: readonly string[], startedAtMs: number) => {
		const own = `${id}/.guild`;
		lab.write(`${own}/opref`, "script:/p '' '' train.py");
		lab.write(`${own}/attrs/cmd`, cmd.map(word => `- '${word}'\n`).join(''));
		lab.write(`${own}/attrs/exit_status`, '1\n');
		lab.write(`${own}/attrs/started`, `${startedAtMs * 1000}\n`);
		lab.write(`${own}/attrs/stopped`, `${(lab.nowMs + minuteMs) * 1000}\n`);
		lab.write(`${own}/LOCK`, String(child.pid));
	};
	const [again, other, before] = ['a', 'b', 'c'].map(letter => letter.repeat(32)) as [string, string, string];
	makeRun(again, words, lab.nowMs);
	makeRun(other, ['sleep', '99'], lab.nowMs);
	makeRun(before, words, lab.nowMs - minuteMs);
	const {status, statusWhy, endedAtMs} = lab.row(again);
	assert.deepEqual([status, statusWhy, endedAtMs], ['running', `recorded as error, but pid ${child.pid} is alive`, null]);
	assert.equal(lab.look(other).status, 'failed', 'another program that has the pid now');
	assert.equal(lab.look(before).status, 'failed', 'another start of the program');
	child.kill('SIGKILL');
	await ended(child);
	lab.look(again, 3000);
	assert.equal(lab.look(again, minuteMs).status, 'crashed', 'the end that is recorded is still the one before');
	rmSync(lab.at(`${again}/.guild/LOCK`));
	assert.equal(lab.look(again).status, 'failed');
});

test('a process that is older than a run of Guild is none of it, unless it calls a function', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	const atMs = lab.nowMs;
	lab.nowMs += 20 * minuteMs;
	const makeRun = (letter: string, opref: string, startedAtMs: number) => {
		const id = letter.repeat(32);
		lab.write(`${id}/.guild/opref`, opref);
		lab.write(`${id}/.guild/attrs/started`, `${startedAtMs * 1000}\n`);
		lab.write(`${id}/.guild/LOCK`, String(pid));
		return id;
	};
	const script = "script:/p '' '' train.py";
	const [older, own, called, ahead] = [
		makeRun('a', script, atMs + 10 * minuteMs),
		makeRun('b', script, atMs + 5000),
		makeRun('c', "func: '' '' train()", atMs + 10 * minuteMs),
		makeRun('d', script, lab.nowMs + 10 * minuteMs),
	];
	const {status, why} = lab.look(older);
	assert.equal(status, 'crashed');
	assert.match(why, new RegExp(`pid ${pid} is another process, started \\d+ min before the run`));
	for (const id of [own, called, ahead]) assert.match(lab.look(id).why, new RegExp(`pid ${pid} is alive`), id);
});

test('a queue of Guild runs while it waits for runs that are staged, however long it has nothing to write', async context => {
	const lab = new Lab(context);
	const {pid} = await lab.sleeper();
	const makeRun = (letter: string, opref: string) => {
		const own = `${letter.repeat(32)}/.guild`;
		lab.write(`${own}/opref`, opref);
		lab.write(`${own}/attrs/started`, `${lab.nowMs * 1000}\n`);
		lab.write(`${own}/output`, 'INFO: Waiting for staged runs\n');
		lab.write(`${own}/LOCK`, String(pid));
		return letter.repeat(32);
	};
	const [queue, other] = [makeRun('a', "builtin:guildai 0.9.0 '' queue"), makeRun('b', "script:/p '' '' queue")];
	lab.look(queue);
	const {status, why} = lab.look(queue, 60 * minuteMs);
	assert.deepEqual([status, why], ['running', `pid ${pid} is alive, and writes only when there is something to do`]);
	assert.equal(lab.look(other).status, 'stalled');
});
