import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openLog, readLog} from '../read-log.ts';

const bar = (step: number) => `\r${Math.floor(step / 2)}%|###   | ${step}/200 [00:${10 + (step % 50)}<01:00,  1.50it/s]`;
const bars = (from: number, to: number) => Array.from({length: to - from + 1}, (_, i) => bar(from + i)).join('');
/** Of 80 steps an epoch. */
const row = (step: number) =>
	`{'loss': ${(3 - step / 100).toFixed(2)}, 'learning_rate': 1e-05, 'epoch': ${(step / 80).toFixed(2)}}\n`;
const rows = (...steps: number[]) => steps.map(row).join('');
const end = "{'train_runtime': 100.5, 'train_loss': 2.1, 'epoch': 2.5}\n";
const stepsOf = (run: ReturnType<typeof readLog>, name: string) => run.points(name).map(([step]) => step);

test('rows of a Trainer that come late, many behind one bar, are where their epochs say', () => {
	const first = `${bars(1, 75)}${rows(10, 20, 30, 40, 50, 60, 70)}`;
	const evaluation = "{'eval_loss': 2.5, 'eval_runtime': 1.5, 'epoch': 1.25}\n";
	const second = `${bars(76, 160)}${rows(80, 90, 100)}${evaluation}${rows(110, 120, 130, 140, 150)}`;
	const whole = readLog(`${first}${second}${bars(161, 200)}${rows(160, 170, 180, 190, 200)}${end}`);
	assert.deepEqual(
		stepsOf(whole, 'loss'),
		Array.from({length: 20}, (_, i) => 10 * (i + 1)),
	);
	assert.deepEqual(stepsOf(whole, 'eval_loss'), [100]);
	assert.deepEqual(stepsOf(whole, 'train_loss'), [200]);
	assert.equal(whole.learnt.outcome?.status, 'finished');
});

test('rows that all come at the end are where their epochs say', () => {
	const run = readLog(`${bars(1, 200)}\n${rows(...Array.from({length: 200}, (_, i) => i + 1))}${end}`);
	assert.deepEqual(stepsOf(run, 'loss').slice(0, 3), [1, 2, 3]);
	assert.equal(stepsOf(run, 'loss').at(-1), 200);
	assert.equal(run.points('loss').length, 200);
});

test('rows that come in time stay where their bars are', () => {
	const parts = Array.from({length: 20}, (_, i) => `${bars(10 * i + 1, 10 * i + 10)}\n${row(10 * i + 10)}`);
	const {run} = openLog(`${parts.join('')}${end}`);
	assert.deepEqual(
		stepsOf(run, 'loss'),
		Array.from({length: 20}, (_, i) => 10 * (i + 1)),
	);
});

test('late rows of which several say the same epoch follow each other, also as the file grows', () => {
	const drawn = (step: number) => `\r${Math.floor(step / 40)}%|###   | ${step}/4000 [10:${10 + (step % 50)}<01:00,  1.50it/s]`;
	const said = (step: number) =>
		`{'loss': ${(3 - step / 4000).toFixed(4)}, 'learning_rate': 1e-05, 'epoch': ${(step / 1333).toFixed(2)}}\n`;
	const block = (from: number, to: number) => {
		const steps = Array.from({length: to - from}, (_, i) => from + i + 1);
		const due = steps.filter(step => step % 10 === 0);
		return steps.map(drawn).join('') + due.map(said).join('');
	};
	const {files, file, run, read} = openLog(block(0, 400));
	for (let from = 400; from < 4000; from += 400) {
		files.append(file, block(from, from + 400));
		read();
	}
	files.append(file, "{'train_runtime': 100.5, 'train_loss': 2.1, 'epoch': 3.0}\n");
	read();
	assert.deepEqual(
		stepsOf(run, 'loss'),
		Array.from({length: 400}, (_, i) => 10 * (i + 1)),
	);
});
