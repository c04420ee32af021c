import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf} from '../scan-lines.ts';

const bar = (step: number, total = 10) => `${step}0%|███       | ${step}/${total} [00:01<00:00, 10.0it/s, loss=0.5]`;
const pass = [bar(0), bar(5), bar(10)];

test('the line of an epoch that stands behind its bar says that it is over', () => {
	assert.equal(progressOf(...pass, 'Epoch 1/4, loss: 0.5'), '10/40 it');
	assert.equal(progressOf(...pass, 'Epoch 1/4, loss: 0.5', bar(0), bar(5)), '15/40 it');
	assert.equal(progressOf(...pass, 'Epoch 1/4, loss: 0.5', ...pass, 'Epoch 2/4, loss: 0.5'), '20/40 it');
	const epochs = [1, 2, 3, 4].flatMap(epoch => [...pass, `Epoch ${epoch}/4, loss: 0.5`]);
	assert.equal(progressOf(...epochs), '40/40 it');
	assert.equal(progressOf(...pass, 'Epoch 0/4, loss: 0.5', ...pass, 'Epoch 1/4, loss: 0.5', bar(0), bar(5)), '25/40 it');
	// Drawn once more as the program ends.
	assert.equal(progressOf(...pass, 'Epoch 1/4, loss: 0.5', bar(10)), '10/40 it');
});

test('a bar that is taken away before it is drawn full has come to its end all the same, where each one begins anew behind such a line', () => {
	const taken = (epoch: number) => [bar(0), bar(5), bar(9), `Epoch ${epoch}/3, loss: 0.5, val loss: 0.5`];
	assert.equal(progressOf(...taken(1), ...taken(2), ...taken(3)), '30/30 it');
	assert.equal(progressOf(...taken(1), ...taken(2), bar(0), bar(5)), '25/30 it');
	// One that goes on behind the line was not at its end.
	const within = (epoch: number) => [bar(0), bar(4), `Epoch ${epoch}/3, loss: 0.5`, bar(6)];
	assert.equal(progressOf(...within(1), ...within(2), ...within(3)), '26/30 it');
});

test('heads of epochs, and lines behind a bar that counts the run, say no such thing', () => {
	const headed = ['Epoch 1/4', ...pass, 'Epoch 1/4, loss: 0.5', 'Epoch 2/4', bar(0), bar(5)];
	assert.equal(progressOf(...headed), '15/40 it');
	assert.equal(progressOf('Loading', ...pass, 'Epoch 1/4', bar(0), bar(5)), '5/40 it');
	assert.equal(progressOf(...pass, 'epoch 1 loss 0.5'), '10/10 it');
	assert.equal(progressOf(...pass, 'epoch 4/4 loss 0.5'), '10/10 it');
});
