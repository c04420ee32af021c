import assert from 'node:assert/strict';
import {test} from 'node:test';
import {csvFormat} from '../../../source/formats/csv/index.ts';
import type {Format} from '../../../source/formats/format.ts';
import {jsonlFormat} from '../../../source/formats/jsonl/index.ts';
import {nativeFormat} from '../../../source/formats/native/index.ts';
import {textlogFormat} from '../../../source/formats/textlog/index.ts';
import {Collected, type CollectedRun, readAll} from '../collect.ts';
import {MemoryFiles} from '../memory-files.ts';

const rows = (make: (i: number) => string) => Array.from({length: 24}, (_, i) => make(i)).join('');
const samples: {format: Format; name: string; content: Buffer}[] = [
	{
		format: csvFormat,
		name: 'metrics.csv',
		content: Buffer.from(`step,loss,"acc, top1",note\n${rows(i => `${i},${1 / (i + 1)},nan,"x ""${i}""\ny"\r\n`)}`),
	},
	{
		format: jsonlFormat,
		name: 'metrics.jsonl',
		content: Buffer.from(
			rows(
				i => `{"step": ${i}, "time": ${1.76e9 + i}, "train": {"loss": ${1 / (i + 1)}, "acc": "0.${i}"}, "g": NaN, "t": ["a"]}\n`,
			),
		),
	},
	{
		format: textlogFormat,
		name: 'train.log',
		content: Buffer.concat([
			Buffer.from(
				rows(
					i =>
						`2025-10-09 12:00:00,123 - INFO - step ${i} | loss ${1 / (i + 1)} | tok/s 12,345\n\r 4%|#   | ${i}/24 [00:01<00:09, 1.0it/s, acc=0.5]`,
				),
			),
			Buffer.from('\x1b]0;evil title\x07\x1b[31mstep 24 loss 1.5\x1b[0m\nstep 25 loss 1.0\x9b31m\n\xff\xfe broken\n', 'latin1'),
			Buffer.from("{'eval_f1': 0.5, 'epoch': 0.1}\nTraceback (most recent call last):\n  File \"a\"\nValueError: x\n"),
		]),
	},
];

function read({format, name}: {format: Format; name: string}, content: Uint8Array): CollectedRun {
	const files = new MemoryFiles().write(`/a/${name}`, content);
	format.detect({path: '/a', entries: files.list('/a')}, files);
	const collected = new Collected();
	readAll(format.open({format: format.id, path: '/a', files: [`/a/${name}`], ownsSubtree: false}, files), collected);
	return collected.only;
}

function flip(content: Buffer, random: () => number): Buffer {
	const flipped = Buffer.from(content);
	for (let i = 0; i < 1 + random() * 6; i++) flipped[Math.floor(random() * flipped.length)] = Math.floor(random() * 256);
	return flipped;
}

/** Numbers in [0, 1) that are the same in every run. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

for (const sample of samples) {
	const {content, format, name} = sample;

	test(`${format.id}: a file cut off at any byte gives the points before the cut, and no other`, () => {
		const metric = [...read(sample, content).metrics.keys()].find(key => key.includes('loss'))!;
		const whole = read(sample, content).points(metric);
		for (let length = 0; length < content.length; length++) {
			const points = read(sample, content.subarray(0, length)).points(metric);
			assert.deepEqual(points, whole.slice(0, points.length), `cut at ${length}`);
		}
	});

	test(`${format.id}: random damage never makes the reader throw or hang`, () => {
		const random = seeded(3);
		for (let round = 0; round < 3000; round++) {
			const run = read(sample, flip(content, random));
			for (const {file, message} of run.problems) assert.ok(file === `/a/${name}` && message.length > 0);
		}
	});

	test(`${format.id}: pieces of any size give the same as the whole`, () => {
		const whole = read(sample, content);
		for (const size of [1, 3, 50]) {
			const files = new MemoryFiles();
			const collected = new Collected();
			const source = format.open({format: format.id, path: '/a', files: [`/a/${name}`], ownsSubtree: false}, files);
			for (let at = 0; at < content.length; at += size) {
				files.append(`/a/${name}`, content.subarray(at, at + size));
				readAll(source, collected);
			}
			for (const key of whole.metrics.keys()) assert.deepEqual(collected.only.points(key), whole.points(key), key);
			assert.deepEqual(collected.only.learnt.progress, whole.learnt.progress);
			assert.equal(collected.only.learnt.error, whole.learnt.error);
		}
	});
}

test('xtui: random damage in any of its files never makes the reader throw', () => {
	const contents: Record<string, Buffer> = {
		'xtui-run.json': Buffer.from(
			'{"xtui": 1, "id": "a", "command": {"argv": ["x"], "cwd": "/", "env": {"A": "b"}}, "tags": ["t"], "git": {"dirty": true}, "total_steps": 5}',
		),
		'exit.json': Buffer.from('{"ended_at": 1763650100.5, "exit_code": 1, "signal": null, "error": "ValueError"}'),
		'journal.jsonl': Buffer.from(
			'{"at": 1, "by": "a", "op": "tag", "value": "x", "key": "k"}\n{"at": 2, "op": "note", "value": "y", "key": "l", "undoes": "k"}\n',
		),
		'metrics.jsonl': samples[1]!.content,
		'output.log': samples[2]!.content,
	};
	const random = seeded(9);
	for (let round = 0; round < 1500; round++) {
		const files = new MemoryFiles();
		for (const [name, content] of Object.entries(contents))
			files.write(`/a/${name}`, random() < 0.5 ? flip(content, random) : content);
		const collected = new Collected();
		readAll(nativeFormat.open({format: 'xtui', path: '/a', files: [], ownsSubtree: true}, files), collected);
		assert.ok(Array.isArray(collected.only.learnt.tags));
	}
});
