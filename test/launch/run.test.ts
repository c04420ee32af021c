import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {start} from '../drive/pty.ts';
import {finish, killGroup, makePlace, program, script, waitFor} from './program.ts';

const odd = '$(touch x); \'"`';
/** Prints a point and then lives until it is signalled. */
const statOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ').map(Number);
const terminalOf = (pid: number) => statOf(pid)[4];
const living = 'console.log("step=1 loss=0.5"); setInterval(() => {}, 1000);';

test('a run passes output and exit code on, and everything about it is kept', async context => {
	const place = makePlace(context);
	const code = 'console.log("step=1 loss=0.5"); console.error("ValueError: bad"); process.exit(3)';
	const words = [
		'run',
		'--name',
		odd,
		'--tag',
		'a',
		'--tag',
		'b',
		'--group',
		'g',
		'--total',
		'10',
		'--',
		'LR=1',
		'MY_TOKEN=s3cret',
	];
	const {
		code: status,
		stdout,
		stderr,
	} = await place.xtui([...words, ...script(code), '--', '--lr', '1e-4'], {CUDA_VISIBLE_DEVICES: '1'});
	assert.equal(status, 3);
	assert.equal(stdout, 'step=1 loss=0.5\n');
	assert.match(stderr, /ValueError: bad/);
	const directory = path.join(place.root, 'runs', odd);
	const record = await place.json(`runs/${odd}/xtui-run.json`);
	assert.deepEqual(record.command, {
		argv: [...script(code), '--', '--lr', '1e-4'],
		cwd: place.root,
		env: {CUDA_VISIBLE_DEVICES: '1', LR: '1'},
	});
	assert.deepEqual([record.name, record.tags, record.group, record.total_steps], [odd, ['a', 'b'], 'g', 10]);
	assert.equal(record.host, os.hostname());
	assert.deepEqual(record.env_not_recorded, ['MY_TOKEN']);
	assert.ok(typeof record.pid === 'number' && typeof record.pid_started_at === 'number');
	for (const file of readdirSync(directory, {recursive: true}).map(String)) {
		const at = path.join(directory, file);
		if (file.includes('.')) assert.ok(!readFileSync(at, 'latin1').includes('s3cret'), file);
	}
	assert.deepEqual(readdirSync(directory).sort(), [
		'exit.json',
		'metrics.jsonl',
		'output.index',
		'output.log',
		'summaries',
		'xtui-run.json',
	]);
	const [run] = await place.list();
	assert.deepEqual([run!.name, run!.status, run!.error, run!.tags], [odd, 'failed', 'ValueError: bad', ['a', 'b']]);
	assert.deepEqual((run!.metrics as Record<string, {last: unknown}>).loss!.last, [1, 0.5]);
	assert.equal(existsSync(path.join(place.root, 'x')), false);
});

test('the code is recorded as it is: commit, branch, uncommitted changes as a patch', async context => {
	const place = makePlace(context);
	const git = (...words: string[]) => execFileSync('git', words, {cwd: place.root, env: place.env, encoding: 'utf8'}).trim();
	git('init', '-q', '-b', 'trunk');
	git('remote', 'add', 'origin', 'https://ada:pw@example.org/x.git');
	writeFileSync(path.join(place.root, 'train.js'), 'console.log(1)\n');
	git('add', 'train.js');
	git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'first');
	await place.xtui(['run', '--name', 'clean', '--', process.execPath, 'train.js']);
	const clean = await place.json('runs/clean/xtui-run.json');
	assert.deepEqual(clean.git, {
		commit: git('rev-parse', 'HEAD'),
		branch: 'trunk',
		dirty: false,
		remote: 'https://example.org/x.git',
	});
	await place.xtui(['run', '--name', 'again', '--', process.execPath, 'train.js']);
	assert.equal((await place.json('runs/again/xtui-run.json')).source_digest, clean.source_digest);
	writeFileSync(path.join(place.root, 'train.js'), 'console.log(2)\n');
	await place.xtui(['run', '--name', 'dirty', '--', process.execPath, 'train.js']);
	const dirty = await place.json('runs/dirty/xtui-run.json');
	assert.equal((dirty.git as {dirty: boolean}).dirty, true);
	assert.notEqual(dirty.source_digest, clean.source_digest);
	assert.match(await place.read('runs/dirty/source.patch'), /\+console\.log\(2\)/);
	assert.equal(existsSync(path.join(place.root, 'runs/clean/source.patch')), false);
});

test('signals reach the program, and its end by them is one that was asked for', async context => {
	const place = makePlace(context);
	const runner = place.start(['run', '--name', 'a', '--', ...script(`process.on('SIGTERM', () => process.exit(7)); ${living}`)]);
	const ended = finish(runner);
	await place.read('runs/a/metrics.jsonl', text => text.includes('loss'));
	runner.kill('SIGTERM');
	assert.equal((await ended).code, 7);
	const {exit_code: code, asked_for: askedFor} = await place.json('runs/a/exit.json');
	assert.deepEqual([code, askedFor], [7, true]);
	assert.equal((await place.list())[0]!.status, 'stopped');
});

test('the warning of a job scheduler reaches the program', async context => {
	const place = makePlace(context);
	const code = 'trap "exit 6" USR1; echo step=1 loss=1; while :; do sleep 0.05; done';
	const runner = place.start(['run', '--name', 'a', '--', 'sh', '-c', code]);
	const ended = finish(runner);
	await place.read('runs/a/metrics.jsonl', text => text.includes('loss'));
	runner.kill('SIGUSR1');
	const {code: exitCode, stderr} = await ended;
	assert.equal(exitCode, 6);
	assert.doesNotMatch(stderr, /Debugger/);
});

test('a program finds its run, and a run that it starts belongs to it', async context => {
	const place = makePlace(context);
	const code = 'require("fs").appendFileSync(process.env.XTUI_RUN_DIR + "/metrics.jsonl", \'{"step": 7, "own": 1}\\n\')';
	const inner = ['run', '--name', 'inner', '--', ...script('')];
	await place.xtui([
		'run',
		'--name',
		'outer',
		'--',
		...script(`${code}; require("child_process").execFileSync(process.execPath, ${JSON.stringify([program, ...inner])})`),
	]);
	const {id} = await place.json('runs/outer/xtui-run.json');
	assert.equal((await place.json('runs/inner/xtui-run.json')).parent, id);
	assert.match(await place.read('runs/outer/metrics.jsonl'), /"own": 1/);
});

test('a run in the background says where it is, lives on, and is seen again', async context => {
	const place = makePlace(context);
	const {code, stdout} = await place.xtui(['run', '--detach', '--name', 'a', '--', ...script(living)]);
	assert.equal(code, 0);
	const [, id, pid] = /^(\S+) {2}\S+ {2}pid (\d+)$/m.exec(stdout)!;
	context.after(() => killGroup(Number(pid)));
	await place.read('runs/a/metrics.jsonl', text => text.includes('loss'));
	const [run] = await place.list();
	assert.deepEqual([run!.id, run!.status, run!.pid], [id, 'running', Number(pid)]);
	const stat = statOf(Number(pid));
	assert.deepEqual([stat[2], stat[3]], [Number(pid), Number(pid)], 'it leads a group and a session of its own');
	const stopped = await place.xtui(['stop', id!, '--yes']);
	assert.deepEqual([stopped.code, (await place.list())[0]!.status], [0, 'stopped']);
});

test('a run survives its terminal', async context => {
	const place = makePlace(context);
	const code = 'trap "exit 9" HUP; trap "echo step=2 loss=0.5; exit 5" USR2; echo step=1 loss=1; while :; do sleep 0.05; done';
	const words = ['run', '--name', 'a', '--', 'sh', '-c', code];
	const drive = start([process.execPath, program, ...words], {cwd: place.root, env: place.env});
	const {pid}: {pid: number} = JSON.parse(await place.read('runs/a/xtui-run.json', text => text.includes('"pid"')));
	context.after(() => killGroup(pid));
	await place.read('runs/a/metrics.jsonl', text => text.includes('loss'));
	drive.hangUp();
	await waitFor(() => terminalOf(drive.pid) === 0);
	process.kill(pid, 'SIGUSR2');
	assert.equal((await place.json('runs/a/exit.json')).exit_code, 5);
	assert.match(await place.read('runs/a/metrics.jsonl'), /"step": 2/);
	assert.equal((await drive.exit).signal, 1);
});

/** The processes that look after a program: its parent, which waits for its end, and the runner, which is the parent of that. */
const waiterOf = (pid: number) => statOf(pid)[1]!;
const runnerOf = (pid: number) => statOf(waiterOf(pid))[1]!;

test('a killed runner takes neither its program with it nor a word of its output', async context => {
	const place = makePlace(context);
	// Every second line is on the other stream, and the steps are implied by the order.
	const code = `let n = 0; const say = () => { n++; console.log('loss: ' + 1 / n); console.error('warning ' + n); };
		process.on('SIGUSR2', () => { say(); if (n === 4) process.exit(3); }); say(); say(); setInterval(() => {}, 1000);`;
	const {stdout} = await place.xtui(['run', '--detach', '--name', 'a', '--', ...script(code)]);
	const pid = Number(/pid (\d+)/.exec(stdout)![1]);
	context.after(() => killGroup(pid));
	await place.read('runs/a/output.log', text => text.includes('warning 2'));
	const before = await place.read('runs/a/metrics.jsonl', text => text.split('\n').length === 3);
	process.kill(runnerOf(pid), 'SIGKILL');
	// Whoever goes on says so in the record.
	await place.read('runs/a/xtui-run.json', text => text.includes('runner_pid'));
	assert.equal(await place.read('runs/a/metrics.jsonl'), before);
	assert.equal((await place.list())[0]!.status, 'running');
	process.kill(pid, 'SIGUSR2');
	await place.read('runs/a/output.log', text => text.includes('warning 3'));
	process.kill(pid, 'SIGUSR2');
	const exit = await place.json('runs/a/exit.json');
	assert.deepEqual([exit.exit_code, exit.signal, exit.error], [3, null, 'warning 4']);
	const rows = (await place.read('runs/a/metrics.jsonl'))
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	assert.deepEqual(
		rows.map(row => [row.step, row.loss]),
		[1, 2, 3, 4].map(n => [rows[0].step + n - 1, 1 / n]),
	);
	const log = await place.read('runs/a/output.log');
	assert.deepEqual(log.match(/\d+$/gm)!.length, 8);
	const index = readFileSync(path.join(place.root, 'runs/a/output.index'));
	for (let at = 0; at < index.length; at += 16) {
		const line = log.slice(index.readUInt32LE(at + 8)).split('\n')[0]!;
		assert.equal(index.readUInt32LE(at + 12), line.startsWith('warning') ? 2 : 1, line);
	}
	const [run] = await place.list();
	assert.deepEqual([run!.status, run!.status_why], ['failed', 'exit code 3 in exit.json']);
	assert.deepEqual(
		readdirSync(path.join(place.root, 'runs/a')).filter(name => name.startsWith('.')),
		[],
	);
});

test('whoever of those that look after a run is killed, the program goes on, and so does its record', async context => {
	const place = makePlace(context);
	const code =
		'process.on("SIGUSR2", () => { console.log("step=2 loss=0.5"); process.exit(3); }); console.log("step=1 loss=1"); setInterval(() => {}, 1000);';
	for (const [name, kill] of [
		['waiter', (pid: number) => [waiterOf(pid)]],
		['both', (pid: number) => [waiterOf(pid), runnerOf(pid)]],
	] as const) {
		const {stdout} = await place.xtui(['run', '--detach', '--name', name, '--', ...script(code)]);
		const pid = Number(/pid (\d+)/.exec(stdout)![1]);
		context.after(() => killGroup(pid));
		await place.read(`runs/${name}/metrics.jsonl`, text => text.includes('loss'));
		for (const helper of kill(pid)) process.kill(helper, 'SIGKILL');
		if (name === 'both') await place.read(`runs/${name}/xtui-run.json`, text => text.includes('runner_pid'));
		process.kill(pid, 'SIGUSR2');
		assert.equal((await place.json(`runs/${name}/exit.json`)).exit_code, null);
		assert.match(await place.read(`runs/${name}/metrics.jsonl`), /"step": 2/);
		const run = (await place.list()).find(candidate => candidate.name === name)!;
		assert.match(String(run.status_why), /it has ended; its exit code was not seen/);
	}
});

test('a run whose runner was killed can be stopped', async context => {
	const place = makePlace(context);
	const {stdout} = await place.xtui(['run', '--detach', '--name', 'a', '--', ...script(living)]);
	const pid = Number(/pid (\d+)/.exec(stdout)![1]);
	context.after(() => killGroup(pid));
	await place.read('runs/a/metrics.jsonl', text => text.includes('loss'));
	process.kill(runnerOf(pid), 'SIGKILL');
	await place.read('runs/a/xtui-run.json', text => text.includes('runner_pid'));
	assert.equal((await place.xtui(['stop', 'a', '--yes', '--signal', 'KILL'])).code, 0);
	assert.equal((await place.list())[0]!.status, 'stopped');
});

test('what reads along may go away', async context => {
	const place = makePlace(context);
	const runner = place.start([
		'run',
		'--name',
		'a',
		'--',
		...script(
			'let i = 0; const t = setInterval(() => { console.log("step=" + i + " loss=1"); if (i++ === 20) clearInterval(t); }, 5)',
		),
	]);
	const ended = new Promise(resolve => runner.on('exit', resolve));
	runner.stdout!.once('data', () => runner.stdout!.destroy());
	assert.equal(await ended, 0);
	assert.match(await place.read('runs/a/metrics.jsonl'), /"step": 20,/);
});
