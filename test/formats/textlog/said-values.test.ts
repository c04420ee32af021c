import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLog, readLog} from './read-log.ts';

const rows = (from: number, to: number) =>
	Array.from({length: to - from + 1}, (_, i) => `Epoch ${from + i}/9 loss: 0.${from + i}\n`).join('');
const namesIn = (log: string) => [...readLog(log).metrics.keys()].sort();

test('settings, sizes and sentences below the head of an epoch are no values of it', () => {
	for (const line of [
		'embedding_dim: 64',
		'Memory: {"peak": 512.5, "swap": 12.5}',
		'So each of them gets: 3',
		'actor_lr=1e-4, critic_lr=2e-4',
	])
		assert.deepEqual(namesIn(`Epoch 1\n${line}\n${rows(1, 6)}`), ['loss'], line);
});

test('what comes again at another step is a value, and so is the result of the end', () => {
	assert.deepEqual(readLog(`Epoch 1\nenergy: 0.5\n${rows(1, 5)}Epoch 6\nenergy: 0.25\n${rows(6, 8)}`).points('energy'), [
		[1, 0.5],
		[6, 0.25],
	]);
	for (const [line, name] of [
		['Test gap: 0.75', 'Test gap'],
		['Best BER: 1.5', 'Best BER'],
		['accuracy: 0.75, spread: 0.25', 'spread'],
		['mcc: 0.75, accuracy: 0.5', 'mcc'],
		['ndcg: 0.75, HR: 0.5', 'HR'],
		['NMI: 0.75, FMI: 0.5', 'FMI'],
		['pass@1: 0.75', 'pass@1'],
		['Epoch 9/9 HR@10: 0.75', 'HR@10'],
	])
		assert.ok(namesIn(`${rows(1, 8)}Epoch 9\n${line}\n`).includes(name!), line);
});

test('what a line says beside its own step is a value of that, whatever it is called', () => {
	for (const line of ['Epoch 6/9 energy: 0.5', 'step 6: energy 0.5', "{'epoch': 6, 'energy': 0.5}"])
		assert.deepEqual(
			readLog(`${rows(1, 6)}${line}\n`)
				.points('energy')
				.map(([, value]) => value),
			[0.5],
			line,
		);
});

test('a log shows all of its first rows, and takes back what has come but once when it goes on', () => {
	const {files, file, run, read} = openLog('Epoch 1\nembedding_dim: 64\nenergy: 0.5\n');
	assert.deepEqual([...run.metrics.keys()], ['embedding_dim', 'energy']);
	files.append(file, `${rows(1, 2)}Epoch 3\nenergy: 0.25\n${rows(3, 6)}`);
	read();
	assert.deepEqual([...run.metrics.keys()].sort(), ['energy', 'loss']);
});

test('another start shows by itself what its values are', () => {
	const start = (value: string) => `Training begins on two devices\nEpoch 1\ndepth: 12\n${rows(1, 6)}energy: ${value}\n`;
	const {metrics} = readLog(start('0.5') + start('0.25'));
	assert.deepEqual([...metrics.keys()].sort(), ['loss']);
});

test('a short start behind a long one shows no more than it does to whoever has watched the log grow', () => {
	const start = (to: number) => `Training begins on two devices\nEpoch 1\ndepth: 12\n${rows(1, to)}`;
	const {files, file, run, read} = openLog(start(1));
	files.append(file, start(6).slice(start(1).length));
	read();
	files.append(file, start(2));
	read();
	assert.deepEqual([...run.metrics.keys()], ['loss']);
	assert.deepEqual([...readLog(start(6) + start(2)).metrics.keys()], ['loss']);
});

test('what each start says once, before its first row, is no value for standing at two steps', () => {
	const start = (to: number) => `Training begins on two devices\n{'depth': 12, 'width': 3}\n${rows(1, to)}`;
	assert.deepEqual(namesIn(start(3).replace(/\{.*\n/, '') + start(1) + start(6)), ['loss']);
});
