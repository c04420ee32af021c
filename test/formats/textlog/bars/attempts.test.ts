import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createLineScanner} from '../../../../source/formats/textlog/index.ts';

const bar = (label: string, step: number, total: number) =>
	`${label}:  ${Math.floor((100 * step) / total)}%|####      | ${step}/${total} [00:01<00:09, 10.00it/s, loss=${1 / (step + 1)}]`;
const epoch = (number: number, to = 4) => Array.from({length: to + 1}, (_, step) => bar(`Epoch ${number}`, step, 4));
const headed = (number: number, to = 4) => [
	`Epoch ${number}`,
	...Array.from({length: to + 1}, (_, step) => bar('train', step, 4)),
];
const traceback = ['Traceback (most recent call last):', '  File "x.py", line 1, in f', 'ValueError: bad'];
const interruption = ['Detected KeyboardInterrupt, attempting graceful shutdown ...'];

function stepsOf(lines: readonly string[]): number[] {
	const scanner = createLineScanner();
	return lines.flatMap(line => scanner.scan(line).metrics.map(({step}) => step));
}

test('epochs go on from each other behind a failure that was only logged', () => {
	const bars = [epoch(0), traceback, epoch(1), epoch(2)].flat();
	assert.deepEqual(stepsOf(bars), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
	const heads = [headed(1), traceback, headed(2), headed(3)].flat();
	assert.deepEqual(stepsOf(heads), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('an attempt that resumes in an epoch does its steps once more', () => {
	const done = [1, 2, 3, 4, 5, 6];
	for (const failure of [traceback, interruption]) {
		assert.deepEqual(stepsOf([epoch(0), epoch(1, 2), failure, epoch(1), epoch(2)].flat()), [...done, 5, 6, 7, 8, 9, 10, 11, 12]);
		assert.deepEqual(stepsOf([headed(1), headed(2, 2), failure, headed(2), headed(3)].flat()), [
			...done,
			5,
			6,
			7,
			8,
			9,
			10,
			11,
			12,
		]);
		assert.deepEqual(stepsOf([epoch(0), epoch(1, 2), failure, epoch(0)].flat()), [...done, 1, 2, 3, 4]);
		assert.deepEqual(stepsOf([headed(1), headed(2, 2), failure, headed(1)].flat()), [...done, 1, 2, 3, 4]);
	}
});
