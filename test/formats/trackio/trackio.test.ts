import assert from 'node:assert/strict';
import {test} from 'node:test';
import {trackio} from '../../../source/formats/trackio/index.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';

const vision = '/trackio/vision.db';
const log = `${vision}-wal`;
/** Ends of the commits in the log: a row; an alert and a row of the machine. */
const commits = [11_288, 14_504];
const killed = '6f0ddad078e84039b5abf52f82479cb7';

function open(files: MemoryFiles, path: string) {
	const claims = trackio.detect({path: '/trackio', entries: files.list('/trackio')}, files);
	return trackio.open(claims.find(claim => claim.path === path)!, files);
}

function read(path: string, budgetBytes?: number): Collected {
	const collected = new Collected();
	readAll(open(loadFixture('trackio').remove(log), path), collected, budgetBytes);
	return collected;
}

const named = (collected: Collected, name: string): CollectedRun =>
	[...collected.runs.values()].find(({learnt}) => learnt.name === name)!;

test('runs of a project with their settings and nested metrics', () => {
	const collected = read(vision);
	assert.equal(collected.runs.size, 7);
	const run = named(collected, 'g1');
	assert.equal(run.learnt.id, '424e850f62ae47d3901541699ee300ad');
	assert.equal(run.learnt.idScope, null);
	assert.deepEqual([run.learnt.group, run.learnt.groupScope], ['sweep-1', vision.replace(/\.db$/, '')]);
	assert.equal(named(collected, 'killed').learnt.group, 'vision');
	assert.deepEqual(run.learnt.config, {lr: 0.001, net: {layers: [1, 2]}, ключ: 'ß', epochs: 20});
	assert.equal(run.learnt.startedAtMs, Date.parse('2026-11-21T01:11:00.582Z') + 0.845);
	assert.equal(run.learnt.outcome, null);
	assert.deepEqual([...run.metrics.keys()], ['loss', 'train/acc', 'val/f1']);
	assert.equal(run.aggregate('train/acc', 'last'), 0.95);
	assert.deepEqual(collected.problems, []);
});

test('words for what JSON has no numbers for, and steps that go back', () => {
	const collected = read(vision);
	assert.ok(named(collected, 'nan').aggregate('bad', 'nonfinite') > 0);
	assert.equal(named(collected, 'steps').aggregate('loss', 'points'), 17);
});

test('alerts are events', () => {
	assert.deepEqual(named(read('/trackio/myproj2.db'), 'ok 1').events, [
		{
			atMs: Date.parse('2026-11-21T01:11:16.951Z') + 0.076,
			step: 19,
			kind: 'error',
			text: 'loss is flat: no change for 100 steps (error)',
		},
	]);
});

test('what is in the log is followed, commit by commit', () => {
	const files = loadFixture('trackio');
	const whole = files.readWhole(log, 1e6)!;
	files.remove(log);
	const source = open(files, vision);
	const collected = new Collected();
	readAll(source, collected);
	const run = collected.run(killed);
	assert.equal(run.aggregate('loss', 'points'), 11);
	files.write(log, whole.subarray(0, commits[0]));
	readAll(source, collected);
	assert.equal(run.aggregate('loss', 'nonfinite'), 1);
	assert.equal(run.aggregate('train/acc', 'last'), 0.55);
	assert.equal(run.learnt.lastSignMs, Date.parse('2026-11-21T01:12:00Z'));
	files.write(log, whole.subarray(0, commits[1]), {inPlace: true});
	readAll(source, collected);
	assert.deepEqual(
		run.events.map(({text}) => text),
		['spike: loss is high (warn)'],
	);
	assert.equal(run.system.get('gpu/0/util')?.length, 1);
	assert.equal(source.read(collected, 1e6).bytesRead, 0);
	assert.ok(source.watched().includes(log));
});

test('the first versions, which had one table and wrote local times', () => {
	const collected = read('/trackio/first.db');
	const run = named(collected, 'k');
	assert.equal(collected.runs.size, 1);
	assert.equal(run.learnt.id, 'k', 'a name is the key that these have');
	assert.equal(run.learnt.idScope, '/trackio/first.db', 'and says nothing of other databases');
	assert.equal(run.aggregate('a', 'points'), 101);
	assert.equal(run.learnt.startedAtMs, new Date(2026, 10, 26, 15, 0, 14, 947).getTime() + 0.396);
	assert.equal(run.learnt.group, 'first');
});

test('small budgets show the same', () => {
	const [whole, portions] = [read(vision), read(vision, 600)];
	for (const [key, run] of whole.runs)
		for (const name of run.metrics.keys()) assert.deepEqual(portions.run(key).points(name), run.points(name));
});

test('other databases are none of its', () => {
	const files = loadFixture('optuna');
	assert.deepEqual(trackio.detect({path: '/optuna', entries: files.list('/optuna')}, files), []);
});

test('damage stops nothing', () => {
	const random = seededRandom(61);
	const whole = loadFixture('trackio').readWhole('/trackio/myproj2.db', 1e6)!;
	for (let round = 0; round < 150; round++) {
		const bytes = Buffer.from(whole.subarray(0, round % 5 === 0 ? random(whole.length) : whole.length));
		for (let flips = random(5); flips >= 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		const files = new MemoryFiles().write('/trackio/x.db', bytes);
		const claims = trackio.detect({path: '/trackio', entries: files.list('/trackio')}, files);
		for (const claim of claims) readAll(trackio.open(claim, files), new Collected(), 20_000);
	}
});
