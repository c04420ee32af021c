import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alignLogs, logOrders, type PlacedLog} from '../../../source/core/diff/align-logs.ts';
import {readLineStep} from '../../../source/core/diff/line-step.ts';

const log = (steps: readonly (number | null)[], seconds: readonly number[] | null = null): PlacedLog => ({
	lines: steps.map((step, at) => `line ${at} of ${step}`),
	steps: steps.some(step => step !== null) ? steps.map(step => step ?? Number.NaN) : null,
	seconds,
});

const shown = (logs: readonly PlacedLog[], by: 'step' | 'time' | 'end') =>
	alignLogs(logs, by).map(({key, lines}) => `${key ?? ''}|${lines.map(at => at ?? '-').join('|')}`);

test('lines of one step stand beside each other, whatever came between', () => {
	const logs = [log([0, 1, null, 2]), log([0, 2, 3])];
	assert.deepEqual(shown(logs, 'step'), ['0|0|0', '1|1|-', '|2|-', '2|3|1', '3|-|2']);
});

test('what comes before the first step stands first, and a log without steps last', () => {
	const logs = [log([null, 1]), log([null, null]), log([1])];
	assert.deepEqual(shown(logs, 'step'), ['|0|-|-', '1|1|-|0', '|-|0|-', '|-|1|-']);
});

test('by time, lines of one second stand beside each other', () => {
	const logs = [log([null, null], [0.2, 1.9]), log([null, null], [1.1, 5])];
	assert.deepEqual(shown(logs, 'time'), ['0|0|-', '1|1|0', '5|-|1']);
});

test('without anything to go by, the newest lines stand beside each other', () => {
	assert.deepEqual(shown([log([null, null, null]), log([null])], 'end'), ['|0|-', '|1|-', '|2|0']);
	assert.deepEqual(shown([log([]), log([])], 'end'), []);
});

test('logs are put beside each other by what at least two of them tell', () => {
	assert.deepEqual(logOrders([log([1]), log([null])]), ['end']);
	assert.deepEqual(logOrders([log([1]), log([null]), log([2], [1])]), ['step', 'end']);
	assert.deepEqual(logOrders([log([1], [1]), log([2], [1])]), ['step', 'time', 'end']);
});

test('every line is shown once, in its order, and rows of a step hold only lines of that step', () => {
	let seed = 1;
	const next = (below: number) => {
		seed = (seed * 48271) % 2147483647;
		return seed % below;
	};
	for (let round = 0; round < 200; round++) {
		const logs = Array.from({length: 1 + next(5)}, () => {
			let step = 0;
			return log(
				Array.from({length: next(30)}, () => {
					// Sometimes a program counts from 0 again.
					step = next(20) === 0 ? 0 : step + next(3);
					return next(4) === 0 ? null : step;
				}),
			);
		});
		for (const by of ['step', 'end'] as const) {
			const rows = alignLogs(logs, by);
			for (const [run, {lines}] of logs.entries()) {
				const order = rows.flatMap(row => row.lines[run] ?? []);
				assert.deepEqual(order, [...lines.keys()], `round ${round}`);
			}
			for (const row of rows)
				if (row.key !== null)
					for (const [run, at] of row.lines.entries()) {
						const step = at === null ? Number.NaN : (logs[run]!.steps?.[at] ?? Number.NaN);
						assert.ok(Number.isNaN(step) || step <= row.key, `round ${round}`);
					}
		}
	}
});

test('the step of a line is read from its words', () => {
	for (const [line, step] of [
		['step 500: loss 0.1', 500],
		['Saved checkpoint at iteration 1,200', 1200],
		['[epoch 3] iter: 12/100', 12],
		['global_step=7 lr=1e-4', 7],
		['footsteps 5', Number.NaN],
		['stepped over', Number.NaN],
	] as const)
		assert.equal(readLineStep(line, 'step'), step, line);
	assert.equal(readLineStep('Epoch [3/10]', 'epoch'), 3);
});
