import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLog} from '../../read-log.ts';
import {scan} from '../../scan-lines.ts';

test('each of several dicts on one line is a row', () => {
	const row = (step: number) => `{'loss': ${10 - step}, 'acc': 0.${step}, 'step': ${step}}`;
	const run = readLog(`${row(1)}${row(2)}${row(3)}\n${row(4)} ${row(5)}\n`);
	assert.deepEqual(
		run.points('loss'),
		[1, 2, 3, 4, 5].map(step => [step, 10 - step]),
	);
	assert.equal(run.points('acc').length, 5);
});

test('what only looks like several dicts is read as it was', () => {
	assert.deepEqual(scan("{'loss': 2.5, 'step': 1}", "{'loss': 2.25, 'gra{'loss': 2, 'step': 3}"), ['1 loss=2.5', '3 loss=2']);
	assert.deepEqual(scan("{'loss': 2.5, 'text': '} {', 'step': 1}"), ['1 loss=2.5']);
});

test('further dicts on the line of a row are of that row, under names of their data', () => {
	assert.deepEqual(scan("Epoch 1: train={'loss': 1.5, 'acc': 0.25} val={'loss': 2.5, 'acc': 0.125}"), [
		'1 loss=1.5 acc=0.25 val loss=2.5 val acc=0.125',
	]);
	assert.deepEqual(scan("Epoch 2 | Train: {'loss': 1.5} | Val: {'loss': 2.5}"), ['2 loss=1.5 Val loss=2.5']);
	assert.deepEqual(scan("Epoch 3, train_metrics={'loss': 1.5}, val_metrics={'loss': 2.5}"), ['3 loss=1.5 val loss=2.5']);
	assert.deepEqual(scan("step 4 {'loss': 2.5} {'val_loss': 0.5}"), ['4 loss=2.5 val_loss=0.5']);
	assert.deepEqual(scan("step 5 gen={'loss': 2.5} disc={'loss': 0.5}"), ['5 loss=2.5 disc/loss=0.5']);
	assert.deepEqual(scan("train={'loss': 2.5} val={'loss': 0.5, 'epoch': 6}"), ['6 loss=2.5 val loss=0.5']);
});

test('dicts of something earlier, of another step and of a list are none of the row', () => {
	assert.deepEqual(scan("step 5 {'loss': 2.5} best={'acc': 0.5}"), ['5 loss=2.5']);
	assert.deepEqual(scan("step 5 {'loss': 2.5} best_val={'acc': 0.5}"), ['5 loss=2.5']);
	assert.deepEqual(scan("{'loss': 2.5, 'step': 5} val={'acc': 0.5, 'step': 3}"), ['5 loss=2.5']);
	assert.deepEqual(scan("best {'epoch': 1, 'loss': 2.5} current {'epoch': 1, 'loss': 2.5}"), ['1 loss=2.5']);
	assert.deepEqual(scan("step 5 [{'loss': 2.5}, {'acc': 0.5}]"), ['5 loss=2.5']);
	assert.deepEqual(scan("step 5 {'loss': 2.5} config={'lr': 0.1, 'seed': 3}"), ['5 loss=2.5']);
	assert.deepEqual(scan("step 5 {'loss': 2.5}", "Warning: Beam does not use kwargs {'temperature': 1.0, 'top_k': 0}"), [
		'5 loss=2.5',
	]);
});

test('values beside the dict of a row are read, numbers of prose are not', () => {
	assert.deepEqual(scan("epoch 1: {'acc': 0.5} train_loss=1.5 time=3.2s"), ['1 acc=0.5 train_loss=1.5']);
	assert.deepEqual(scan("epoch 1 {'acc': 0.5} - loss 1.5"), ['1 acc=0.5 loss=1.5']);
	assert.deepEqual(scan("loss=1.5 metrics={'acc': 0.5, 'epoch': 2}"), ['2 acc=0.5 loss=1.5']);
	assert.deepEqual(scan("eval={'acc': 0.5, 'step': 100} loss=1.5"), ['100 eval acc=0.5 loss=1.5']);
	assert.deepEqual(scan("pid=7 {'acc': 0.5, 'step': 3} saved 3 files in 5 seconds"), ['3 acc=0.5']);
	assert.deepEqual(scan("epoch 4 {'acc': 0.5} saved 3 files"), ['4 acc=0.5']);
});

test('values before a dict are of its row, where nothing counts it', () => {
	const row = (loss: number) => `rl_loss: ${loss}, time: 12.5, entropy: 0.75, rewards: {'total_reward': 8, 'length': 16}`;
	assert.deepEqual(scan(row(0.5), row(0.25)), [
		'0 total_reward=8 length=16 rl_loss=0.5 entropy=0.75',
		'1 total_reward=8 length=16 rl_loss=0.25 entropy=0.75',
	]);
});

test('an OrderedDict that is printed as pairs is a dict as any other', () => {
	assert.deepEqual(scan("OrderedDict([('epoch', 1), ('loss', 2.5), ('acc', nan)])"), ['1 loss=2.5 acc=NaN']);
	assert.deepEqual(scan("step 5 OrderedDict([('loss', 2.5)])"), ['5 loss=2.5']);
});
