import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../read-log.ts';

const failure = 'Traceback (most recent call last):\n  File "x.py", line 1, in f\nRuntimeError: bad\n';
const loss = (attempt: number, step: number) => attempt + step / 100;
/** A bar as tqdm draws it that many lines below the first one. */
const bar = (step: number, depth: number, {label = '', total = 30, value = Number.NaN} = {}) => {
	const postfix = Number.isNaN(value) ? '' : `, loss=${value}`;
	const drawn = `${label}${Math.floor((100 * step) / total)}%|###    | ${step}/${total} [00:01<00:09, 9.00it/s${postfix}]`;
	return `${'\n'.repeat(depth)}\r${drawn}${'\x1b[A'.repeat(depth)}`;
};
const steps = (from: number, to: number) => Array.from({length: to - from + 1}, (_, i) => from + i);
const bars = (attempt: number, from: number, to: number, depth: number) =>
	steps(from, to)
		.map(step => bar(step, depth, {value: loss(attempt, step)}))
		.join('');
const expected = (attempt: number, from: number, to: number) => steps(from, to).map(step => [step, loss(attempt, step)]);

test('a bar below one that a failure left open is of the next attempt, and the open one is of none', () => {
	const first = `${bars(1, 0, 13, 0)}${failure}`;
	const dead = bar(13, 0, {value: loss(1, 13)});
	const again = readLog(`${first}${bars(2, 0, 30, 1)}${dead}${bar(30, 0, {value: loss(2, 30)})}`);
	assert.deepEqual(again.points('loss'), expected(2, 1, 30));
	assert.equal(again.learnt.progress?.step, 30);
	assert.equal(again.learnt.outcome, null);
	const resumed = readLog(`${first}${bars(2, 10, 30, 1)}${dead}`);
	assert.deepEqual(resumed.points('loss'), [...expected(1, 1, 9), ...expected(2, 10, 30)]);
	const third = readLog(`${first}${bars(2, 0, 17, 1)}${failure}${bars(3, 0, 5, 2)}${dead}${bar(17, 1)}${bars(3, 6, 8, 2)}\n`);
	assert.deepEqual(third.points('loss'), expected(3, 1, 8));
	assert.equal(third.learnt.progress?.step, 8);
});

test('steps that the open bar had held back are shown late, and its place is taken by what begins there', () => {
	const first = `${bars(1, 0, 12, 0)}${failure}`;
	const late = readLog(`${first}${bar(0, 1)}${bar(13, 0)}${bars(2, 1, 20, 1)}\n`);
	assert.deepEqual(late.points('loss'), expected(2, 1, 20));
	const moved = readLog(`${first}${bars(2, 0, 3, 1)}${bar(13, 0)}${bars(2, 4, 12, 0)}${bars(2, 13, 20, 0)}`);
	assert.deepEqual(moved.points('loss'), expected(2, 1, 20));
});

test('rows that are written above the bars of both attempts belong to the living one', () => {
	const row = (step: number) =>
		`\r    \r{'loss': ${loss(2, step)}, 'epoch': ${(step / 10).toFixed(1)}}\n${bar(13, 0)}${bar(step, 1)}`;
	const second = [5, 10, 15, 20].map(end => steps(end - 4, end).map(step => bar(step, 1)) + row(end)).join('');
	const run = readLog(`${bar(0, 0)}${bar(5, 0)}\n{'loss': 1.05, 'epoch': 0.5}\n${bar(13, 0)}${failure}${bar(0, 1)}${second}`);
	assert.deepEqual(
		run.points('loss'),
		[5, 10, 15, 20].map(step => [step, loss(2, step)]),
	);
});

test('a bar of an epoch that failed, drawn once more when all is done, takes the run back nowhere', () => {
	const epoch = (attempt: number, number: number, to = 10) =>
		steps(0, to)
			.map(step => bar(step, 0, {label: `Epoch ${number}: `, total: 10, value: loss(attempt, 10 * number + step)}))
			.join('');
	const dead = bar(3, 0, {label: 'Epoch 1: ', total: 10, value: loss(1, 13)});
	// The head of the traceback stands behind the bar, on its line.
	const run = readLog(
		`${epoch(1, 0)}${epoch(1, 1, 3)}${failure}${[0, 1, 2].map(number => epoch(2, number)).join('')}\n${dead}\n`,
	);
	assert.deepEqual(run.points('loss'), expected(2, 1, 30));
});

test('an open bar within a loop that was closed is known by where it stood', () => {
	const outer = (step: number) => bar(step, 0, {label: 'Epochs: ', total: 3});
	const inner = (attempt: number, number: number, depth: number, to = 10) =>
		steps(0, to)
			.map(step => bar(step, depth, {total: 10, value: loss(attempt, 10 * number + step)}))
			.join('');
	const first = `${outer(0)}${inner(1, 0, 1)}${outer(1)}${inner(1, 1, 1, 3)}${outer(1)}\n${failure}`;
	const second = [0, 1, 2].map(number => inner(2, number, 2) + outer(number + 1)).join('');
	const run = readLog(`${first}${outer(0)}${second}${bar(3, 0, {total: 10, value: loss(1, 13)})}`);
	assert.deepEqual(run.points('loss'), expected(2, 1, 30));
	assert.equal(run.learnt.progress?.step, 3);
});
