import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Source} from '../../../source/formats/format.ts';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {partsOf, rotatedParts} from '../../../source/formats/plain/rotated.ts';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {Collected, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const steps = (from: number, to: number) =>
	Array.from({length: to - from + 1}, (_, i) => `step ${from + i} loss ${1 / (from + i)}\n`).join('');

function readRun(source: Source, collected = new Collected(), budgetBytes?: number) {
	readAll(source, collected, budgetBytes);
	return collected.only;
}

function claimOf(files: MemoryFiles, format = textlogFormat) {
	const found = format.detect({path: '/runs/a', entries: files.list('/runs/a')}, files);
	assert.equal(found.length, 1);
	return found[0]!;
}

test('orders the parts of a log by number and date, and leaves other files alone', () => {
	const names = [
		'train.log',
		'train.log.1',
		'train.log.10',
		'train.log.2',
		'train.log.bak',
		'train.log.1.gz',
		'train.log2',
		'other.log.1',
	];
	assert.deepEqual(rotatedParts('train.log', names), ['train.log.10', 'train.log.2', 'train.log.1']);
	const days = ['train.log.2024-03-02', 'train.log.2024-03-01', 'train.log-20240229', 'train.log.2024-03-01_12', 'train.log.v1'];
	assert.deepEqual(rotatedParts('train.log', days), [
		'train.log-20240229',
		'train.log.2024-03-01',
		'train.log.2024-03-01_12',
		'train.log.2024-03-02',
	]);
});

test('reads a log from the beginning of its oldest part', () => {
	const files = new MemoryFiles();
	files
		.write('/runs/a/train.log.2', steps(1, 3))
		.write('/runs/a/train.log.1', steps(4, 6))
		.write('/runs/a/train.log', steps(7, 8));
	const claim = claimOf(files);
	const source = textlogFormat.open(claim, files);
	const run = readRun(source);
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[1, 2, 3, 4, 5, 6, 7, 8],
	);
	assert.deepEqual(run.learnt.logFiles, ['/runs/a/train.log']);
	assert.deepEqual(source.watched(), ['/runs/a/train.log.2', '/runs/a/train.log.1', '/runs/a/train.log']);
});

test('goes on over a rotation, and over a few bytes at a time', () => {
	const files = new MemoryFiles();
	files.write('/runs/a/train.log', steps(1, 40));
	const source = textlogFormat.open(claimOf(files), files);
	const collected = new Collected();
	readRun(source, collected);
	files.write('/runs/a/train.log.1', steps(1, 45)).write('/runs/a/train.log', '');
	readRun(source, collected, 64);
	files.append('/runs/a/train.log', steps(46, 50));
	readRun(source, collected, 64);
	assert.deepEqual(
		collected.only.points('loss').map(([step]) => step),
		Array.from({length: 50}, (_, i) => i + 1),
	);
});

test('a log that was begun anew a moment ago is still the run', () => {
	const files = new MemoryFiles();
	files.write('/runs/a/train.log.1', steps(1, 5)).write('/runs/a/train.log', '');
	assert.equal(readRun(textlogFormat.open(claimOf(files), files)).points('loss').length, 5);
});

test('parts that loguru dates in the middle are no runs of their own', () => {
	const files = new MemoryFiles();
	files.write('/runs/a/train.2024-03-01_12-30-00_123456.log', steps(1, 5)).write('/runs/a/train.log', steps(6, 7));
	assert.equal(readRun(textlogFormat.open(claimOf(files), files)).points('loss').length, 7);
});

test('reads rotated JSON lines', () => {
	const files = new MemoryFiles();
	files.write('/runs/a/metrics.jsonl.1', '{"step": 1, "loss": 2}\n{"step": 2, "loss": 1}\n');
	files.write('/runs/a/metrics.jsonl', '{"step": 3, "loss": 0.5}\n{"step": 4, "loss": 0.25}\n');
	assert.deepEqual(readRun(jsonlFormat.open(claimOf(files, jsonlFormat), files)).points('loss'), [
		[1, 2],
		[2, 1],
		[3, 0.5],
		[4, 0.25],
	]);
});

test('parts of JSON lines that loguru dates in the middle are no runs of their own', () => {
	const files = new MemoryFiles();
	files.write('/runs/a/metrics.2024-03-01_12-30-00_123456.jsonl', '{"step": 1, "loss": 2}\n{"step": 2, "loss": 1}\n');
	files.write('/runs/a/metrics.jsonl', '{"step": 3, "loss": 0.5}\n');
	assert.equal(readRun(jsonlFormat.open(claimOf(files, jsonlFormat), files)).points('loss').length, 3);
	const begun = new MemoryFiles();
	begun.write('/runs/a/ppo.2024-03-01_12-30-00_123456.jsonl', '{"step": 1, "loss": 2}\n').write('/runs/a/ppo.jsonl', '');
	assert.deepEqual(claimOf(begun, jsonlFormat).files, ['/runs/a/ppo.jsonl']);
});

test('the tasks of a batch job are no parts of its output', () => {
	assert.deepEqual(rotatedParts('job.o4711', ['job.o4711', 'job.o4711.1', 'job.o4711.2']), []);
});

test('a link to the latest log has no parts, and no link is one', () => {
	const files = new MemoryFiles();
	files.write('/runs/a/train.log.2024-03-01', steps(1, 3)).write('/runs/a/train.log.2024-03-02', steps(1, 2));
	files.write('/runs/a/train.log', steps(1, 2)).links.set('/runs/a/train.log', 'train.log.2024-03-02');
	assert.deepEqual(partsOf('/runs/a/train.log', files), []);
	files.links.clear();
	files.links.set('/runs/a/train.log.2024-03-02', 'train.log');
	assert.deepEqual(partsOf('/runs/a/train.log', files), ['/runs/a/train.log.2024-03-01']);
});

test('outputs of ranks that were copied are no parts of one log', () => {
	const files = new MemoryFiles();
	for (const name of ['stdout', 'stdout.1', 'stdout.2']) files.write(`/runs/a/${name}`, steps(1, 5));
	const source = textlogFormat.open(claimOf(files), files);
	assert.equal(readRun(source).points('loss').length, 5);
	assert.deepEqual(source.watched(), ['/runs/a/stdout']);
	// Of an attempt that was over long before.
	files.nowMs += 600_000;
	files.write('/runs/a/stdout', steps(1, 3));
	const again = textlogFormat.open(claimOf(files), files);
	readRun(again);
	assert.deepEqual(again.watched(), ['/runs/a/stdout.1', '/runs/a/stdout']);
});

test('the times in logs tell ranks from parts', () => {
	const dated = (minute: number, from: number) =>
		[0, 1, 2].map(i => `2024-03-01 10:${minute + i}:00 INFO step ${from + i} loss 0.5\n`).join('');
	const partsWith = (minute: number, from: number) => {
		const files = new MemoryFiles().write('/runs/a/train.log.1', dated(10, 5)).write('/runs/a/train.log', dated(minute, from));
		const source = textlogFormat.open(claimOf(files), files);
		readRun(source);
		return source.watched().length - 1;
	};
	assert.equal(partsWith(13, 8), 1);
	assert.equal(partsWith(13, 0), 1);
	assert.equal(partsWith(10, 8), 0);
	assert.equal(partsWith(11, 5), 0);
});

test('logs that were written side by side are no parts of one', () => {
	const files = new MemoryFiles();
	files.tellsBirth = true;
	for (const name of ['log', 'log.1', 'log.2']) files.write(`/runs/a/${name}`, steps(1, 3));
	files.nowMs += 600_000;
	for (const name of ['log', 'log.1', 'log.2']) files.append(`/runs/a/${name}`, steps(4, 5));
	assert.deepEqual(partsOf('/runs/a/log', files), []);
	// Moved away, and begun anew.
	files.write('/runs/a/log', steps(6, 7));
	assert.deepEqual(partsOf('/runs/a/log', files), ['/runs/a/log.1']);
});
