import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Scanned} from '../../source/commands/find/scan.ts';
import {warnOfMixed} from '../../source/commands/list/mixed-attempts.ts';
import {emptyRow} from '../../source/core/row.ts';
import {Series} from '../../source/core/series/series.ts';

/** Warnings of a run in its second attempt with points at these steps, in the order in which they were written. */
function warnedOf(steps: readonly number[], {rule = 'written', attempt = 2, wanted = 'loss'} = {}) {
	const series = new Series(rule as Series['rule']);
	for (const step of steps) series.push(step, Number.NaN, 1);
	series.settle();
	const warned: string[] = [];
	const scanned = {runs: new Map([[1, {metrics: new Map([['loss', series]])}]])} as unknown as Scanned;
	const row = {...emptyRow(), key: 1, id: '689c5f750f03', name: 'rs.py', attempt};
	warnOfMixed(
		[row],
		name => name === wanted,
		scanned,
		line => void warned.push(line),
	);
	return warned;
}

test('of a run whose attempts lie among each other it is said that its values are of all of them', () => {
	assert.deepEqual(warnedOf([0, 1, 2, 0, 1]), [
		'xtui: rs.py (689c5f75) was started again in place: its loss is of all 2 attempts, its settings of the last',
	]);
	assert.deepEqual(warnedOf([0, 1, 2, 3]), [], 'the second went on from the first');
	assert.deepEqual(warnedOf([0, 1, 2, 0, 1], {rule: 'replace'}), []);
	assert.deepEqual(warnedOf([0, 1, 2, 0, 1], {attempt: 1}), []);
	assert.deepEqual(warnedOf([0, 1, 2, 0, 1], {wanted: 'acc'}), []);
});
