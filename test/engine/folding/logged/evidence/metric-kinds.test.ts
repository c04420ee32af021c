import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isCount} from '../../../../../source/engine/folding/logged/evidence/metric-kinds.ts';

test('what only grows in whole numbers, or in parts of epochs, is a count', () => {
	const cases: [string, number[]][] = [
		['tokens', [1, 2, 2, 9]],
		['tokens', [1, 2.5]],
		['train epoch', [0.5, 1, 1.5]],
		['tokens', [3, 2]],
		['epoch', [2, 1]],
	];
	assert.deepEqual(
		cases.map(([words, values]) => isCount(words, values)),
		[true, false, true, false, false],
	);
});
