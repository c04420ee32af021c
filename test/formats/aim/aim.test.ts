import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aim} from '../../../source/formats/aim/index.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {loadFixture, seededRandom} from '../load-fixture.ts';
import type {MemoryFiles} from '../memory-files.ts';

const [closed, killed] = ['3d5883db9f65410b988961d4', 'd2984be4365f4c4f988456b1'];
const log = `/aim/.aim/seqs/chunks/${killed}/000005.log`;
const table = `/aim/.aim/seqs/chunks/${closed}/000009.sst`;
const pathOf = (hash: string) => `/aim/.aim/meta/chunks/${hash}`;

function open(files: MemoryFiles, hash: string) {
	const [claim] = aim.detect({path: pathOf(hash), entries: files.list(pathOf(hash))}, files);
	return aim.open(claim!, files);
}

function read(files: MemoryFiles, hash: string): CollectedRun {
	const collected = new Collected();
	readAll(open(files, hash), collected);
	return collected.only;
}

test('a run with its name, experiment, settings, tags and notes, and its end', () => {
	const {learnt, problems} = read(loadFixture('aim'), closed);
	assert.deepEqual(problems, []);
	assert.equal(learnt.id, closed);
	assert.equal(learnt.name, 'baseline');
	assert.equal(learnt.group, 'digits');
	assert.deepEqual(learnt.config, {hparams: {lr: 0.001, layers: [8, 4], opt: {name: 'sgd é'}}});
	assert.deepEqual(learnt.tags, ['kept']);
	assert.deepEqual(learnt.notes, ['the plain one']);
	assert.equal(learnt.outcome?.status, 'finished');
	assert.deepEqual(learnt.extra, {media: {words: 'text'}});
});

test('metrics by their contexts, epochs and what is not finite; the machine apart', () => {
	const run = read(loadFixture('aim'), closed);
	assert.deepEqual(
		run.points('train/loss'),
		[0, 1, 2, 3, 4, 5].map(i => [i * 10, 1 / (i + 1)]),
	);
	assert.deepEqual(run.points('val/loss'), [
		[10, 0.51],
		[30, 0.53],
		[50, 0.55],
	]);
	assert.deepEqual(
		run.points('epoch').map(([, epoch]) => epoch),
		[0, 0, 0, 1, 1, 1],
	);
	assert.deepEqual(run.points('odd'), [[7, Number.NaN]]);
	assert.deepEqual([...run.system.keys()], ['cpu']);
	assert.ok(run.walls('train/loss').every(ms => ms > Date.UTC(2026, 0)));
});

test('of a killed run all that its logs have, and no end', () => {
	const {learnt, ...run} = read(loadFixture('aim'), killed);
	assert.equal(learnt.outcome, null);
	assert.equal(learnt.name, killed);
	assert.equal(run.metrics.get('train/loss')?.length, 3);
});

test('points are shown as they come, once each, and what is torn waits', () => {
	const whole = loadFixture('aim').readWhole(log, 1e9)!;
	const files = loadFixture('aim').write(log, '');
	const source = open(files, killed);
	const collected = new Collected();
	let before = 0;
	for (let at = 0; at < whole.length; at += 700) {
		files.append(log, whole.slice(at, at + 700));
		readAll(source, collected);
		const count = collected.only.points('train/loss').length;
		assert.ok(count >= before);
		before = count;
	}
	assert.equal(before, 3);
	assert.equal(collected.only.resets, 0);
	assert.deepEqual(collected.only.problems, []);
});

test('what was let go of is read again whole, and no point comes twice', () => {
	const files = loadFixture('aim');
	const source = open(files, killed);
	const collected = new Collected();
	readAll(source, collected);
	const points = collected.only.points('train/loss');
	source.release?.();
	assert.ok(source.watched().includes(log));
	readAll(source, collected);
	assert.deepEqual(collected.only.points('train/loss'), points);
	assert.equal(collected.only.learnt.name, killed);
});

test('a damaged block loses its own points and is told; nothing fails', () => {
	const bytes = Uint8Array.from(loadFixture('aim').readWhole(table, 1e9)!);
	bytes[100]! ^= 0xff;
	const hurt = read(loadFixture('aim').write(table, bytes), closed);
	assert.match(hurt.problems[0]?.message ?? '', /bad checksum/);
	assert.ok(hurt.points('train/loss').length <= 6);
	const random = seededRandom(7);
	for (let round = 0; round < 60; round++) {
		const [path, hash] = round % 2 === 0 ? [table, closed] : [log, killed];
		const damaged = Uint8Array.from(loadFixture('aim').readWhole(path, 1e9)!);
		damaged[random(damaged.length)] = random(256);
		read(loadFixture('aim').write(path, damaged.subarray(0, random(damaged.length))), hash);
	}
});

test('a manifest that was cut hides no points, and a check names it', () => {
	const manifest = `/aim/.aim/seqs/chunks/${closed}/MANIFEST-000004`;
	const whole = loadFixture('aim').readWhole(manifest, 1e9)!;
	for (let at = 0; at < whole.length; at += 30) {
		const files = loadFixture('aim').write(manifest, whole.subarray(0, at));
		assert.equal(read(files, closed).metrics.get('train/loss')?.length, 6, `cut at ${at}`);
		assert.equal(open(files, closed).verify?.()[0]?.file, manifest, `cut at ${at}`);
	}
	for (const hash of [closed, killed]) assert.deepEqual(open(loadFixture('aim'), hash).verify?.(), []);
});

test('without CURRENT, by which Aim knows a database, a run is there still, and a check names that', () => {
	const current = `${pathOf(closed)}/CURRENT`;
	for (const files of [loadFixture('aim').remove(current), loadFixture('aim').write(current, 'x')]) {
		assert.equal(read(files, closed).learnt.name, 'baseline');
		assert.match(
			open(files, closed)
				.verify?.()
				.map(({file, message}) => `${file} ${message}`)
				.join() ?? '',
			/CURRENT Is missing, cut/,
		);
	}
});

test("a store's database that cannot be read is told; its runs are there without their names", () => {
	const path = '/aim/.aim/run_metadata.sqlite';
	const {learnt, problems, ...run} = read(loadFixture('aim').write(path, 'no database'), closed);
	assert.match(problems[0]?.message ?? '', /^Cannot be read as a SQLite database/);
	assert.equal(learnt.name, closed);
	assert.equal(run.metrics.get('train/loss')?.length, 6);
	assert.deepEqual(read(loadFixture('aim').remove(path), closed).problems, []);
});
