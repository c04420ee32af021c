import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../../source/formats/textlog/index.ts';
import {openLog, readLog} from '../../read-log.ts';

const round = (n: number, head: string) => [
	head,
	...[1, 2, 3].map(epoch => `Epoch ${epoch}/3 - loss: ${n}.${epoch}`),
	`test accuracy: 0.${n}`,
];
const log = (head: (n: number) => string) => `${[1, 2, 3].flatMap(n => round(n, head(n))).join('\n')}\n`;
const loss = [1, 2, 3].flatMap(n => [1, 2, 3].map(epoch => [3 * (n - 1) + epoch, Number(`${n}.${epoch}`)]));

test('epochs that begin anew in each round go on counting', () => {
	for (const head of [(n: number) => `Round ${n}/3`, (n: number) => `=== Generation ${n}/3: training ===`]) {
		const run = readLog(log(head));
		assert.deepEqual(run.points('loss'), loss, head(1));
		assert.deepEqual(run.points('test accuracy'), [
			[3, 0.1],
			[6, 0.2],
			[9, 0.3],
		]);
		assert.deepEqual(run.learnt.progress, {step: 9, total: 9, unit: 'step', from: 'counter in train.log'});
	}
});

test('a log that shows its rounds as it grows is read alike', () => {
	const text = log(n => `Round ${n}/3`);
	const {files, file, run, read} = openLog(text.slice(0, 100));
	for (const end of [140, 200, text.length]) {
		files.write(file, text.slice(0, end));
		read();
	}
	assert.deepEqual(run.points('loss'), loss);
});

test('epochs of the clients of a round, and epochs that go on, are none that a round holds', () => {
	const clients = [1, 2].flatMap(n => [`Round ${n}`, ...[1, 2].flatMap(() => ['epoch 1 loss 0.5', 'epoch 2 loss 0.25'])]);
	const goOn = [1, 2].flatMap(n => [`Round ${n}`, `Epoch ${2 * n - 1} loss ${n}.5`, `Epoch ${2 * n} loss ${n}.25`]);
	for (const lines of [clients, goOn]) {
		const scanner = createLineScanner();
		assert.deepEqual(
			lines.flatMap(line => scanner.scan(line).shows),
			[],
		);
	}
});

test('rounds on the line of their epoch are rows of it', () => {
	const lines = [1, 2, 3].flatMap(epoch => [1, 2].map(n => `Epoch ${epoch}/3 | Round ${n}/2 | loss=${epoch}.${n}`));
	assert.deepEqual(
		readLog(`${lines.join('\n')}\n`)
			.points('loss')
			.map(([, value]) => value),
		[1.1, 1.2, 2.1, 2.2, 3.1, 3.2],
	);
});

test('epochs on the line of their round, behind it, go on counting', () => {
	const lines = [1, 2, 3].flatMap(n => [1, 2].map(epoch => `Round ${n}/3 epoch ${epoch}/2 loss ${n}.${epoch}`));
	const run = readLog(`${lines.join('\n')}\n`);
	assert.deepEqual(
		run.points('loss'),
		[1.1, 1.2, 2.1, 2.2, 3.1, 3.2].map((value, i) => [i + 1, value]),
	);
	assert.deepEqual(run.learnt.progress, {step: 6, total: 6, unit: 'step', from: 'counter in train.log'});
});

test('a round with one epoch on its line counts by itself', () => {
	const lines = [5, 10, 15].map(n => `Round ${n}, Epoch 1: loss: 0.${n}`);
	assert.deepEqual(
		readLog(`${lines.join('\n')}\n`)
			.points('loss')
			.map(([step]) => step),
		[5, 10, 15],
	);
});

test('a cycle holds epochs as a round does, and is a value beside what is counted within it', () => {
	const lines = [1, 2].flatMap(n => [1, 2].map(epoch => `Cycle ${n}/2, Epoch ${epoch}/2, loss: ${n}.${epoch}`));
	assert.deepEqual(readLog(`${lines.join('\n')}\n`).points('loss'), [
		[1, 1.1],
		[2, 1.2],
		[3, 2.1],
		[4, 2.2],
	]);
	const run = readLog('[Cycle 1] step 100 loss 0.5\n[Cycle 1] step 200 loss 0.25\n[Cycle 2] step 300 loss 0.125\n');
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[100, 200, 300],
	);
	assert.deepEqual(
		run.points('cycle').map(([, value]) => value),
		[1, 1, 2],
	);
});
