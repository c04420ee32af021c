import assert from 'node:assert/strict';
import {test} from 'node:test';
import {scan} from '../../scan-lines.ts';

test('a count of things is the number before them, whatever part of them stands in parentheses', () => {
	assert.deepEqual(scan('epoch 1, 128 samples (64 per gpu), loss 2.5'), ['1 samples=128 loss=2.5']);
	assert.deepEqual(scan('Iter 10: processed 5000 images (4900 valid boxes), loss: 2.5'), ['10 processed=5000 loss=2.5']);
	assert.deepEqual(scan('EPOCH 3: training on 20000 raw words (5480 effective words) took 0.1s, 54800 effective words/s'), [
		'3 raw words=20000',
	]);
	assert.deepEqual(scan('epoch 1: 1200 samples (97%) loss 2.5'), ['1 samples=1200 loss=2.5']);
	assert.deepEqual(scan('epoch 1, 3 misses (of all)'), []);
	assert.deepEqual(scan('Model has 12 parameters (10 trainable)'), []);
});

test('behind an arrow stands the value of now, however the arrow is drawn', () => {
	for (const arrow of ['->', '=>', '-->', '→', '⟶', '⇒'])
		assert.deepEqual(scan(`Epoch 1 | loss 2.5 ${arrow} 2.25 | acc: 0.5 ${arrow} 0.75`), ['1 loss=2.25 acc=0.75'], arrow);
});
