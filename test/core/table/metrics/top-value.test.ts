import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isTop, topValue} from '../../../../source/core/table/metrics/top-value.ts';

test('the best of several values is none of them where they are all the same, or where there is one', () => {
	assert.equal(topValue([3, 1, Number.NaN, 2], 'down'), 1);
	assert.equal(topValue([3, 1, Number.POSITIVE_INFINITY, 2], 'up'), 3);
	for (const values of [[], [1], [2, 2, 2], [Number.NaN, 2], [0.1 + 0.2, 0.3], [0, 0]])
		assert.ok(Number.isNaN(topValue(values, 'up')), values.join());
	assert.equal(topValue([0, 1e-15], 'down'), 0);
});

test('values that are as good as the best are best, too, whatever rounding has made of them', () => {
	const top = topValue([0.3, 0.1 + 0.2, 0.2], 'up');
	assert.deepEqual(
		[0.3, 0.1 + 0.2, 0.2, Number.NaN].map(value => isTop(value, top)),
		[true, true, false, false],
	);
	assert.equal(isTop(2, topValue([2, 2], 'up')), false);
});
