import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from './read-log.ts';

const start = (hour: number) => `2024-01-02 0${hour}:00:00,000 - INFO - Setting up the datasets\n`;
const failure =
	'Traceback (most recent call last):\n  File "train.py", line 3, in <module>\nFileNotFoundError: no such checkpoint\n';

test('where a program begins anew in the log of the attempt before, values of that one alone are earlier ones', () => {
	const run = readLog(`${start(1)}epoch 1 loss 0.5\nepoch 2 loss 0.25\nepoch 2 Top1 75.5\n${start(2)}epoch 1 loss 0.75\n`);
	assert.deepEqual(run.points('loss'), [[1, 0.75]]);
	assert.deepEqual(run.points('Top1'), []);
	const folds = readLog(`${start(1)}epoch 1 loss 0.5\nepoch 2 loss 0.25\nepoch 2 Top1 75.5\nepoch 1 loss 0.75\n`);
	assert.deepEqual(folds.points('Top1'), [[2, 75.5]]);
});

test('an attempt that goes on where the one before was takes nothing back', () => {
	const run = readLog(`${start(1)}epoch 1 loss 0.5\nepoch 2 Top1 75.5\n${start(2)}epoch 3 loss 0.25\n`);
	assert.deepEqual(run.points('Top1'), [[2, 75.5]]);
});

test('what failed is over where the program begins anew behind it, although it has come to no step', () => {
	assert.equal(readLog(`${start(1)}epoch 1 loss 0.5\n${failure}`).learnt.outcome?.status, 'failed');
	const run = readLog(`${start(1)}epoch 1 loss 0.5\n${failure}${start(2)}`);
	assert.equal(run.learnt.outcome ?? null, null);
	assert.equal(run.learnt.error ?? null, null);
	assert.equal(readLog(`${start(1)}epoch 1 loss 0.5\nTraining complete\n${start(2)}`).learnt.outcome?.status, 'finished');
});

test('a line that is printed in every epoch begins nothing', () => {
	const run = readLog(
		'Evaluating the model now\nepoch 1 loss 0.5\nEvaluating the model now\nepoch 2 loss 0.25\nepoch 2 Top1 75.5\n',
	);
	assert.deepEqual(run.points('loss'), [
		[1, 0.5],
		[2, 0.25],
	]);
	assert.deepEqual(run.points('Top1'), [[2, 75.5]]);
});

test('an evaluation that begins as the training did takes nothing of that back', () => {
	const run = readLog(`${start(1)}epoch 1 loss 0.5\nepoch 2 loss 0.25\nepoch 3 loss 0.75\n${start(2)}epoch 2 Top1 75.5\n`);
	assert.equal(run.points('loss').length, 3);
});

test('an evaluation of the best epoch takes nothing of the training back, though it says some of the same', () => {
	const row = (epoch: number) => `epoch ${epoch} loss 0.5 val_acc 0.${epoch}\n`;
	const run = readLog(`${start(1)}${row(1)}${row(2)}${row(3)}${start(2)}epoch 2 val_acc 0.25\n`);
	assert.equal(run.points('loss').length, 3);
});

test('a warning that comes again begins nothing', () => {
	const line = 'lib/loader.py:12: UserWarning: too many workers\n';
	assert.equal(readLog(`${line}epoch 1 loss 0.5\n${failure}${line}`).learnt.outcome?.status, 'failed');
});

test('lines that a log is ruled with are not what it begins with', () => {
	const banner = (hour: number) => `2024-01-02 0${hour}:00:00,000 - INFO - ==========\n${start(hour)}`;
	const run = readLog(`${banner(1)}epoch 1 loss 0.5\nepoch 2 loss 0.25\nepoch 2 Top1 75.5\n${banner(2)}epoch 1 loss 0.75\n`);
	assert.deepEqual(run.points('loss'), [[1, 0.75]]);
	assert.deepEqual(run.points('Top1'), []);
});
