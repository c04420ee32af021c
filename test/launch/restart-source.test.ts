import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {mkdirSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {finish, makePlace, program, script} from './program.ts';

const quick = 'process.exit(1)';

test('a restart takes the recorded source where that is asked for, changes and all, and leaves the repository alone', async context => {
	const place = makePlace(context);
	const repository = path.join(place.root, 'code');
	mkdirSync(path.join(repository, 'sub'), {recursive: true});
	const git = (...words: string[]) => execFileSync('git', words, {cwd: repository, env: place.env, encoding: 'utf8'});
	const train = path.join(repository, 'sub/train.js');
	git('init', '-q');
	writeFileSync(train, 'console.log("first");\n');
	git('add', '.');
	git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'x');
	const commit = git('rev-parse', 'HEAD');
	writeFileSync(train, 'console.log("changed"); process.exit(1);\n');
	const words = ['run', '--name', 'a', '--', process.execPath, 'train.js'];
	await finish(spawn(process.execPath, [program, ...words], {cwd: path.join(repository, 'sub'), env: place.env}));
	writeFileSync(train, 'console.log("later"); process.exit(1);\n');
	git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'y');
	const before = git('status', '--porcelain');
	const at = path.join(repository, 'sub/runs/a');
	assert.match(
		(await place.xtui(['restart', at, '--dry-run', '--source', 'recorded'])).stdout,
		/note +commit [0-9a-f]{10} and the changes/,
	);
	const {stdout: shown} = await place.xtui(['restart', at, '--dry-run']);
	const since = Array.from(shown.matchAll(/^ *since +(.*)$/gm), ([, text]) => text);
	assert.deepEqual(since, [
		`commit ${commit.slice(0, 10)} → ${git('rev-parse', 'HEAD').slice(0, 10)} (1 new)`,
		'it ran with uncommitted changes, which are not put back',
		'the source files are not what they were',
	]);
	assert.equal((await place.xtui(['restart', at, '--yes', '--source', 'recorded'])).code, 0);
	await place.json('code/sub/runs/a-2/exit.json');
	assert.equal(await place.read('code/sub/runs/a-2/output.log'), 'changed\n');
	assert.equal((await place.xtui(['restart', at, '--yes'])).code, 0);
	await place.json('code/sub/runs/a-3/exit.json');
	assert.equal(await place.read('code/sub/runs/a-3/output.log'), 'later\n');
	assert.equal(git('status', '--porcelain'), before);
	assert.match((await place.xtui(['restart', at, '--yes', '--source', 'other'])).stderr, /recorded or latest/);
});

test('a restart goes on from the newest checkpoint where the command has a flag for that', async context => {
	const place = makePlace(context);
	const start = (name: string, ...rest: string[]) => place.xtui(['run', '--name', name, '--', ...script(quick), '--', ...rest]);
	await start('a', '--resume-from', 'none', '--output_dir', 'out');
	const at = path.join(place.root, 'runs/a');
	for (const [name, seconds] of [
		['checkpoint-100', 100],
		['checkpoint-200', 200],
	] as const) {
		mkdirSync(path.join(place.root, 'out', name), {recursive: true});
		utimesSync(path.join(place.root, 'out', name), seconds, seconds);
	}
	const {stdout} = await place.xtui(['restart', at, '--dry-run', '--from-checkpoint']);
	assert.match(stdout, /change +resume-from: none → \S+out\/checkpoint-200/);
	await start('b', '--output_dir', 'out');
	const other = path.join(place.root, 'runs/b');
	assert.match((await place.xtui(['restart', other, '--dry-run', '--from-checkpoint'])).stderr, /no flag for a checkpoint/);
});
