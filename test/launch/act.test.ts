import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {start} from '../drive/pty.ts';
import {makePlace, makeRun, program, quick, script} from './program.ts';

test('an act without a terminal and without --yes does nothing, and read-only does nothing ever', async context => {
	const place = makePlace(context);
	const {id} = await makeRun(place, 'a');
	const before = readdirSync(place.root, {recursive: true})
		.map(String)
		.filter(name => !name.startsWith('state'))
		.sort();
	const unasked = await place.xtui(['restart', id]);
	assert.equal(unasked.code, 2);
	assert.match(unasked.stderr, /nothing was done: there is no terminal to ask on; say --yes/);
	const acts = [
		['restart', id, '--yes'],
		['stop', id, '--yes'],
		['tag', id, 'x'],
		['delete', id, '--yes'],
		['undo', id],
		['run', '--', 'true'],
	];
	const results = acts.map(([verb, ...rest], i) =>
		i % 2 === 0 ? place.xtui([verb!, ...rest], {XTUI_READONLY: '1'}) : place.xtui([verb!, '--readonly', ...rest]),
	);
	for (const {code, stderr} of await Promise.all(results)) {
		assert.equal(code, 1);
		assert.match(stderr, /was refused: (?:XTUI_READONLY is set|--readonly was given)/);
	}
	assert.deepEqual(
		readdirSync(place.root, {recursive: true})
			.map(String)
			.filter(name => !name.startsWith('state'))
			.sort(),
		before,
	);
});

test('on a terminal it asks, and everything but yes is no', async context => {
	const place = makePlace(context);
	const {id} = await makeRun(place, 'a');
	const ask = () => {
		const drive = start([process.execPath, program, 'delete', id], {cwd: place.root, env: place.env, cols: 120});
		context.after(() => drive.stop());
		return drive;
	};
	const no = ask();
	await no.waitFor('Delete this run? [y/N]');
	no.press('enter');
	assert.equal((await no.exit).code, 1);
	assert.equal((await place.list())[0]!.status, 'failed');
	const yes = ask();
	await yes.waitFor('Delete this run? [y/N]');
	yes.press('y', 'enter');
	assert.equal((await yes.exit).code, 0);
	assert.equal((await place.list())[0]!.status, 'deleted');
	assert.equal((await place.xtui(['undo', id])).code, 0);
	assert.equal((await place.list())[0]!.status, 'failed');
});

test('a stop goes from asking to killing, waits for each, and is recorded as one', async context => {
	const place = makePlace(context);
	const stubborn =
		'process.on("SIGINT", () => console.log("int=1")); process.on("SIGTERM", () => console.log("term=1")); console.log("loss=1 step=1"); setInterval(() => {}, 1000)';
	await place.xtui(['run', '--detach', '--name', 'a', '--', ...script(stubborn)]);
	await place.read('runs/a/metrics.jsonl', text => text.includes('loss'));
	const {code, stdout} = await place.xtui(['stop', 'a', '--yes', '--grace', '0.2']);
	assert.deepEqual([code, /stopped by SIGKILL/.test(stdout)], [0, true]);
	assert.equal(await place.read('runs/a/output.log'), 'loss=1 step=1\nint=1\nterm=1\n');
	const [run] = await place.list();
	assert.deepEqual([run!.status, run!.status_why], ['stopped', 'asked to stop, signal SIGKILL in exit.json']);
	const again = await place.xtui(['stop', 'a', '--yes']);
	assert.match(again.stderr, /it does not run: stopped/);
});

test('a process that only has the same number is not touched', async context => {
	const place = makePlace(context);
	mkdirSync(path.join(place.root, 'a'));
	const record = {
		xtui: 1,
		id: 'a',
		name: 'a',
		pid: process.pid,
		pid_started_at: 1,
		host: 'elsewhere',
		started_at: Date.now() / 1000,
	};
	writeFileSync(path.join(place.root, 'a', 'xtui-run.json'), JSON.stringify(record));
	writeFileSync(path.join(place.root, 'a', 'metrics.jsonl'), '{"step": 1, "loss": 1}\n');
	assert.match((await place.xtui(['stop', 'a', '--yes'])).stderr, /it runs on elsewhere/);
});

test('what was done is written down, without values of the environment', async context => {
	const place = makePlace(context);
	await place.xtui(['run', '--name', 'a', '--', 'SECRET_TOKEN=abc', ...script(quick)]);
	await place.xtui(['tag', 'a', 'x']);
	const log = readFileSync(path.join(place.root, 'state/xtui/actions.jsonl'), 'utf8');
	const entries = log
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));
	assert.deepEqual(
		entries.map(({act, result}) => [act, result]),
		[
			['run', 'done'],
			['tag', 'done'],
		],
	);
	assert.ok(!log.includes('abc'));
});

test('a copy has everything; what is purged was deleted before', async context => {
	const place = makePlace(context);
	const {id, path: directory} = await makeRun(place, 'a');
	assert.equal((await place.xtui(['copy', id, 'copies', '--yes'])).code, 0);
	assert.deepEqual(readdirSync(path.join(place.root, 'copies/a')).sort(), readdirSync(directory).sort());
	assert.match((await place.xtui(['delete', directory, '--purge', '--yes'])).stderr, /not in the trash/);
	await place.xtui(['delete', directory, '--yes']);
	assert.equal(existsSync(directory), false);
	const trash = path.join(place.root, 'runs/.xtui-trash');
	assert.ok(existsSync(path.join(trash, 'a')));
	assert.equal((await place.xtui(['delete', directory, '--purge', '--yes'])).code, 0);
	assert.deepEqual(readdirSync(trash), []);
});
