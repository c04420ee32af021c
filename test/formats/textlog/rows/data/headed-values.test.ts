import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';

const rows = ['epoch 1 loss 0.75', 'epoch 2 loss 0.5'];
const read = (...lines: string[]) => readLog(`${[...rows, ...lines].join('\n')}\n`);

test('results of the last step have the words that head their lines in their names, where one would go over the other', () => {
	const run = read('Robustness:', '  clean: F1=0.75, Acc=0.875', '  noisy: F1=0.25, Acc=0.5');
	assert.deepEqual(run.points('clean F1'), [[2, 0.75]]);
	assert.deepEqual(run.points('noisy F1'), [[2, 0.25]]);
	assert.deepEqual(run.points('noisy Acc'), [[2, 0.5]]);
	assert.deepEqual(read('On device: F1=0.75').points('F1'), [[2, 0.75]]);
});

test('what heads a result of each of many samples is in no name', () => {
	const run = read(...Array.from({length: 30}, (_, i) => `image_${i}: F1=0.${10 + i}, Acc=0.5`));
	assert.deepEqual(run.points('F1'), [[2, 0.39]]);
	assert.equal(run.points('image_1 F1').length, 0);
});

test('a list that goes on over more lines is no value', () => {
	const run = read('Result(train_losses=[1.5, 0.75,', '       0.5], val_loss=[0.5,', '       0.25])');
	assert.equal(run.points('train_losses').length, 0);
	assert.equal(run.points('val_loss').length, 0);
});

test('results of numbered classes are told apart, with the data that an arrow leads to', () => {
	const classes = (acc: number) =>
		[0, 1].map(at => `  Class ${at}: Top-1 Acc → Train: ${acc + at / 4}, Val: ${acc - at / 8};  AUC → Val: 0.5`);
	const run = readLog(
		`${['Epoch 1/2', 'loss: 0.75', ...classes(0.5), 'Epoch 2/2', 'loss: 0.5', ...classes(0.625)].join('\n')}\n`,
	);
	assert.deepEqual(run.points('Class 0 Top-1 Acc Train'), [
		[1, 0.5],
		[2, 0.625],
	]);
	assert.deepEqual(run.points('Class 1 Top-1 Acc Val'), [
		[1, 0.375],
		[2, 0.5],
	]);
	assert.deepEqual(run.points('Train'), []);
});
