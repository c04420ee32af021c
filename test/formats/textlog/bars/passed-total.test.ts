import assert from 'node:assert/strict';
import {test} from 'node:test';
import {progressOf, scan} from '../scan-lines.ts';

const bar = (label: string, step: number, loss: number) =>
	`${label}${step}%|###       | ${step}/100 [00:05<00:05, 10.00it/s, loss=${loss}]`;
const passed = (label: string, step: number, loss: number) => `${label}${step}it [00:10, 10.00it/s, loss=${loss}]`;
const epoch = (number: number, steps = 101) => {
	const label = `Epoch #${number}: `;
	return [bar(label, 0, 9), bar(label, 50, number + 0.5), bar(label, 100, number), passed(label, steps, number)];
};

test('a bar that tqdm draws without the total that it has passed is still that bar', () => {
	assert.deepEqual(scan(...epoch(1), ...epoch(2, 105), ...epoch(3)), [
		'50 loss=1.5',
		'100 loss=1',
		'101 loss=1',
		'151 loss=2.5',
		'201 loss=2',
		'206 loss=2',
		'256 loss=3.5',
		'306 loss=3',
		'307 loss=3',
	]);
	assert.equal(progressOf(...epoch(1).map(line => line.replace('#1', '1/4'))), '100/400 it');
});

test('where a bar ends that has passed its total nothing says', () => {
	const lines = [bar('', 0, 3), bar('', 50, 2), bar('', 100, 1)];
	assert.equal(progressOf(...lines), '100/100 it');
	assert.equal(progressOf(...lines, passed('', 150, 0.5)), '150/100 it of a part');
	// One of another program part that knows no total, or of other values, is another one.
	assert.equal(progressOf(...lines, passed('', 0, 9), passed('', 150, 0.5)), '100/100 it');
	assert.equal(progressOf(...lines, passed('', 150, 0.5).replace('loss', 'accuracy')), '100/100 it');
	assert.equal(progressOf(bar('', 100, 1), passed('', 150, 0.5)), '100/100 it');
});

test('bars without a total that an output shows when they are done begin anew in each epoch', () => {
	const done = [1, 2, 3].map(number => passed(`Epoch ${number}: `, 313, number));
	assert.deepEqual(scan(...done), ['313 loss=1', '626 loss=2', '939 loss=3']);
	const drawn = [1, 2].flatMap(number => [0, 10, 20, 30].map(step => passed(`Epoch ${number}: `, step, number)));
	assert.deepEqual(scan(...drawn), ['10 loss=1', '20 loss=1', '30 loss=1', '40 loss=2', '50 loss=2', '60 loss=2']);
	// One that counts the run stands where the next epoch begins.
	const ofRun = [passed('Epoch 1: ', 10, 1), passed('Epoch 1: ', 20, 2), passed('Epoch 2: ', 20, 2), passed('Epoch 2: ', 30, 3)];
	assert.deepEqual(scan(...ofRun), ['10 loss=1', '20 loss=2', '20 loss=2', '30 loss=3']);
});
