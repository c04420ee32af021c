import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLog, readLog} from '../read-log.ts';
import {progressOf} from '../scan-lines.ts';

const bar = (step: number, total: number, loss: number) =>
	`${Math.floor((100 * step) / total)}%|████      | ${step}/${total} [00:01<00:01, 10.00it/s, loss=${loss}]`;
const epoch = (i: number, train = 40, val = 15) => [
	bar(0, train, 2 - i),
	bar(train / 2, train, 2 - i),
	bar(train, train, 1.5 - i),
	bar(0, val, 1.9 - i),
	bar(val, val, 1.9 - i),
];
const pointsOf = (lines: readonly string[], name: string) => {
	const {steps, values, length} = readLog(`${lines.join('\n')}\n`).metrics.get(name) ?? {steps: null, values: null, length: 0};
	return Array.from({length}, (_, i) => `${steps!.at(i)}:${values!.at(i)}`).join(' ');
};

test('a shorter bar without a name that takes turns with that of training is of an evaluation', () => {
	const lines = [...epoch(0), ...epoch(1), ...epoch(2)];
	assert.equal(pointsOf(lines, 'loss'), '20:2 40:1.5 60:1 80:0.5 100:0 120:-0.5');
	assert.equal(pointsOf(lines, 'eval loss'), `40:1.9 80:${1.9 - 1} 120:${1.9 - 2}`);
	const headed = [0, 1, 2].flatMap(i => [`Epoch ${i + 1}/3`, ...epoch(i)]);
	assert.equal(progressOf(...headed), '120/120 it');
});

test('bars of which the first one is shorter, or one within another, take no such turns', () => {
	const longer = [...epoch(0, 10, 30), ...epoch(1, 10, 30)];
	assert.equal(pointsOf(longer, 'eval loss'), '');
	const within = [0, 1, 2].flatMap(i => [bar(i + 1, 40, 2 - i), bar(15, 15, 1.9 - i)]);
	assert.equal(pointsOf(within, 'eval loss'), '');
	assert.equal(pointsOf([...epoch(0), bar(10, 20, 1)], 'eval loss'), '');
});

test('bars of which one says nothing or something else, of more lengths, or of nearly one length are of training', () => {
	const pass = (total: number, values: string) =>
		[0, total / 2, total].map(step => bar(step, total, 0).replace(', loss=0', values));
	const loss = ', loss=0.5';
	const logs = [
		[...pass(10, ''), ...pass(4, loss)],
		[...pass(10, ', d_loss=0.5'), ...pass(4, ', g_loss=0.5')],
		[...pass(10, loss), ...pass(8, loss), ...pass(6, loss)],
		[...pass(10, loss), ...pass(4, loss), ...pass(4, loss)],
		[...pass(10, loss), ...pass(8, loss)],
	];
	for (const log of logs) {
		const {metrics} = readLog(`${[...log, ...log, ...log].join('\n')}\n`);
		assert.deepEqual(
			[...metrics.keys()].filter(name => name.startsWith('eval')),
			[],
			log.join('\n'),
		);
	}
});

test('turns are the same however the log grows', () => {
	const text = `${[0, 1, 2].flatMap(i => epoch(i)).join('\n')}\n`;
	const {files, file, run, read} = openLog(text.slice(0, 100));
	for (let end = 150; end < text.length + 50; end += 50) {
		files.write(file, text.slice(0, end));
		read();
	}
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[20, 40, 60, 80, 100, 120],
	);
	assert.equal(run.points('eval loss').length, 3);
});
