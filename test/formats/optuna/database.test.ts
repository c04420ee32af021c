import assert from 'node:assert/strict';
import {test} from 'node:test';
import {optuna} from '../../../source/formats/optuna/index.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';

// Not UTC: times that are stored without a zone have to be told from those in UTC.
process.env.TZ = 'America/St_Johns';

const path = '/optuna/study.db';
const log = `${path}-wal`;
/** Ends of the commits in the log: a value on its way; the end of that trial and the next one. */
const commits = [2712, 6464];
const wholeLog = loadFixture('optuna').readWhole(log, 1e6)!;

function openStore(files: MemoryFiles) {
	const claims = optuna.detect({path: '/optuna', entries: files.list('/optuna')}, files);
	return optuna.open(claims.find(claim => claim.path === path)!, files);
}

function find(collected: Collected, id: string): CollectedRun {
	return [...collected.runs.values()].find(({learnt}) => learnt.id === id)!;
}

test('every trial, as the journal of the same program has them', () => {
	const collected = new Collected();
	readAll(openStore(loadFixture('optuna').remove(log)), collected);
	assert.equal(collected.runs.size, 32);
	const run = find(collected, 'resnet-tune größe/0');
	assert.deepEqual(run.learnt.config, {lr: 0.001, opt: 'sgd', layers: 4, dropout: 0.5});
	assert.equal(run.aggregate('value', 'points'), 12);
	assert.deepEqual(run.learnt.summary, {objective: 0.056783364645672026});
	assert.deepEqual(run.learnt.extra['study attributes'], {dataset: 'imagenet', owner: {name: 'Ada', ключ: [1, 2]}});
	assert.equal(find(collected, 'resnet-tune größe/10').learnt.outcome?.status, 'pruned');
	assert.equal(find(collected, 'resnet-tune größe/25').learnt.outcome?.status, 'queued');
	assert.deepEqual(find(collected, 'two objectives/4').learnt.summary, {latency: 0.29680050157622195, acc: 0.2});
	assert.equal(find(collected, 'resnet-tune größe/24').aggregate('value', 'nonfinite'), 1);
	const last = find(collected, 'empty/0').learnt;
	assert.equal(last.startedAtMs, Date.parse('2026-11-21T01:18:38.897Z') + 0.37);
	assert.ok(last.lastSignMs! >= Date.parse('2026-11-21T01:18:39Z'));
	assert.deepEqual(collected.problems, []);
});

test('commits are followed: a value, the end of a trial, the next one', () => {
	const files = loadFixture('optuna').remove(log);
	const source = openStore(files);
	const collected = new Collected();
	readAll(source, collected);
	const run = find(collected, 'resnet-tune größe/24');
	const commit = (size: number) => {
		files.nowMs += 1e12;
		files.write(log, wholeLog.subarray(0, size), {inPlace: true});
		readAll(source, collected);
	};
	commit(commits[0]!);
	assert.deepEqual(run.points('value').at(-1), [2, 0.25]);
	assert.equal(run.learnt.lastSignMs, files.stat(log)!.modifiedAtMs, 'a value has no time but that of the file');
	commit(commits[1]!);
	assert.equal(run.learnt.outcome?.status, 'finished');
	assert.deepEqual(run.learnt.summary, {objective: Number.POSITIVE_INFINITY});
	assert.equal(find(collected, 'resnet-tune größe/26').learnt.recorded, 'RUNNING');
	assert.equal(source.read(collected, 1e6).bytesRead, 0);
});

test('small budgets show the same', () => {
	const collected = new Collected();
	readAll(openStore(loadFixture('optuna')), collected, 600);
	assert.equal(collected.runs.size, 33);
	assert.equal(find(collected, 'resnet-tune größe/0').aggregate('value', 'points'), 12);
});

test('a commit that comes between two portions of the values is seen with the next one', () => {
	const files = loadFixture('optuna').remove(log);
	const source = openStore(files);
	const collected = new Collected();
	assert.ok(source.read(collected, 600).more && source.read(collected, 600).more);
	assert.equal(find(collected, 'resnet-tune größe/24').learnt.outcome, null);
	files.nowMs += 1e12;
	files.write(log, wholeLog, {inPlace: true});
	source.read(collected, 600);
	assert.equal(find(collected, 'resnet-tune größe/24').learnt.outcome?.status, 'finished');
	assert.equal(find(collected, 'resnet-tune größe/26').learnt.recorded, 'RUNNING');
});

test('damage stops nothing', () => {
	const random = seededRandom(52);
	const whole = loadFixture('optuna').readWhole(path, 1e6)!;
	for (let round = 0; round < 150; round++) {
		const bytes = Buffer.from(whole.subarray(0, round % 5 === 0 ? random(whole.length) : whole.length));
		for (let flips = random(5); flips >= 0; flips--) bytes[random(bytes.length)]! ^= 1 << random(8);
		const files = new MemoryFiles().write(path, bytes);
		const claims = optuna.detect({path: '/optuna', entries: files.list('/optuna')}, files);
		for (const claim of claims) readAll(optuna.open(claim, files), new Collected(), 20_000);
	}
});

test('a store of a version before 2.4: what was reported on the way is no objective', () => {
	const old = '/optuna/before-2-4.db';
	const files = loadFixture('optuna');
	const [claim] = optuna.detect({path: '/optuna', entries: files.list('/optuna')}, files).filter(({path: at}) => at === old);
	const collected = new Collected();
	readAll(optuna.open(claim!, files), collected);
	assert.equal(collected.runs.size, 7);
	const finished = find(collected, 's1/0');
	assert.equal(finished.learnt.startedAtMs, new Date(2026, 10, 27, 13, 48, 20, 165).getTime() + 0.333, 'local before 5.0');
	assert.deepEqual(finished.learnt.summary, {objective: 0.25121789650012194});
	assert.deepEqual(finished.points('value'), [
		[0, 1.251217896500122],
		[1, 0.7512178965001219],
		[2, 0.5845512298334552],
		[3, 0.5012178965001219],
		[4, 0.45121789650012195],
	]);
	const failed = find(collected, 's1/3');
	assert.deepEqual(failed.learnt.summary, {});
	assert.deepEqual(failed.points('value').at(-1), [4, 0.2179073179154135]);
	const pruned = find(collected, 's1/1');
	assert.equal(pruned.learnt.outcome?.status, 'pruned');
	assert.equal(pruned.points('value').length, 2);
});
