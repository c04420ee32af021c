import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../../scan-lines.ts';

const train = (step: number, loss: number) => `step ${step}/938 [==>......] - loss: ${loss} - 8ms/step`;

test('an evaluation that a line has begun counts for itself, and training goes on behind it', () => {
	const evaluation = ['Eval begin...', 'step 157/157 [========] - loss: 0.5 - 5ms/step', 'Eval samples: 10000'];
	const lines = [
		'Epoch 1/2',
		train(10, 3),
		train(938, 2),
		...evaluation,
		'Epoch 2/2',
		train(10, 1),
		train(938, 0.5),
		...evaluation,
	];
	assert.deepEqual(scan(...lines), [
		'10 loss=3',
		'938 loss=2',
		'938 Eval loss=0.5',
		'948 loss=1',
		'1876 loss=0.5',
		'1876 Eval loss=0.5',
	]);
	assert.equal(progressOf(...lines), '1876/1876 step');
	assert.deepEqual(scan('Epoch 1/2', train(10, 3), 'Evaluating...', 'step 5/157 loss: 2', train(20, 1)), [
		'10 loss=3',
		'10 eval loss=2',
		'20 loss=1',
	]);
});

test('a heading alone, and prose, begin no evaluation', () => {
	for (const line of ['Test', 'Validation:', 'Evaluation of the model is turned on', 'start training'])
		assert.deepEqual(scan('step 10/100 loss: 2', line, 'step 20/200 loss: 1'), ['10 loss=2', '20 loss=1'], line);
});

test('training that begins anew behind an evaluation is none, where no epochs are said', () => {
	const pass = (loss: number) => [`[50/100] loss ${loss}`, `[100/100] loss ${loss}`];
	const read = (loss: number) => [`50 loss=${loss}`, `100 loss=${loss}`];
	for (const between of [
		['Evaluating...', 'val_loss 1'],
		['Testing...', 'Fold 1'],
	])
		assert.deepEqual(scan(...pass(3), ...between, ...pass(2)), [...read(3), ...read(2)]);
	const evaluation = ['[50/100] loss 9', '[100/100] loss 9'];
	assert.deepEqual(scan('[50/100] loss 3', 'Evaluating...', ...evaluation, '[100/100] loss 2'), [
		'50 loss=3',
		'50 eval loss=9',
		'50 eval loss=9',
		'100 loss=2',
	]);
	assert.deepEqual(scan(...pass(3), 'Evaluating...', '[5/10] loss 9', 'mean loss 9', '[10/10] loss 9', ...pass(2)), [
		...read(3),
		'100 eval loss=9',
		'100 eval loss=9',
		...read(2),
	]);
});
