import assert from 'node:assert/strict';
import {test} from 'node:test';
import {judge} from '../../source/engine/liveness/judge.ts';
import {swanlab} from '../../source/formats/swanlab/index.ts';
import {Collected, type CollectedRun, readAll} from './collect.ts';
import {loadFixture} from './load-fixture.ts';
import {MemoryFiles} from './memory-files.ts';
import {readTree} from './read-tree.ts';
import {exit, logOf, logPath, openLog, readFiles, row, run} from './wandb/logs.ts';

/** What is said of a run whose log nobody holds open. */
function judged({learnt}: CollectedRun): string {
	const signs = {
		signAtMs: 0,
		here: true,
		stallAfterMs: 1000,
		stallReason: '',
		progress: null,
		process: {kind: 'no writer'} as const,
	};
	const {status, why} = judge(learnt, signs, 10_000_000);
	return `${status}: ${why}`;
}

const rows = Array.from({length: 3}, (_, i) => row(i, {loss: i}));
const whole = logOf(run(), ...rows, exit(0, 9));
const end = logOf(run(), ...rows).length;
const readBytes = (bytes: Uint8Array) => readFiles(new MemoryFiles().write(logPath, bytes));

const changed = (bytes: Buffer, change: (copy: Buffer) => void): Buffer => {
	const copy = Buffer.from(bytes);
	change(copy);
	return copy;
};

test('a run whose log is damaged where the record of its end would stand ended nobody knows how', () => {
	const from = logOf(run(), ...rows.slice(0, 2)).length;
	const expected = `unknown: its log is damaged from byte ${from} on, where the record of its end would stand`;
	assert.equal(judged(readBytes(changed(whole, copy => copy.writeUInt8(copy[from + 20]! ^ 1, from + 20)))), expected);
	assert.equal(judged(readBytes(changed(whole, copy => copy.fill(0, from)))), expected);
});

test('a log that is only cut, or damaged before what was read last, tells that there was no end', () => {
	assert.match(judged(readBytes(whole.subarray(0, end))), /^crashed: no end record/);
	assert.match(judged(readBytes(whole.subarray(0, whole.length - 1))), /^crashed: no end record/);
	const long = Array.from({length: 6}, (_, i) => row(i, {loss: i, pad: `"${'x'.repeat(9000)}"`}));
	const early = changed(logOf(run(), ...long), copy => copy.writeUInt8(copy[100]! ^ 1, 100));
	assert.match(judged(readBytes(early)), /^crashed: no end record/);
});

test('zeros that come behind a log which was read say so at once', () => {
	const files = new MemoryFiles().write(logPath, whole.subarray(0, end));
	const collected = new Collected();
	const source = openLog(files);
	readAll(source, collected);
	assert.match(judged(collected.only), /^crashed/);
	files.write(logPath, Buffer.concat([whole.subarray(0, end), Buffer.alloc(100)]));
	readAll(source, collected);
	assert.match(judged(collected.only), /^unknown: its log is damaged from byte/);
	files.write(logPath, whole);
	readAll(source, collected);
	assert.match(judged(collected.only), /^finished/);
});

test('so it is with the log of SwanLab', () => {
	const files = loadFixture('swanlab/swanlog');
	const log = '/swanlog/run-20261121_011508-7l3c1zxp/run-7l3c1zxp.swanlab';
	const bytes = Buffer.from(files.readWhole(log, 1e6)!);
	files.write(
		log,
		changed(bytes, copy => copy.fill(0, copy.length - 100)),
	);
	assert.match(
		judged(readTree(swanlab, files, '/swanlog').get('run-20261121_011508-7l3c1zxp')!),
		/^unknown: its log is damaged from byte/,
	);
});
