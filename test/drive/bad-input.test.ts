import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, openSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {makeStage} from './story.ts';

/** Runs a command without a terminal. */
function run(...words: string[]) {
	const {status, stdout, stderr} = spawnSync('node', [path.resolve('dist/cli.js'), ...words], {
		encoding: 'utf8',
		timeout: 30_000,
	});
	return {status, stdout, stderr};
}

test('a missing directory is named, with what to do', () => {
	const {status, stderr} = run('ls', '/nowhere/at/all');
	assert.equal(status, 1);
	assert.match(stderr, /cannot look under \/nowhere\/at\/all: no such file or directory; name a directory/);
});

test('a file that no run was read from stands for its directory, which is said', context => {
	const stage = makeStage(context);
	const file = stage.csv('run', [1, 2]);
	const zip = path.join(path.dirname(path.dirname(file)), 'kept.zip');
	writeFileSync(zip, 'PK');
	const {status, stdout, stderr} = run('ls', zip, '--ids');
	assert.deepEqual([status, stdout.trim().split('\n').length], [0, 1]);
	assert.match(stderr, /kept\.zip is no file that a run was read from, so its directory .* stands for it; unpack it/);
	assert.equal(run('ls', file).stderr, '');
});

test('a file as root means the directory it lies in', context => {
	const stage = makeStage(context);
	const file = stage.csv('run', [1, 2]);
	const {status, stdout} = run('ls', file, '--json');
	assert.equal(status, 0);
	assert.equal(JSON.parse(stdout).length, 1);
});

test('no runs is said, and is no failure', context => {
	const stage = makeStage(context);
	const {status, stdout, stderr} = run('ls', stage.root, '--json');
	assert.deepEqual([status, JSON.parse(stdout)], [0, []]);
	assert.match(stderr, /no runs found/);
});

test('on the screen, no runs says what was looked for', async context => {
	const stage = makeStage(context);
	const drive = stage.open();
	await drive.waitFor(/No runs/);
	drive.press('q');
	assert.equal((await drive.exit).code, 0);
});

test('on the screen, a file that no run was read from is said to be none, with runs beside it and without', async context => {
	const stage = makeStage(context);
	const zip = stage.write('below', 'kept.zip', 'PK');
	const alone = stage.open([zip]);
	await alone.waitFor(/kept\.zip: no run was read from this file; unpack it/);
	const beside = stage.open([stage.csv('below/run', [1, 2]), zip], {cols: 160});
	await beside.waitFor(/kept\.zip: no run was read from this file; unpack it to/);
	for (const drive of [alone, beside]) {
		drive.press('q');
		assert.equal((await drive.exit).code, 0);
	}
});

test('a bad flag and a bad query are bad usage, and point at the place', context => {
	const stage = makeStage(context);
	stage.csv('run', [1]);
	assert.equal(run('ls', stage.root, '--colour').status, 2);
	const {status, stderr} = run('ls', stage.root, 'loss<');
	assert.equal(status, 2);
	assert.match(stderr, /column \d+/);
});

test('a damaged run costs only itself', context => {
	const stage = makeStage(context);
	stage.csv('good', [1, 2, 3]);
	stage.write('empty', 'events.out.tfevents.1760000000.host', '');
	stage.write(
		'future/wandb/offline-run-20260101_000000-abcdefgh',
		'run-abcdefgh.wandb',
		Buffer.from([0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 9]),
	);
	stage.write('noise', 'events.out.tfevents.1760000001.host', Buffer.alloc(5000, 0x5a));
	const {status, stdout, stderr} = run('ls', stage.root, '--json');
	assert.equal(status, 0);
	assert.match(stderr, /^xtui: \S+run-abcdefgh\.wandb: .*newer wandb/m);
	assert.match(stderr, /^xtui: \S+noise\S+: /m);
	const runs = JSON.parse(stdout) as {
		dir: string;
		problems: {file: string; message: string}[];
		metrics: Record<string, {points: number}>;
	}[];
	const find = (part: string) => runs.find(({dir}) => dir.includes(part))!;
	assert.equal(runs.length, 4);
	assert.equal(find('good').metrics.loss!.points, 3);
	assert.match(find('future').problems[0]!.message, /newer wandb/i);
	assert.ok(find('noise').problems.length > 0);
	assert.ok(find('noise').problems.every(({file}) => path.isAbsolute(file)));
});

test('names with line feeds, escapes and 300 characters are cleaned and cut, never obeyed', async context => {
	const stage = makeStage(context);
	stage.csv('evil\nname\x1b[2J\x1b]0;title\x07', [1]);
	stage.csv('x'.repeat(250), [2]);
	const drive = stage.open();
	await drive.waitFor('2 runs');
	assert.ok(!drive.output().includes('\x1b]0;title'));
	assert.ok(drive.screen().some(line => /evil/.test(line)));
	drive.press('q');
	await drive.exit;
});

test('a line of 50 MB is skipped and said, and the lines after it count', context => {
	const stage = makeStage(context);
	const good = '{"step": 1, "loss": 1}\n{"step": 2, "loss": 0.5}\n';
	stage.write('run', 'metrics.jsonl', `${good}{"step": 3, "blob": "${'y'.repeat(50_000_000)}"}\n{"step": 4, "loss": 0.25}\n`);
	const {status, stdout} = run('ls', stage.root, '--json');
	assert.equal(status, 0);
	const [only] = JSON.parse(stdout) as {metrics: {loss: {points: number; last: number[]}}; problems: {message: string}[]}[];
	assert.deepEqual(only!.metrics.loss.last, [4, 0.25]);
});

test('without a terminal the list is printed once', context => {
	const stage = makeStage(context);
	stage.csv('run', [1]);
	const {status, stdout} = run(stage.root);
	assert.equal(status, 0);
	assert.match(stdout, /run/);
	assert.ok(!stdout.includes('\x1b'));
});

test('help names every command, and the version is a number', () => {
	const {status, stdout} = run('--help');
	assert.equal(status, 0);
	for (const name of ['ls', 'show', 'eta', 'keys']) assert.match(stdout, new RegExp(`xtui ${name}`));
	assert.match(run('--version').stdout, /^\d+\.\d+\.\d+\n$/);
});

test('output that cannot be written is said and ends with 1', {skip: !existsSync('/dev/full')}, context => {
	const stage = makeStage(context);
	stage.csv('a', [3, 2, 1]);
	const full = openSync('/dev/full', 'w');
	for (const words of [['ls', stage.root], ['export', stage.root], ['--help']]) {
		const {status, stderr} = spawnSync('node', [path.resolve('dist/cli.js'), ...words], {
			encoding: 'utf8',
			stdio: ['pipe', full, 'pipe'],
			timeout: 30_000,
		});
		assert.equal(stderr, 'xtui: The output could not be written: no space left on the disk\n');
		assert.equal(status, 1);
	}
	closeSync(full);
});
