import assert from 'node:assert/strict';
import {test} from 'node:test';
import {aggregateNames, aggregateStride} from '../../../source/core/row.ts';
import {Series} from '../../../source/core/series/series.ts';

test('where steps begin anew, first and last can be what was written first and last', () => {
	const series = new Series('written');
	for (const [step, value] of [
		[2, 20],
		[3, 30],
		[1, 10],
		[2, 21],
	] as const)
		series.push(step, Number.NaN, value);
	const values = new Float64Array(aggregateStride);
	const read = (names: readonly (typeof aggregateNames)[number][]) => {
		series.writeAggregates(values, 0);
		return names.map(name => values[aggregateNames.indexOf(name)]);
	};
	assert.deepEqual(read(['points', 'firstStep', 'first', 'lastStep', 'last']), [4, 2, 20, 2, 21]);
	assert.deepEqual(read(['minStep', 'min', 'maxStep', 'max', 'mean']), [1, 10, 3, 30, 20.25]);
	assert.deepEqual([...series.steps.slice(0, 4)], [1, 2, 2, 3], 'for drawing they are in order');
	series.push(3, Number.NaN, 31);
	assert.deepEqual(read(['lastStep', 'last']), [3, 31]);
});

test('the step that a series has reached is the same before and after its points were put in order', () => {
	for (const [rule, first, last] of [
		['written', 2, 1],
		['sort', 0, 3],
	] as const) {
		const series = new Series(rule);
		assert.ok(Number.isNaN(series.firstStep) && Number.isNaN(series.lastStep));
		for (const step of [2, 3, 0, 1]) series.push(step, Number.NaN, step);
		assert.deepEqual([series.firstStep, series.lastStep], [first, last], rule);
		series.settle();
		assert.deepEqual([series.firstStep, series.lastStep], [first, last], rule);
	}
});
