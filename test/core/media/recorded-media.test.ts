import assert from 'node:assert/strict';
import {test} from 'node:test';
import {summaryInWords} from '../../../source/core/media/recorded-media.ts';
import type {JsonObject} from '../../../source/core/run.ts';

test('a summary says histograms and files in a line of words each, and all else as it was recorded', () => {
	const histogram = {_type: 'histogram', values: [1, 0, 3], bins: [-0.5, 0, 0.5, 1]};
	const packed = {_type: 'histogram', values: [2, 4], packedBins: {min: 10, size: 5, count: 2}};
	const picture = {_type: 'image-file', path: 'media/images/digits_3.png', sha256: 'ab', size: 12, width: 4};
	assert.deepEqual(
		summaryInWords({auc: 0.9, gradients: {w: histogram}, b: packed, digits: picture, loss: {min: 0.1}, list: [1, 2]}),
		{
			auc: 0.9,
			gradients: {w: 'histogram of 3 bins, -0.5000 … 1'},
			b: 'histogram of 2 bins, 10 … 20',
			digits: 'image-file media/images/digits_3.png',
			loss: {min: 0.1},
			list: [1, 2],
		},
	);
});

test('what only looks like a histogram or a file stays as it is', () => {
	const values: JsonObject[] = [{_type: 'histogram', values: 3}, {_type: 'table'}, {_type: 7, path: 'x'}, {path: 'x'}];
	for (const value of values) {
		assert.deepEqual(summaryInWords({value}), {value});
	}
});
