import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {killGroup, makePlace, makeRun, quick, script} from './program.ts';

const odd = '$(touch x); \'"`';

test('a restart is a new run with the same words, and nothing of a name is ever run', async context => {
	const place = makePlace(context);
	const {id} = await makeRun(place, odd, quick, '--lr', '0.5');
	const first = await place.json(`runs/${odd}/xtui-run.json`);
	const dry = await place.xtui(['restart', id, '--dry-run', '--set', 'lr=0.25']);
	assert.equal(dry.code, 0);
	assert.match(dry.stdout, /change +lr: 0\.5 → 0\.25/);
	assert.ok(dry.stdout.includes(JSON.stringify([...script(quick), '--', '--lr', '0.25'])));
	assert.equal(readdirSync(path.join(place.root, 'runs')).length, 1);
	const done = await place.xtui(['restart', id, '--yes']);
	assert.equal(done.code, 0, done.stderr);
	await place.json(`runs/${odd}-2/exit.json`);
	const second = await place.json(`runs/${odd}-2/xtui-run.json`);
	assert.deepEqual(second.command, first.command);
	assert.deepEqual([second.name, second.restart_of], [odd, id]);
	assert.notEqual(second.id, id);
	assert.equal(existsSync(path.join(place.root, 'x')), false);
});

test('all failed runs of a query start again at once; what still runs is refused, with the reason', async context => {
	const place = makePlace(context);
	await makeRun(place, 'a');
	await makeRun(place, 'b');
	await makeRun(place, 'good', 'console.log("step=1 loss=1")');
	const {code, stdout} = await place.xtui(['restart', '--where=status:failed', '--yes']);
	assert.equal(code, 0);
	assert.equal(stdout.trim().split('\n').length, 2);
	await place.json('runs/a-2/exit.json');
	await place.json('runs/b-2/exit.json');
	assert.equal(existsSync(path.join(place.root, 'runs/good-2')), false);
	const living = await place.xtui(['run', '--detach', '--name', 'live', '--', ...script('setInterval(() => {}, 1000)')]);
	context.after(() => killGroup(Number(/pid (\d+)/.exec(living.stdout)![1])));
	const refused = await place.xtui(['restart', 'live', '--yes']);
	assert.equal(refused.code, 1);
	assert.match(refused.stderr, /cannot restart live .*it is running: pid \d+ is alive/);
});

test('two that restart the same run at the same moment start it once', async context => {
	const place = makePlace(context);
	const hold = path.join(place.root, 'hold');
	// The first ends at once; what is started again lives until all have answered, however slowly they start.
	const {id} = await makeRun(
		place,
		'a',
		`setInterval(() => require('fs').existsSync(${JSON.stringify(hold)}) || process.exit(1), 20)`,
	);
	writeFileSync(hold, '');
	const results = await Promise.all([0, 1, 2].map(() => place.xtui(['restart', id, '--yes'])));
	rmSync(hold);
	assert.deepEqual(results.map(({code}) => code).sort(), [0, 1, 1]);
	for (const {code, stderr} of results) if (code === 1) assert.match(stderr, /another xtui|still runs/);
	await place.json('runs/a-2/exit.json');
	assert.equal(existsSync(path.join(place.root, 'runs/a-3')), false);
});

test('to show what a restart would do, nothing is run that the recorded directory names', async context => {
	const place = makePlace(context);
	const repository = path.join(place.root, 'theirs');
	mkdirSync(repository);
	const git = (...words: string[]) => execFileSync('git', words, {cwd: repository, env: place.env});
	git('init', '-q');
	writeFileSync(path.join(repository, 'a.txt'), 'a\n');
	git('add', '.');
	git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'x');
	for (const name of ['filter.x.clean', 'core.fsmonitor', 'diff.external', 'diff.x.textconv', 'core.pager', 'core.sshCommand'])
		git('config', name, 'touch ../touched; cat');
	writeFileSync(path.join(repository, '.gitattributes'), '* filter=x diff=x\n');
	writeFileSync(path.join(repository, 'a.txt'), 'b\n');
	const record = {
		xtui: 1,
		id: 'a',
		name: 'a',
		command: {argv: ['true'], cwd: repository},
		git: {commit: 'f'.repeat(40)},
		source_digest: 'd',
	};
	mkdirSync(path.join(place.root, 'a'));
	writeFileSync(path.join(place.root, 'a', 'xtui-run.json'), JSON.stringify(record));
	writeFileSync(path.join(place.root, 'a', 'exit.json'), '{"exit_code": 1}');
	const {code, stdout} = await place.xtui(['restart', 'a', '--dry-run']);
	assert.equal(code, 0);
	assert.match(stdout, /since +commit ffffffffff → [0-9a-f]{10}\n/);
	assert.match(stdout, /source files are not what they were/);
	assert.equal(existsSync(path.join(place.root, 'touched')), false);
});

test('what cannot be started again says why', async context => {
	const place = makePlace(context);
	const record = (name: string, more: object) => {
		mkdirSync(path.join(place.root, name));
		writeFileSync(path.join(place.root, name, 'xtui-run.json'), JSON.stringify({xtui: 1, id: name, name, ...more}));
		writeFileSync(path.join(place.root, name, 'exit.json'), '{"exit_code": 1}');
	};
	record('silent', {});
	record('moved', {command: {argv: ['true'], cwd: '/no/such/directory', env: {}}});
	record('nowhere', {command: {argv: ['true'], env: {}}});
	record('cluster', {command: {argv: ['true'], cwd: '/', env: {}}, executor: {kind: 'slurm', job: '7'}});
	const {code, stderr} = await place.xtui(['restart', 'silent', 'moved', 'nowhere', 'cluster', '--yes']);
	assert.equal(code, 1);
	for (const reason of [
		'silent: .*not recorded',
		'moved: .*is gone: /no/such',
		'nowhere: .*directory .*not recorded',
		'cluster: .*slurm',
	])
		assert.match(stderr, new RegExp(`cannot restart ${reason}`));
});
