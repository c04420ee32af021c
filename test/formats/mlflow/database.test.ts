import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mlflow} from '../../../source/formats/mlflow/index.ts';
import {Collected, readAll} from '../collect.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';

const path = '/mlflow/mlflow.db';
const log = `${path}-wal`;
/** Ends of the commits in the log: points; an end, a new run; that run deleted for good. */
const commits = [14_504, 31_656, 40_768];
const wholeLog = loadFixture('mlflow').readWhole(log, 1e6)!;
const running = 'd394d7670c3642a1aa5813d6cee0b6ea';
const later = '0123456789abcdef0123456789abcdef';

function openStore(files: MemoryFiles) {
	return mlflow.open({format: 'mlflow', path, files: [path], ownsSubtree: false}, files);
}

test('a database with the tables of MLflow is a store', () => {
	const files = loadFixture('mlflow');
	const claims = mlflow.detect({path: '/mlflow', entries: files.list('/mlflow')}, files);
	assert.deepEqual(claims, [{format: 'mlflow', path, files: [path], ownsSubtree: false}]);
});

function readStore(files: MemoryFiles): Collected {
	const collected = new Collected();
	readAll(openStore(files), collected);
	return collected;
}

const store = readStore(loadFixture('mlflow').remove(log));

test('every run of the store, with what MLflow knows of it', () => {
	assert.equal(store.runs.size, 17);
	const run = store.run('c77183f3a4e74f259b64a7cae1a667f1');
	const {learnt} = run;
	assert.equal(learnt.name, 'baseline');
	assert.deepEqual([learnt.group, learnt.groupScope], ['vision/resnet', path]);
	assert.deepEqual(learnt.outcome, {status: 'finished', why: 'recorded as FINISHED'});
	assert.equal(learnt.startedAtMs, Date.parse('2026-11-21T00:49:18.871Z'));
	assert.deepEqual(learnt.config, {
		lr: '0.0003',
		batch_size: '64',
		model: 'resnet50',
		amp: 'True',
		layers: '[1, 2]',
		none: 'None',
		epochs: '40',
	});
	assert.deepEqual([...learnt.tags].sort(), ['mark=★ best', 'team=vision']);
	assert.equal(learnt.user, 'ada');
	assert.deepEqual(learnt.command, {argv: ['train.py'], cwd: null, isNameOnly: true});
	assert.deepEqual(learnt.git, {
		commit: 'aa135fbc521868782fd8e079c8d7e09faaedcf87',
		branch: 'main',
		dirty: null,
		remote: null,
	});
	assert.equal((learnt.extra.datasets as unknown[]).length, 1);
	assert.equal(run.aggregate('loss', 'points'), 40);
	assert.equal(run.aggregate('loss', 'last'), 0.1366074770008422);
	assert.deepEqual(run.points('final_acc'), [[0, 0.913]]);
	assert.deepEqual(store.problems, []);
});

test('states, parents, and text in any script', () => {
	const statusOf = (id: string) => store.run(id).learnt.outcome?.status ?? null;
	assert.equal(statusOf('438658ea484f4283ab9aac600a7a2473'), 'failed');
	assert.equal(statusOf('87b073c971284a1d8b6390ad53fb69d2'), 'deleted');
	assert.equal(statusOf('2f73566fe02b4ccc919c05c89506037f'), 'queued');
	assert.equal(statusOf('997c5a371a36456ea2ae611f6acfbd10'), 'stopped');
	assert.equal(store.run('14b9235226844c9a8eacfa0dfde9f1bd').learnt.parent, 'c670d85e875a49708ae4603304a19f4f');
	const {learnt} = store.run('763d2dbe54fd4d9586c5f094673f8969');
	assert.equal(learnt.name, 'größe 試験 📉');
	assert.equal(learnt.config.multi, 'line1\nline2: x');
	assert.equal(learnt.config.ключ, 'значение');
});

test('a run that was killed is recorded as RUNNING, and its last point is its last sign', () => {
	const run = store.run(running);
	assert.equal(run.learnt.outcome, null);
	assert.equal(run.learnt.recorded, 'RUNNING');
	assert.equal(run.learnt.lastSignMs, Math.max(...run.walls('loss')));
	assert.deepEqual(run.learnt.notes, ['watch me']);
});

test('steps in any order, NaN, and points of the machine', () => {
	const steps = store.run('c2aa8bd2d8e64b919fa21dd353ea6715');
	assert.deepEqual(steps.points('negative'), [
		[-5, 1],
		[7_000_000_000, 2],
	]);
	assert.equal(steps.aggregate('back', 'points'), 6);
	assert.equal(store.run('438658ea484f4283ab9aac600a7a2473').aggregate('loss', 'nonfinite'), 2);
	const machine = store.run('f5fb29e0130c4f4d9502367b51fba7f7');
	assert.equal(machine.system.get('cpu_utilization_percentage')?.length, 7);
	assert.equal(machine.metrics.get('system/cpu_utilization_percentage')?.length, 7);
});

test('small budgets show the same', () => {
	const collected = new Collected();
	const source = openStore(loadFixture('mlflow').remove(log));
	let turns = 0;
	while (source.read(collected, 2048).more) turns++;
	assert.ok(turns > 10);
	for (const [id, run] of store.runs)
		for (const name of run.metrics.keys()) assert.deepEqual(collected.run(id).points(name), run.points(name));
});

test('what is said of runs is read once for all portions of the points, and again after a commit between two of them', () => {
	const files = loadFixture('mlflow').remove(log);
	const source = openStore(files);
	const collected = new Collected();
	const first = source.read(collected, 2048);
	const second = source.read(collected, 2048);
	assert.ok(first.more && second.more);
	assert.ok(second.bytesRead < first.bytesRead, `${second.bytesRead} of ${first.bytesRead} bytes`);
	assert.equal(collected.run(running).learnt.outcome, null);
	files.write(log, wholeLog.subarray(0, commits[1]!), {inPlace: true});
	assert.ok(source.read(collected, 2048).more);
	assert.equal(collected.run(running).learnt.outcome?.status, 'finished');
	assert.equal(collected.run(later).learnt.name, 'later');
	readAll(source, collected);
	assert.equal(collected.run(running).aggregate('loss', 'points'), 25);
});

test('commits are followed: points, an end, a run that comes and one that goes', () => {
	const files = loadFixture('mlflow').remove(log);
	const source = openStore(files);
	const collected = new Collected();
	readAll(source, collected);
	assert.equal(source.read(collected, 1e6).bytesRead, 0);
	const commit = (size: number) => {
		files.write(log, wholeLog.subarray(0, size), {inPlace: true});
		readAll(source, collected);
	};
	commit(commits[0]! - 1);
	assert.equal(collected.run(running).aggregate('loss', 'points'), 20);
	commit(commits[0]!);
	assert.equal(collected.run(running).aggregate('loss', 'points'), 25);
	assert.equal(collected.run(running).learnt.lastSignMs, 1_795_222_300_004);
	assert.equal(collected.run(running).learnt.outcome, null);
	commit(commits[1]!);
	assert.equal(collected.run(running).learnt.outcome?.status, 'finished');
	assert.equal(collected.run(running).learnt.endedAtMs, 1_795_222_400_000);
	assert.equal(collected.run(later).learnt.name, 'later');
	assert.equal(collected.run(later).learnt.group, 'second');
	assert.deepEqual(collected.run(later).learnt.notes, ['begun later']);
	assert.equal(collected.run(later).aggregate('loss', 'nonfinite'), 1);
	commit(commits[2]!);
	assert.ok(collected.run(later).removed);
	assert.equal(collected.run(running).aggregate('loss', 'points'), 26);
	assert.equal(collected.run(running).aggregate('loss', 'last'), 0.5);
	assert.deepEqual(collected.problems, []);
});

test('a large store shows its runs and newest values before the points are read', () => {
	const collected = new Collected();
	openStore(loadFixture('mlflow').remove(log)).preview!(collected);
	assert.equal(collected.runs.size, 17);
	const run = collected.run('c77183f3a4e74f259b64a7cae1a667f1');
	assert.deepEqual(run.points('loss'), [[39, 0.1366074770008422]]);
	assert.equal(run.learnt.name, 'baseline');
});

test('another file in its place is read anew, and runs that it lacks are gone', () => {
	const files = loadFixture('mlflow').remove(log);
	const source = openStore(files);
	const collected = new Collected();
	readAll(source, collected);
	files.write(path, files.readWhole(path, 1e6)!);
	readAll(source, collected);
	const run = collected.run(running);
	assert.equal(run.aggregate('loss', 'points'), 20);
	assert.equal(run.resets, 1);
	assert.ok(![...collected.runs.values()].some(({removed}) => removed));
});

test('a file that was read before all of it had come is read anew when it is whole, and nothing of it is wrong any more', () => {
	const whole = loadFixture('mlflow').readWhole(path, 1e6)!;
	const pointsOf = ({runs}: Collected) =>
		Object.fromEntries([...runs].map(([id, run]) => [id, [...run.metrics.keys()].sort().map(name => run.points(name))]));
	for (let cut = 0; cut < whole.length; cut += 20 * 512) {
		const files = new MemoryFiles().write(path, whole.subarray(0, cut));
		const source = openStore(files);
		const collected = new Collected();
		readAll(source, collected);
		files.nowMs += 10_000;
		readAll(source, collected);
		// Every other time the rest is zeros first, else the file just grows.
		if ((cut / 10_240) % 2 === 0) {
			const damaged = Buffer.concat([whole.subarray(0, cut), new Uint8Array(whole.length - cut)]);
			files.write(path, damaged, {inPlace: true});
			readAll(source, collected);
		}
		files.write(path, whole, {inPlace: true});
		readAll(source, collected);
		assert.deepEqual(pointsOf(collected), pointsOf(store), `cut at ${cut}`);
		assert.deepEqual(collected.problems, [], `cut at ${cut}`);
	}
});

test('the pages of a schema that was cut are one line, not one a table', () => {
	const whole = loadFixture('mlflow').readWhole(path, 1e6)!;
	for (let cut = 8192; cut < whole.length; cut += 8192) {
		const files = new MemoryFiles().write(path, whole.subarray(0, cut));
		files.nowMs += 10_000;
		const messages = [...readStore(files).problems, ...openStore(files).verify!()].map(({message}) => message);
		assert.match(messages[0]!, /^Cut: /);
		assert.deepEqual(
			messages.filter(message => message.includes('schema')),
			[],
		);
		const pages = messages.flatMap(message => /^Damaged: page (\d+) of table/.exec(message)?.[1] ?? []);
		// Reading and verifying each say it.
		for (const page of pages) assert.ok(pages.filter(other => other === page).length <= 2, `page ${page}`);
	}
});

test('every row of every table is looked at when somebody asks', () => {
	const files = loadFixture('mlflow').remove(log);
	assert.deepEqual(openStore(files).verify!(), []);
	const whole = files.readWhole(path, 1e6)!;
	const said = new Set<string>();
	for (let page = 1; page < whole.length / 512; page++) {
		const bytes = Buffer.from(whole);
		bytes.fill(0xff, 512 * page, 512 * (page + 1));
		for (const {message} of openStore(files.write(path, bytes)).verify!()) said.add(message.replaceAll(/\d+/g, 'N'));
	}
	assert.ok(said.has('Damaged: page N of table metrics is no page of a table, the rows below it are left out'));
});

test('damage costs no run that is whole, and stops nothing', () => {
	const random = seededRandom(41);
	const whole = loadFixture('mlflow').readWhole(path, 1e6)!;
	for (let round = 0; round < 150; round++) {
		const bytes = Buffer.from(whole.subarray(0, round % 5 === 0 ? random(whole.length) : whole.length));
		for (let flips = random(5); flips >= 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		const files = new MemoryFiles().write(path, bytes);
		const claims = mlflow.detect({path: '/mlflow', entries: files.list('/mlflow')}, files);
		for (const claim of claims) readAll(mlflow.open(claim, files), new Collected(), 50_000);
	}
});

test('a store of the first versions, which had no table of newest values and no mark of NaN', () => {
	const files = loadFixture('mlflow-first');
	const [claim, ...others] = mlflow.detect({path: '/mlflow-first', entries: files.list('/mlflow-first')}, files);
	assert.equal(claim?.path, '/mlflow-first/store.db');
	assert.deepEqual(others, []);
	const first = new Collected();
	readAll(mlflow.open(claim, files), first);
	const byName = new Map([...first.runs.values()].map(run => [run.learnt.name, run]));
	assert.deepEqual([...byName.keys()].sort(), ['first', 'second']);
	const run = byName.get('first')!;
	assert.deepEqual(run.learnt.config, {lr: '0.1'});
	assert.equal(run.learnt.group, 'vision');
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[0, 10, 20, 30, 40],
	);
	assert.equal(run.aggregate('loss', 'last'), 0.2);
	assert.equal(byName.get('second')!.learnt.outcome?.status, 'failed');
	assert.deepEqual(first.problems, []);
});

test('experiments of one name in two workspaces of a store are two groups', () => {
	const files = loadFixture('mlflow').remove(log);
	const bytes = Buffer.from(files.readWhole(path, 1e7)!);
	const name = Buffer.from('vision/resnet/data');
	bytes.write('teamtwo', bytes.indexOf('default', bytes.indexOf(name)), 'latin1');
	const {learnt} = readStore(files.write(path, bytes)).run('c77183f3a4e74f259b64a7cae1a667f1');
	assert.deepEqual([learnt.group, learnt.groupScope, learnt.extra.workspace], ['vision/resnet', `${path}/teamtwo`, 'teamtwo']);
	assert.equal(store.run('c77183f3a4e74f259b64a7cae1a667f1').learnt.extra.workspace, undefined);
});
