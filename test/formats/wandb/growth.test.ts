import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Collected, readAll} from '../collect.ts';
import {loadFixture} from '../load-fixture.ts';
import {MemoryFiles} from '../memory-files.ts';
import {exit, item, logOf, logPath, openLog, readFiles, row, run, summary} from './logs.ts';

const rows = Array.from({length: 700}, (_, step) => [
	summary(item('loss', String(step)), item('long', `"${'y'.repeat(step)}"`)),
	row(step, {loss: step / 3, acc: step}),
]);
const whole = logOf(run(), ...rows.flat(), exit(0, 700));

test('follows a log that grows by any number of bytes, across blocks', () => {
	const expected = readFiles(new MemoryFiles().write(logPath, whole));
	assert.equal(expected.aggregate('loss', 'points'), 700);
	for (const stride of [997, 7919, 32_768]) {
		const files = new MemoryFiles().write(logPath, '');
		const source = openLog(files);
		const collected = new Collected();
		for (let size = 0; size < whole.length; size += stride) {
			files.append(logPath, whole.subarray(size, size + stride));
			readAll(source, collected);
		}
		assert.deepEqual(collected.only.points('loss'), expected.points('loss'));
		assert.deepEqual(collected.only.learnt, expected.learnt);
		assert.deepEqual(collected.only.problems, []);
	}
});

test('stops at its budget and says what is left', () => {
	const source = openLog(new MemoryFiles().write(logPath, whole));
	const collected = new Collected();
	const outcome = source.read(collected, 10_000);
	assert.ok(outcome.more && outcome.bytesRead >= 10_000);
	assert.equal(outcome.bytesLeft, whole.length - outcome.bytesRead);
	assert.notEqual(collected.only.learnt.summary.loss, 699);
	readAll(source, collected, 10_000);
	assert.deepEqual(collected.only.learnt.outcome, {status: 'finished', why: 'exit record with code 0'});
});

test('a log in place of another starts from nothing', () => {
	const files = new MemoryFiles().write(logPath, whole);
	const source = openLog(files);
	const collected = new Collected();
	readAll(source, collected);
	files.write(logPath, logOf(run(), row(1, {other: 1})));
	readAll(source, collected);
	assert.equal(collected.only.resets, 1);
	assert.deepEqual([...collected.only.metrics.keys()], ['other']);
	assert.equal(collected.only.learnt.outcome, null);
	assert.deepEqual(collected.only.learnt.summary, {});
});

test('the output file may turn up later', () => {
	const files = new MemoryFiles().write(logPath, whole.subarray(0, 1000));
	const source = openLog(files);
	const collected = new Collected();
	readAll(source, collected);
	assert.deepEqual(collected.only.learnt.logFiles, []);
	const output = source.watched().find(path => path.endsWith('output.log'))!;
	files.write(output, 'hello\n');
	readAll(source, collected);
	assert.deepEqual(collected.only.learnt.logFiles, [output]);
});

test('a preview gives name, latest values and end without reading the middle', () => {
	const collected = new Collected();
	openLog(new MemoryFiles().write(logPath, whole)).preview!(collected);
	const {learnt} = collected.only;
	const points = collected.only.points('acc');
	assert.deepEqual(points.at(-1), [699, 699]);
	assert.ok(points.length < 690);
	assert.equal(learnt.outcome?.status, 'finished');
	assert.equal(learnt.summary.loss, 699);
});

test('a real log gives the same, read whole or byte by byte', () => {
	const fixture = loadFixture('wandb/updates');
	const place = '/updates/offline-run-20261121_003446-iw72inbw';
	const log = `${place}/run-iw72inbw.wandb`;
	const bytes = fixture.readWhole(log, 1e6)!;
	const expected = readFiles(fixture, place);
	const files = new MemoryFiles().write(log, '');
	const source = openLog(files, place);
	const collected = new Collected();
	for (const byte of bytes) {
		files.append(log, Uint8Array.of(byte));
		source.read(collected, 1e6);
	}
	assert.deepEqual(collected.only.learnt, expected.learnt);
	assert.deepEqual(collected.only.events, expected.events);
});
