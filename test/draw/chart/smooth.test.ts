import assert from 'node:assert/strict';
import {test} from 'node:test';
import {smoothExponential, smoothWindow, weightPerColumn} from '../../../source/draw/chart/smooth.ts';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-12;

test('exponential smoothing is TensorBoard’s, corrected at the start', () => {
	// By hand: 0.4·1/(1−0.6), (0.24·1+0.4·2)/(1−0.36), (0.144·1+0.24·2+0.4·4)/(1−0.216)
	const expected = [1, (0.24 + 0.8) / 0.64, (0.144 + 0.48 + 1.6) / 0.784];
	smoothExponential([1, 2, 4], 0.6).forEach((value, i) => {
		assert.ok(near(value, expected[i]!));
	});
	assert.deepEqual([...smoothExponential([3, 1, 2], 0)], [3, 1, 2]);
	assert.ok([...smoothExponential([5, 5, 5], 0.99)].every(value => near(value, 5)));
});

test('what is no number stays so and does not spread', () => {
	const [a, gap, b] = smoothExponential([1, Number.NaN, 2], 0.6);
	const [c, d] = smoothExponential([1, 2], 0.6);
	assert.deepEqual([a, b], [c, d]);
	assert.ok(Number.isNaN(gap));
	assert.deepEqual([...smoothWindow([1, Number.POSITIVE_INFINITY, 3], 3)], [1, Number.NaN, 3]);
});

test('a window is a mean around each value, shorter at the ends', () => {
	assert.deepEqual([...smoothWindow([0, 3, 6, 9], 3)], [1.5, 3, 6, 7.5]);
	assert.deepEqual([...smoothWindow([1, 2, 3], 1)], [1, 2, 3]);
	assert.deepEqual([...smoothWindow([1, 2, 3], 100)], [2, 2, 2]);
});

test('columns of many points are smoothed as their points would be', () => {
	// A column of k equal points, smoothed once with w^k, is what smoothing each of them gives.
	const points = [1, 1, 1, 1, 3, 3, 3, 3, 2, 2, 2, 2];
	const each = smoothExponential(points, 0.8);
	const columns = smoothExponential([1, 3, 2], weightPerColumn(0.8, 12, 3));
	for (let i = 0; i < 3; i++) assert.ok(near(columns[i]!, each[i * 4 + 3]!));
	assert.equal(weightPerColumn(0.8, 10, 100), 0.8);
});
