import assert from 'node:assert/strict';
import {test} from 'node:test';
import {makeSmoother} from '../../../source/core/series/smoothing.ts';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-12;
const averaged = (values: readonly number[], weight: number) => values.map(makeSmoother({kind: 'exponential', weight}));
const meaned = (values: readonly number[], size: number) => values.map(makeSmoother({kind: 'window', size}));

test('exponential smoothing is TensorBoard’s, corrected at the start', () => {
	// By hand: 0.4·1/(1−0.6), (0.24·1+0.4·2)/(1−0.36), (0.144·1+0.24·2+0.4·4)/(1−0.216)
	const expected = [1, (0.24 + 0.8) / 0.64, (0.144 + 0.48 + 1.6) / 0.784];
	averaged([1, 2, 4], 0.6).forEach((value, i) => {
		assert.ok(near(value, expected[i]!));
	});
	assert.deepEqual(averaged([3, 1, 2], 0), [3, 1, 2]);
	assert.ok(averaged([5, 5, 5], 0.99).every(value => near(value, 5)));
});

test('what is no number stays so and does not spread', () => {
	const [a, gap, b] = averaged([1, Number.NaN, 2], 0.6);
	const [c, d] = averaged([1, 2], 0.6);
	assert.deepEqual([a, b], [c, d]);
	assert.ok(Number.isNaN(gap));
	assert.deepEqual(meaned([1, Number.POSITIVE_INFINITY, 3], 3), [1, Number.POSITIVE_INFINITY, 2]);
});

test('a window is the mean of the last values, of fewer at the start', () => {
	assert.deepEqual(meaned([0, 3, 6, 9], 3), [0, 1.5, 3, 6]);
	assert.deepEqual(meaned([1, 2, 3], 1), [1, 2, 3]);
	assert.deepEqual(meaned([1, 2, 3], 100), [1, 1.5, 2]);
});

test('a huge value leaves a window without a trace', () => {
	const values = [...Array<number>(10).fill(1), 1e17, ...Array<number>(40).fill(1)];
	assert.deepEqual(meaned(values, 16).slice(-20), Array<number>(20).fill(1));
});
