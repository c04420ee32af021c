import assert from 'node:assert/strict';
import {test} from 'node:test';
import {OwnPatterns} from '../../../../source/formats/textlog/own-patterns.ts';
import {scan} from '../scan-lines.ts';

test('reads steps that are written as thousands, millions and powers of ten', () => {
	assert.deepEqual(scan('step 1k loss: 0.5', 'step 1.1M loss: 0.25', 'step 2e6 loss: 0.125'), [
		'1000 loss=0.5',
		'1100000 loss=0.25',
		'2000000 loss=0.125',
	]);
});

test('reads the wide signs of Chinese and Japanese texts', () => {
	assert.deepEqual(scan('epoch：8，loss：0.5，acc＝0.25'), ['8 loss=0.5 acc=0.25']);
});

test('a value of each GPU is one of none in particular', () => {
	assert.deepEqual(scan('iteration 100/ 1000 | throughput per GPU (TFLOP/s/GPU): 301.2 | gpu: 3 |'), [
		'100 throughput per GPU=301.2',
	]);
});

test("reads the thousands of what a person's own expressions find", () => {
	assert.deepEqual(new OwnPatterns([{name: 'price', expression: String.raw`price is (\S+)`}]).scan('price is 3,500.5', 7), [
		{step: 7, name: 'price', value: 3500.5},
	]);
});
