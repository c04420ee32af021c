import assert from 'node:assert/strict';
import {test} from 'node:test';
import {OutputLines} from '../../../source/formats/textlog/index.ts';
import {openLog, readLog} from './read-log.ts';

const bar = (step: number, rate = '7.66it/s', seconds = 0, total = 30) =>
	`\r${Math.floor((100 * step) / total)}%|###    | ${step}/${total} [00:0${seconds}<00:03, ${rate}]`;
const cleared = `\r${' '.repeat(60)}\r`;
const row = (step: number) => `{'loss': ${1 / step}, 'epoch': ${(step / 10).toFixed(1)}}\n`;
const stepsOf = (text: string) =>
	readLog(text)
		.points('loss')
		.map(([step]) => step);

test('a row that is written above a bar is of the step at which that is drawn again', () => {
	const text = `${bar(0, '?it/s')}${bar(4)}${cleared}${row(5)}${bar(5)}${bar(9, '4.38it/s')}${cleared}${row(10)}${bar(10, '4.38it/s')}\n`;
	assert.deepEqual(stepsOf(text), [5, 10]);
	// Before the bar was drawn by itself it shows the mean so far.
	const fast = `${bar(0, '?it/s')}${cleared}${row(5)}${bar(5, '45.1it/s')}${cleared}${row(10)}${bar(10, '44.2it/s')}\n`;
	assert.deepEqual(stepsOf(fast), [5, 10]);
});

test('a bar that goes on by itself behind a row says nothing of that', () => {
	// It was not taken off, its rate is another, or the time of a step has passed.
	assert.deepEqual(stepsOf(`${bar(4)}\n${row(4)}${bar(5)}\n`), [4]);
	assert.deepEqual(stepsOf(`${bar(4)}${cleared}${row(4)}${bar(5, '7.51it/s')}\n`), [4]);
	assert.deepEqual(stepsOf(`${bar(4, '1.00it/s', 4)}${cleared}${row(4)}${bar(5, '1.00it/s', 5)}\n`), [4]);
	assert.deepEqual(stepsOf(`${bar(4)}\r      \r${row(4)}${bar(5)}\n`), [4]);
});

test('a row waits for its bar no longer than there is something to read, and what is read again puts it right', () => {
	const {files, file, run, read} = openLog(`${bar(0, '?it/s')}${bar(4)}${cleared}${row(5)}`);
	assert.deepEqual(run.points('loss'), [[4, 0.2]]);
	files.append(file, `${bar(5)}${bar(9)}${cleared}${row(10)}${bar(10)}`);
	read();
	assert.deepEqual(
		run.points('loss').map(([step]) => step),
		[5, 10],
	);
});

test('an output that was read in pieces is known to be wrong where a row was handed on too early', () => {
	const handedOn = (...pieces: string[]) => {
		const output = new OutputLines(() => {});
		for (const piece of pieces) {
			output.consume(new TextEncoder().encode(piece));
			output.settle();
		}
		return output.isStale;
	};
	const before = `${bar(4)}${cleared}${row(5)}`;
	assert.equal(handedOn(before, `${bar(5)}\n`), true);
	assert.equal(handedOn(`${before}${bar(5)}\n`), false);
	assert.equal(handedOn(before, `${bar(4)}\n`), false);
	assert.equal(handedOn(before, `${bar(7, '7.51it/s')}\n`), false);
});

test('all lines that are written at once come behind the bars, and what is written behind those after them', () => {
	const lines: string[] = [];
	const output = new OutputLines(line => lines.push(line));
	const below = (step: number) => `\n${bar(step, '3.00it/s', 0, 7)}\x1b[A`;
	const text = `${bar(4)}${below(2)}${cleared}\n${cleared}\x1b[Afirst\nsecond\n${bar(5)}Traceback (most recent call last):\n`;
	output.consume(new TextEncoder().encode(text));
	output.settle();
	assert.deepEqual(
		lines.map(line => /\d+\/\d+|\w+/.exec(line.replace(/^\d+%/, ''))?.[0]),
		['4/30', '2/7', '5/30', 'first', 'second', 'Traceback'],
	);
});
