import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../../scan-lines.ts';

test('a number before what it counts is the place of its line', () => {
	assert.deepEqual(scan('1 epoch, loss: 0.75, loss_test: 0.5', '2 epoch, loss: 0.25, loss_test: 0.4'), [
		'1 loss=0.75 loss_test=0.5',
		'2 loss=0.25 loss_test=0.4',
	]);
	assert.deepEqual(scan('3rd epoch | acc 0.5'), ['3 acc=0.5']);
	// So many are planned.
	assert.deepEqual(scan('10 epochs, loss: mse', '2 epoch warmup, loss weight 0.5', 'loss: 2.5'), ['0 loss=2.5']);
});

test('a generation that is written short counts, and what its population came to is read', () => {
	assert.deepEqual(scan('Gen 1 | best: 2.5 | mean: 1.25', 'Gen 2 | best: 3.5 | mean: 1.5'), [
		'1 best=2.5 mean=1.25',
		'2 best=3.5 mean=1.5',
	]);
	assert.equal(progressOf('[Gen 4/20] fitness: 2.5'), '4/20 step');
	assert.deepEqual(scan('epoch 1 gen 0.5 disc 0.75 loss 1.5', 'gen: 0.25, disc: 0.5, loss: 1.25').length, 2);
});

test('the only number of a place is its value, whose name nobody knows', () => {
	assert.deepEqual(scan('Epoch 1: 0.75', 'Epoch 2: 0.5'), ['1 value=0.75', '2 value=0.5']);
	assert.deepEqual(scan('[Episode 10/20] -> -12.5', '[Episode 20/20] -> 7.5'), ['10 value=-12.5', '20 value=7.5']);
	// How long it took, how far it is, what has its name.
	assert.deepEqual(scan('Epoch 1: 12.5s', 'Epoch 2: 100', 'Epoch 3: done', 'Epoch 4: loss 0.5'), ['4 loss=0.5']);
});
